import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Quote } from '../core/reply.ts'

/** Returns what a person wrote, without their name; `zone` says which day it was. */
export function quoteOf(feedback: Feedback, zone: string): Quote {
  return {
    id: feedback.id,
    text: feedback.text ?? '',
    at: new Date(feedback.at * 1000).toISOString(),
    day: civilDate(zoneCalendar(zone).dayOf(feedback.at)),
    source: feedback.source,
    sentiment: feedback.analysis?.sentiment ?? null,
    score: feedback.score,
    scaleMax: feedback.scale?.max ?? null,
  }
}

import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { TrendChart } from '../core/chart.ts'
import type { CommandContext, Filter } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Text } from '../core/reply.ts'
import { formatDay } from '../language/format.ts'
import { textOf } from '../report/values.ts'

/** What happened during a trend, for its picture and for its notes. */
export interface TrendEvents {
  readonly events: NonNullable<TrendChart['events']>
  readonly notes: readonly Text[]
}

/**
 * Returns the improvements of a metric that touch all that a trend shows: each of their filters
 * is at least as wide as the trend's own. A point stands for its part of time as a whole, so that
 * a part begins half a place before its point.
 */
export async function eventsOn(
  { store, workspaceId, arguments: asked, access, locale, zone }: CommandContext,
  metric: string,
  parts: readonly Period[],
): Promise<TrendEvents> {
  const shown = [...asked.filters, ...access.scope]
  const all = await store.loop.improvements(workspaceId)
  const found = all
    .filter(
      (each) => each.metric === metric && each.filters.every((limit) => touches(limit, shown)),
    )
    .flatMap(({ label, at }) => {
      const index = parts.findIndex(({ start, end }) => at >= start && at < end)
      const part = parts[index]
      if (!part) return []
      const share = (at - part.start) / (part.end - part.start)
      return [{ label, since: at, at: index - 0.5 + share }]
    })
    .reverse()
  if (found.length === 0) return { events: [], notes: [] }
  const calendar = zoneCalendar(zone)
  const names: Text = found.flatMap(({ label, since }, index) => [
    { text: index === 0 ? '' : '; ' },
    { text: label, data: true },
    { text: `, ${formatDay(civilDate(calendar.dayOf(since)), locale)}` },
  ])
  return {
    events: found.map(({ at, label }) => ({ at, label })),
    notes: [textOf(locale, 'loop:did.note', { events: names })],
  }
}

function touches({ dimension, names }: Filter, shown: readonly Filter[]): boolean {
  return shown.some(
    (filter) =>
      filter.dimension === dimension && filter.names.every((name) => names.includes(name)),
  )
}

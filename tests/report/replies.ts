import type { Scale } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, ReportId } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Period } from '../../src/core/period.ts'
import type { Block, Quote, Report } from '../../src/core/reply.ts'
import { csatMetric } from '../../src/metrics/csat.ts'
import { npsMetric } from '../../src/metrics/nps.ts'
import type { Frame } from '../../src/report/chart-frame.ts'
import type { Wording } from '../../src/report/values.ts'
import { RECOMMEND, STARS } from '../metrics/samples.ts'

export const nps = npsMetric({ kind: 'nps', scale: RECOMMEND })
export const csat = csatMetric(STARS)

/** The days of the earlier period. */
export const EARLIER = { from: '2026-11-02', to: '2026-11-09' }

export function wording(locale: Locale, over: Partial<Wording> = {}): Wording {
  return {
    locale,
    name: 'NPS',
    unit: 'points',
    scale: null,
    higherIsBetter: true,
    ...over,
  }
}

export function csatWording(locale: Locale, scale: Scale = STARS): Wording {
  return wording(locale, { name: 'CSAT', unit: 'percent', scale })
}

export const PERIOD: Period = {
  from: '2026-11-09',
  to: '2026-11-16',
  zone: 'Asia/Almaty',
  start: 1_794_250_800 as EpochSeconds,
  end: 1_794_855_600 as EpochSeconds,
  complete: true,
  shape: { type: 'calendar', unit: 'week', count: 1 },
  label: 'W46',
}

export const FRAME: Frame = { period: PERIOD, n: 39, filters: { store: ['Centre'] }, sample: false }

export function report(blocks: readonly (Block | undefined)[], over: Partial<Report> = {}): Report {
  return {
    kind: 'report',
    command: 'nps',
    commandLine: 'nps 2026-W46',
    locale: 'en',
    title: 'NPS',
    period: PERIOD,
    filters: {},
    view: 'chart',
    blocks: blocks.filter((block) => block !== undefined),
    sample: false,
    reportId: 42 as ReportId,
    ...over,
  }
}

export function quote(over: Partial<Quote> = {}): Quote {
  return {
    id: 7 as FeedbackId,
    text: 'Fast and friendly.',
    at: '2026-11-12T08:00:00Z',
    day: '2026-11-12',
    source: 'App',
    sentiment: 'positive',
    score: 9,
    scaleMax: 10,
    ...over,
  }
}

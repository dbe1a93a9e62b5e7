import type { ChartSpec } from '../../src/core/chart.ts'
import type { FeedbackId, ReportId } from '../../src/core/identity.ts'
import type { Block, Notice, Quote, Report } from '../../src/core/reply.ts'

export const SPEC: ChartSpec = {
  type: 'distribution',
  locale: 'en',
  title: 'NPS',
  subtitle: '9–15 Nov 2026',
  alt: 'Bars. 10: 35%.',
  bars: [{ label: '10', count: 193, share: 35.2, tone: 'positive' }],
}

export const chartBlock = (spec: ChartSpec = SPEC): Block => ({ type: 'chart', spec })

export const headline = (text: string): Block => ({
  type: 'headline',
  text: [{ text }],
  values: [],
})

export function report(blocks: readonly Block[], over: Partial<Report> = {}): Report {
  return {
    kind: 'report',
    command: 'nps',
    commandLine: 'nps 2026-W46',
    locale: 'en',
    title: 'NPS',
    filters: {},
    view: 'chart',
    blocks,
    sample: false,
    reportId: 42 as ReportId,
    ...over,
  }
}

export function notice(text: string, over: Partial<Notice> = {}): Notice {
  return {
    kind: 'notice',
    level: 'information',
    locale: 'en',
    text: [{ text }],
    actions: [],
    ...over,
  }
}

export function table(rows: number, over: Partial<Extract<Block, { type: 'table' }>> = {}): Block {
  return {
    type: 'table',
    columns: [
      { key: 'store', label: 'Store', format: 'text' },
      { key: 'nps', label: 'NPS', format: 'points' },
      { key: 'n', label: 'Answers', format: 'count' },
    ],
    rows: Array.from({ length: rows }, (_, index) => [`Store ${index + 1}`, 40 + index / 10, 60]),
    ...over,
  }
}

export function quote(text: string, over: Partial<Quote> = {}): Quote {
  return {
    id: 7 as FeedbackId,
    text,
    at: '2026-11-12T08:00:00Z',
    day: '2026-11-12',
    source: 'App',
    sentiment: 'positive',
    score: 9,
    scaleMax: 10,
    ...over,
  }
}

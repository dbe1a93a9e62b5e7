import type { ChartSpec } from '../../src/core/chart.ts'
import type { EpochSeconds, FeedbackId } from '../../src/core/identity.ts'
import type { Form, Notice, Report } from '../../src/core/reply.ts'

const CHART: ChartSpec = {
  type: 'distribution',
  title: 'Title',
  subtitle: '',
  alt: 'Alt',
  bars: [{ label: '1', count: 1, share: 100, tone: 'accent' }],
}

/** A report that holds the words wherever words from outside may stand. */
export function reportOf(words: string, more: Partial<Report> = {}): Report {
  return {
    kind: 'report',
    command: 'nps',
    commandLine: `nps store:"${words}"`,
    locale: 'en',
    title: words,
    definition: words,
    period: {
      from: '2026-11-09',
      to: '2026-11-16',
      zone: 'Europe/Vilnius',
      start: 0 as EpochSeconds,
      end: 1 as EpochSeconds,
      complete: true,
      shape: { type: 'calendar', unit: 'week', count: 1 },
      label: '9–15 Nov 2026',
    },
    filters: { store: [words] },
    view: 'table',
    sample: false,
    blocks: [
      {
        type: 'headline',
        text: [
          { text: 'Best: ' },
          { text: words, data: true, style: 'strong' },
          { text: '.' },
          { text: words, data: true, style: 'code' },
        ],
        values: [],
      },
      {
        type: 'paragraph',
        text: [{ text: words, data: true }, { text: ' and ' }, { text: words }],
      },
      {
        type: 'table',
        caption: words,
        columns: [
          { key: 'store', label: words, format: 'text' },
          { key: 'n', label: 'Answers', format: 'count' },
          { key: 'share', label: 'Share', format: 'percent' },
        ],
        rows: [[words, 1, 2]],
      },
      {
        type: 'table',
        columns: [
          { key: 'part', label: words, format: 'text' },
          { key: 'value', label: words, format: 'text' },
        ],
        rows: [[words, words]],
      },
      { type: 'chart', spec: { ...CHART, title: words, alt: words } },
      {
        type: 'quotes',
        quotes: [
          {
            id: 1 as FeedbackId,
            text: words,
            at: '2026-11-09T00:00:00Z',
            day: '2026-11-09',
            source: words,
            sentiment: 'negative',
            score: 1,
            scaleMax: 5,
          },
        ],
      },
      { type: 'notes', notes: [[{ text: words, data: true }]] },
      { type: 'actions', actions: [{ label: words, command: `quotes "${words}"` }] },
    ],
    ...more,
  }
}

export function noticeOf(words: string): Notice {
  return {
    kind: 'notice',
    level: 'error',
    locale: 'en',
    text: [{ text: 'There is no ' }, { text: words, data: true }],
    actions: [{ label: words, command: words }],
    suggestion: `nps store:"${words}"`,
  }
}

export function formOf(words: string): Form {
  return {
    kind: 'form',
    locale: 'en',
    title: words,
    command: 'log',
    fields: [
      { name: 'text', label: words, type: 'long-text', required: true, value: words },
      { name: 'store', label: words, type: 'text', required: false, value: words },
      {
        name: 'rating',
        label: words,
        type: 'choice',
        required: false,
        choices: [{ value: '1', label: words }],
      },
    ],
  }
}

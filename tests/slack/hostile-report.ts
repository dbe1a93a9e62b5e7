import type { StoredEvent } from '../../adapters/slack/stored-event.ts'
import type { ChartSpec } from '../../src/core/chart.ts'
import type { InboundEvent } from '../../src/core/delivery.ts'
import type { FeedbackId } from '../../src/core/identity.ts'
import type { Form, Notice, Report } from '../../src/core/reply.ts'

export const STORED: StoredEvent = {
  kind: 'slash',
  line: 'nps last-week',
  key: null,
  user: 'U1ANNA',
  userName: 'anna',
  userTeam: 'T0HOME',
  channel: 'C1GENERAL',
  channelName: 'general',
  thread: null,
  at: 1_790_000_000,
  responseUrl: 'http://127.0.0.1/response',
  responseUntil: 1_790_001_740,
  edit: null,
  page: 0,
  share: false,
  shared: false,
  pointed: null,
}

export function inbound(more: Partial<StoredEvent> = {}): InboundEvent {
  return {
    platform: 'slack',
    bot: 'U0CXBOT',
    externalId: 'x',
    receivedAt: STORED.at as never,
    replyBy: null,
    payload: JSON.stringify({ ...STORED, ...more }),
  }
}

function chartOf(words: string): ChartSpec {
  return {
    type: 'dots',
    title: words,
    subtitle: words,
    alt: words,
    unit: 'points',
    rows: [
      { label: words, value: 1, low: 0, high: 2, n: 5, tone: 'accent' },
      { label: 'other', value: 2, low: 0, high: 2, n: 5, tone: 'accent' },
    ],
  }
}

/** A report in which these words stand wherever words from outside can stand. */
export function reportOf(words: string, view: Report['view'] = 'chart'): Report {
  const data = { text: words, data: true } as const
  return {
    kind: 'report',
    command: 'nps',
    commandLine: `nps store:"${words.replace(/["\\]/g, '\\$&')}"`,
    locale: 'en',
    title: `NPS: ${words}`,
    definition: `How: ${words}`,
    filters: { store: [words] },
    view,
    sample: false,
    blocks: [
      {
        type: 'headline',
        text: [{ text: 'NPS of ' }, data, { text: ': ' }, { text: '41', style: 'strong' }],
        values: [],
      },
      { type: 'paragraph', text: [data] },
      { type: 'chart', spec: chartOf(words) },
      {
        type: 'table',
        caption: words,
        columns: [
          { key: 'store', label: words, format: 'text' },
          { key: 'n', label: 'n', format: 'count' },
        ],
        rows: [
          [words, 5],
          [words, null],
        ],
      },
      {
        type: 'quotes',
        quotes: [
          {
            id: 1 as FeedbackId,
            text: words,
            at: '2026-11-01T00:00:00Z',
            day: '2026-11-01',
            source: words,
            sentiment: 'negative',
            score: 1,
            scaleMax: 5,
          },
        ],
      },
      { type: 'notes', notes: [[data]] },
      { type: 'actions', actions: [{ label: words, command: `nps ${words}` }] },
    ],
  }
}

export function noticeOf(words: string): Notice {
  return {
    kind: 'notice',
    level: 'error',
    locale: 'en',
    text: [{ text: 'There is no ' }, { text: words, data: true }],
    actions: [{ label: words, command: words }],
    suggestion: `nps ${words}`,
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
      {
        name: 'brand',
        label: words,
        type: 'choice',
        required: false,
        choices: [{ value: words, label: words }],
      },
    ],
  }
}

import type { Dimension } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Finding } from '../metrics/groups.ts'
import type { Measurement } from '../metrics/measurement.ts'
import type { NetCounts } from '../metrics/net-share.ts'
import { capitalised } from './values.ts'

/** One tag, source or author: how much comes under it and how it sounds. */
export interface ToneGroup {
  readonly name: string
  readonly n: number
  /** Of all messages, in percent. */
  readonly share: Measurement
  readonly change: Finding
  readonly counts: NetCounts
  /** As `sentimentMetric` measures it. */
  readonly tone: readonly Measurement[]
}

/** Returns a row for each group: how much, how it sounds and how its share changed. */
export function toneTable(by: Dimension, groups: readonly ToneGroup[], locale: Locale): TableBlock {
  const translate = translator(locale)
  const column = (
    key: string,
    format: TableBlock['columns'][number]['format'],
    label = translate(`report:value.${key as 'n'}`),
  ) => ({ key, label, format })
  const change = (key: 'change' | 'changeLow' | 'changeHigh' | 'verdict') =>
    column(
      key,
      key === 'verdict' ? 'text' : 'percent',
      translate(`commands:changes.columns.${key}`),
    )
  return {
    type: 'table',
    columns: [
      column(by, 'text', capitalised(translate(`report:dimension.${by}`))),
      column('n', 'count', translate('report:value.messages')),
      column('share', 'percent'),
      column('positive', 'percent'),
      column('negative', 'percent'),
      column('net', 'points'),
      change('change'),
      change('verdict'),
      column('low', 'points'),
      column('high', 'points'),
      column('loyalty', 'ratio'),
      column('neutral', 'percent'),
      column('texts', 'count'),
      change('changeLow'),
      change('changeHigh'),
    ],
    rows: groups.map(({ name, n, share, change: { difference, verdict }, tone }) => {
      const [net, positive, neutral, negative, loyalty] = tone
      return [
        name,
        n,
        share.value,
        positive?.value ?? null,
        negative?.value ?? null,
        net?.value ?? null,
        difference?.value ?? null,
        translate(`commands:changes.verdicts.${verdict}`),
        net?.low ?? null,
        net?.high ?? null,
        loyalty?.value ?? null,
        neutral?.value ?? null,
        net?.n ?? 0,
        difference?.low ?? null,
        difference?.high ?? null,
      ]
    }),
  }
}

import type { Dimension } from '../core/feedback.ts'
import type { ParagraphBlock, TableBlock, Text } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { findingsOf, pairDifference } from '../metrics/groups.ts'
import type { Metric } from '../metrics/measurement.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { type MovedGroup, movedNames } from './moved-names.ts'
import { capitalised, joinTexts, valueLabel, type Wording } from './values.ts'

/** More names than this are not listed in a sentence. */
const NAMED = 5

/** A group in the period and in the one that it is compared with. */
export interface ChangedGroup {
  readonly name: string | null
  readonly later: Tally
  readonly earlier: Tally | undefined
}

/**
 * Returns which groups moved clearly against the baseline, at a false discovery
 * rate of 5 %, the strongest rise on top.
 */
export async function breakdownChanges(
  wording: Wording,
  dimension: Dimension,
  metric: Metric,
  groups: readonly ChangedGroup[],
): Promise<{ readonly summary: ParagraphBlock; readonly table: TableBlock }> {
  const { locale, unit } = wording
  const translate = translator(locale)
  const found = findingsOf(
    await mapInTurns(groups, ({ later, earlier }) =>
      pairDifference(metric, { later, earlier: earlier ?? EMPTY_TALLY }),
    ),
  )
  const changed = await mapInTurns(groups, ({ name, later, earlier }, index) => ({
    name,
    now: metric.measure(later)[0],
    before: metric.measure(earlier ?? EMPTY_TALLY)[0],
    difference: found[index]?.difference ?? null,
    verdict: found[index]?.verdict ?? ('too-few' as const),
  }))
  const rows = changed.sort(
    (a, b) => (b.difference?.value ?? -Infinity) - (a.difference?.value ?? -Infinity),
  )
  const notGiven = translate('report:breakdown.not-given')
  const nameOf = (name: string | null) => name ?? notGiven
  const words = {
    up: translate('commands:changes.verdicts.up'),
    down: translate('commands:changes.verdicts.down'),
    'no-clear-change': translate('commands:changes.verdicts.no-clear-change'),
    'too-few': translate('commands:changes.verdicts.too-few'),
  }
  const moved = rows.map(({ name, difference, verdict }): MovedGroup => {
    const named = name === null ? { text: notGiven } : { text: name, data: true as const }
    return { name: named, change: { difference, verdict } }
  })
  const list = (verdict: 'up' | 'down'): Text => {
    const names = movedNames(moved, verdict, { most: NAMED, unit, locale })
    if (names.length === 0) return []
    return [{ text: `${translate(`commands:changes.${verdict}`)} ` }, ...names, { text: '.' }]
  }
  const text = joinTexts([list('up'), list('down')])
  const column = (key: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label: translate(`commands:changes.columns.${key as 'before'}`),
    format,
  })
  return {
    summary: {
      type: 'paragraph',
      text: text.length > 0 ? text : [{ text: translate('commands:changes.none') }],
    },
    table: {
      type: 'table',
      columns: [
        {
          key: dimension,
          label: capitalised(translate(`report:dimension.${dimension}`)),
          format: 'text',
        },
        { key: metric.key, label: valueLabel(metric.key, locale), format: unit },
        { key: 'n', label: valueLabel('n', locale), format: 'count' },
        column('before', unit),
        column('beforeN', 'count'),
        column('change', unit),
        column('changeLow', unit),
        column('changeHigh', unit),
        column('verdict', 'text'),
      ],
      rows: rows.map(({ name, now, before, difference, verdict }) => [
        nameOf(name),
        now?.value ?? null,
        now?.n ?? 0,
        before?.value ?? null,
        before?.n ?? 0,
        difference?.value ?? null,
        difference?.low ?? null,
        difference?.high ?? null,
        words[verdict],
      ]),
    },
  }
}

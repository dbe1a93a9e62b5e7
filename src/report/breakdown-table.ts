import type { Breakdown } from '../core/command.ts'
import type { TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { isFew } from '../metrics/change.ts'
import { type BreakdownGroup, nameOf, verdictOf } from './breakdown-group.ts'
import { capitalised, valueLabel, type Wording } from './values.ts'

/** Returns a row for each group, in the order given, with its interval and its verdict. */
export function breakdownTable(
  wording: Wording,
  dimension: Breakdown,
  ranked: readonly BreakdownGroup[],
): TableBlock {
  const { locale } = wording
  const translate = translator(locale)
  const columns = (ranked[0]?.values ?? []).map(({ key, unit }) => ({
    key,
    label: valueLabel(key, locale),
    format: unit,
  }))
  const bound = (key: 'low' | 'high') => ({
    key,
    label: valueLabel(key, locale),
    format: wording.unit,
  })
  const [main, ...others] = columns
  return {
    type: 'table',
    columns: [
      {
        key: dimension,
        label: capitalised(translate(`report:dimension.${dimension}`)),
        format: 'text',
      },
      ...(main ? [main, bound('low'), bound('high')] : []),
      { key: 'n', label: valueLabel('n', locale), format: 'count' },
      ...others,
      { key: 'verdict', label: valueLabel('verdict', locale), format: 'text' },
    ],
    rows: ranked.map((group) => {
      const [value, ...rest] = group.values
      return [
        nameOf(group, wording),
        ...(value ? [value.value, value.low, value.high, value.n] : []),
        ...rest.map((other) => other.value),
        verdictWord(group, wording),
      ]
    }),
  }
}

function verdictWord(group: BreakdownGroup, { locale }: Wording): string {
  const translate = translator(locale)
  const verdict = translate(`report:breakdown.verdict.${verdictOf(group)}`)
  return isFew(group.values[0]?.n ?? 0)
    ? translate('report:breakdown.verdict.few', { verdict })
    : verdict
}

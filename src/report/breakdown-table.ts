import type { Breakdown } from '../core/command.ts'
import type { Cell, TableBlock, Verdict } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { isFew } from '../metrics/change.ts'
import { type BreakdownGroup, verdictOf } from './breakdown-group.ts'
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
  const verdictWord = verdictWords(wording)
  const notGiven = translate('report:breakdown.not-given')
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
      const row: Cell[] = [group.name ?? notGiven]
      group.values.forEach(({ value, low, high, n }, index) => {
        if (index === 0) row.push(value, low, high, n)
        else row.push(value)
      })
      row.push(verdictWord(group))
      return row
    }),
  }
}

/** Returns what says where a group lies; each sentence is put together once. */
function verdictWords({ locale }: Wording): (group: BreakdownGroup) => string {
  const translate = translator(locale)
  const plain = new Map<Verdict, string>()
  const few = new Map<Verdict, string>()
  return (group) => {
    const verdict = verdictOf(group)
    const words = isFew(group.values[0]?.n ?? 0) ? few : plain
    const known = words.get(verdict)
    if (known !== undefined) return known
    const bare = translate(`report:breakdown.verdict.${verdict}`)
    const word = words === few ? translate('report:breakdown.verdict.few', { verdict: bare }) : bare
    words.set(verdict, word)
    return word
  }
}

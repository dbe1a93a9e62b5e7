import type { Locale } from '../core/locale.ts'
import type { Block, Cell, MetricValue, Report } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { NO_VALUE } from './cell.ts'
import { formatValue, valueLabel } from './values.ts'

/**
 * Returns what differs between an answer as it was given and the same question
 * asked of the data as it is now: a sentence, and a table of the headline values
 * that are other than they were.
 */
export function changesSince(then: Report, now: Report, locale: Locale): readonly Block[] {
  const translate = translator(locale)
  const rows = changedValues(headlineValues(then), headlineValues(now), [then.locale, locale])
  if (rows.length === 0) {
    const key = sameContent(then, now) ? 'commands:report.unchanged' : 'commands:report.details'
    return [{ type: 'paragraph', text: [{ text: translate(key) }] }]
  }
  return [
    { type: 'paragraph', text: [{ text: translate('commands:report.changed') }] },
    {
      type: 'table',
      columns: [
        { key: 'value', label: translate('commands:report.value'), format: 'text' },
        { key: 'then', label: translate('commands:report.then'), format: 'text' },
        { key: 'now', label: translate('commands:report.now'), format: 'text' },
      ],
      rows,
    },
  ]
}

/** Returns whether all that the two count, draw and quote is the same. */
export function sameContent(then: Report, now: Report): boolean {
  return contentOf(then) === contentOf(now)
}

function headlineValues(report: Report): readonly MetricValue[] {
  return report.blocks.flatMap((block) => (block.type === 'headline' ? block.values : []))
}

/** Each row in the units of its value, and in the language of the one who asks now. */
function changedValues(
  then: readonly MetricValue[],
  now: readonly MetricValue[],
  [before, locale]: readonly [then: Locale, now: Locale],
): readonly (readonly Cell[])[] {
  const [headThen] = then
  const [headNow] = now
  const rows: (readonly Cell[])[] = []
  /** What the bot calls a value; a name from the data stays as it is. */
  const labelOf = ({ key, label }: MetricValue): string =>
    label === valueLabel(key, before) ? valueLabel(key, locale) : label
  if (headThen && headNow && headThen.n !== headNow.n) {
    const value = labelOf(headThen)
    rows.push([
      translator(locale)('commands:report.answers', { value }),
      formatCount(headThen.n, locale),
      formatCount(headNow.n, locale),
    ])
  }
  const shown = ({ value, unit }: MetricValue): string =>
    value === null ? NO_VALUE : formatValue(value, unit, locale)
  then.forEach((value, index) => {
    const other = now[index]?.key === value.key ? now[index] : undefined
    if (other?.value === value.value) return
    rows.push([labelOf(value), shown(value), other ? shown(other) : NO_VALUE])
  })
  return rows
}

/** Everything that is counted or quoted; words and buttons aside. */
function contentOf(report: Report): string {
  return JSON.stringify(
    report.blocks.map((block) => {
      switch (block.type) {
        case 'headline':
          return [block.values, block.change]
        case 'table':
          return block.rows
        case 'quotes':
          return block.quotes.map(({ id }) => id)
        case 'chart':
          return block.spec
        default:
          return null
      }
    }),
  )
}

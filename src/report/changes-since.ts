import type { Locale } from '../core/locale.ts'
import type { Block, Cell, MetricValue, Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'

/**
 * Returns what differs between an answer as it was given and the same question
 * asked of the data as it is now: a sentence, and a table of the headline values
 * that are other than they were.
 */
export function changesSince(then: Report, now: Report, locale: Locale): readonly Block[] {
  const translate = translator(locale)
  const rows = changedValues(headlineValues(then), headlineValues(now), (label) =>
    translate('commands:report.answers', { value: label }),
  )
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
        { key: 'then', label: translate('commands:report.then'), format: 'score' },
        { key: 'now', label: translate('commands:report.now'), format: 'score' },
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

function changedValues(
  then: readonly MetricValue[],
  now: readonly MetricValue[],
  answers: (label: string) => string,
): readonly (readonly Cell[])[] {
  const [headThen] = then
  const [headNow] = now
  const rows: (readonly Cell[])[] = []
  if (headThen && headNow && headThen.n !== headNow.n) {
    rows.push([answers(headThen.label), headThen.n, headNow.n])
  }
  then.forEach((value, index) => {
    const other = now[index]?.key === value.key ? now[index] : undefined
    if (other?.value !== value.value) rows.push([value.label, value.value, other?.value ?? null])
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

import type { Breakdown } from '../core/command.ts'
import type { ChartBlock, ParagraphBlock, TableBlock, Text, Verdict } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { isFew } from '../metrics/change.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { breakdownChart, ROWS_IN_PICTURE } from './breakdown-chart.ts'
import { type BreakdownGroup, nameOf, verdictOf } from './breakdown-group.ts'
import { breakdownTable } from './breakdown-table.ts'
import type { Frame } from './chart-frame.ts'
import { formatValue, joinTexts, textOf, type Wording } from './values.ts'

/** More names than this are not listed in a sentence. */
const NAMES_IN_TEXT = 5

export interface BreakdownParts {
  /** Which groups differ clearly. */
  readonly summary: ParagraphBlock
  readonly table: TableBlock
  /** Undefined where no group has enough answers. */
  readonly chart: ChartBlock | undefined
  readonly notes: readonly Text[]
}

/**
 * Returns what a cut by a dimension says: best group on top, those with too few
 * answers at the end and only counted. `overall` is the value of all groups
 * together, drawn as a line.
 */
export function breakdownParts(
  wording: Wording,
  dimension: Breakdown,
  groups: readonly BreakdownGroup[],
  overall: Measurement,
  frame: Frame,
): BreakdownParts {
  const direction = wording.higherIsBetter ? -1 : 1
  const ranked = [...groups].sort((a, b) => {
    const left = a.values[0]
    const right = b.values[0]
    const one = left?.value ?? null
    const other = right?.value ?? null
    const more = (right?.n ?? 0) - (left?.n ?? 0)
    if (one === null || other === null) return Number(one === null) - Number(other === null) || more
    return direction * (one - other) || more
  })
  const measured = ranked.filter(({ values }) => values[0]?.value != null)
  return {
    summary: summaryOf(wording, measured),
    table: breakdownTable(wording, dimension, ranked),
    chart: breakdownChart(wording, dimension, measured, overall, frame),
    notes: notesOf(wording, ranked, measured),
  }
}

function summaryOf(wording: Wording, measured: readonly BreakdownGroup[]): ParagraphBlock {
  const { locale } = wording
  const translate = translator(locale)
  if (measured.length === 0) {
    return { type: 'paragraph', text: textOf(locale, 'report:breakdown.none-measured') }
  }
  const list = (verdict: Verdict): Text => {
    const found = measured.filter((group) => verdictOf(group) === verdict)
    const bestFirst = (verdict === 'up') === wording.higherIsBetter
    const shown = bestFirst ? found : [...found].reverse()
    const names = shown.slice(0, NAMES_IN_TEXT).map((group): Text => {
      const value = group.values[0]?.value ?? 0
      const name = group.name === null ? { text: nameOf(group, wording) } : data(group.name)
      return [name, { text: ` ${formatValue(value, wording.unit, locale)}` }]
    })
    if (names.length === 0) return []
    const more = found.length - names.length
    const rest = more > 0 ? [[{ text: translate('report:breakdown.more', { count: more }) }]] : []
    const lead = translate(verdict === 'up' ? 'report:breakdown.above' : 'report:breakdown.below')
    return [{ text: `${lead} ` }, ...joinTexts([...names, ...rest], ', '), { text: '.' }]
  }
  const [first, second] = wording.higherIsBetter
    ? (['up', 'down'] as const)
    : (['down', 'up'] as const)
  const text = joinTexts([list(first), list(second)])
  return {
    type: 'paragraph',
    text: text.length > 0 ? text : textOf(locale, 'report:breakdown.none'),
  }
}

function data(text: string): Text[number] {
  return { text, data: true }
}

function notesOf(
  { locale }: Wording,
  ranked: readonly BreakdownGroup[],
  measured: readonly BreakdownGroup[],
): readonly Text[] {
  const small = ranked.length - measured.length
  return [
    ...(measured.length > ROWS_IN_PICTURE
      ? [
          textOf(locale, 'report:note.rows-in-picture', {
            shown: ROWS_IN_PICTURE,
            total: formatCount(measured.length, locale),
          }),
        ]
      : []),
    ...(small > 0 ? [textOf(locale, 'report:note.small-groups', { count: small })] : []),
    ...(measured.some(({ values }) => isFew(values[0]?.n ?? 0))
      ? [textOf(locale, 'report:note.few-groups')]
      : []),
    ...(measured.length > 2 && measured.some(({ finding }) => finding)
      ? [textOf(locale, 'report:note.scan')]
      : []),
  ]
}

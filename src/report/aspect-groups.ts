import { type Finding, scanPairs } from '../metrics/groups.ts'
import { sentimentMetric } from '../metrics/sentiment.ts'
import { EMPTY_TALLY, subtractTally } from '../metrics/tally.ts'
import { type AspectFigures, aspectFigures, type PolaritySide, ranked } from './aspect-figures.ts'
import type { OpinionRow } from './opinions.ts'

const ASPECTS_SHOWN = 5

/** What is said of the aspects in the texts of one value. */
export interface AspectGroup {
  /** Null where texts have none. */
  readonly name: string | null
  readonly texts: number
  readonly figures: readonly (AspectFigures & { readonly against: Finding })[]
}

/** Returns the values with the most texts first, with what is said of each aspect. */
export function groupsOf(
  rows: readonly OpinionRow[],
  cut: readonly OpinionRow[],
  side: PolaritySide,
): readonly AspectGroup[] {
  const wholes = new Map(rows.map(({ aspect, tally }) => [aspect, tally]))
  const before = new Map(
    cut.flatMap(({ range, aspect, value, tally }) =>
      range === 1 ? [[`${aspect}\n${value}`, tally] as const] : [],
    ),
  )
  const cells = cut.filter(({ range, aspect }) => range === 0 && aspect !== null)
  const figures = aspectFigures(
    cells.map(({ aspect, value, tally }) => ({
      key: aspect ?? '',
      now: tally,
      before: before.get(`${aspect}\n${value}`),
    })),
  )
  const against = scanPairs(
    sentimentMetric,
    cells.map(({ aspect, tally }) => ({
      later: tally,
      earlier: subtractTally(wholes.get(aspect) ?? EMPTY_TALLY, tally),
    })),
  )
  return cut
    .filter(({ range, aspect }) => range === 0 && aspect === null)
    .sort((a, b) => b.tally.n - a.tally.n || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
    .map(({ value, tally }) => {
      const own = cells.flatMap((cell, index) => {
        const [figure, finding] = [figures[index], against[index]]
        return cell.value === value && figure && finding ? [{ ...figure, against: finding }] : []
      })
      return { name: value, texts: tally.n, figures: ranked(own, side) }
    })
}

/** Returns the aspects that most is said of, in the order given. */
export function mostSaid<Figures extends AspectFigures>(
  figures: readonly Figures[],
): readonly Figures[] {
  const said = ({ counts }: AspectFigures) => counts.positive + counts.negative
  const chosen = new Set([...figures].sort((a, b) => said(b) - said(a)).slice(0, ASPECTS_SHOWN))
  return figures.filter((each) => chosen.has(each))
}

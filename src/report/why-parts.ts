import type { Dimension } from '../core/feedback.ts'
import type { TallyRow, TimeRange } from '../core/store.ts'
import { type Contribution, contributions, type Part } from '../metrics/contributions.ts'
import { type Moments, TOO_FEW } from '../metrics/measurement.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { byValue } from './by-value.ts'
import { type Inquiry, talliesOf } from './inquiry.ts'
import type { SeriesTally } from './pooling.ts'

/** What a part of the answers is: named by a value, or one of the rests. */
export type PartName =
  | { readonly type: 'value'; readonly name: string }
  | { readonly type: 'none' | 'small' | 'other-aspects' }

/** One part of all answers and what it adds to the change. */
export interface WhyPart extends Part, Contribution {
  readonly name: PartName
}

/** A dimension whose parts do not overlap and add up to the change. */
export interface WhyDimension {
  readonly dimension: Dimension
  /** The cause first: those that add most beyond their share of the answers; rests last. */
  readonly parts: readonly WhyPart[]
}

/** Turns answers into the moments of what each adds to the metric. */
export type Points = (rows: readonly SeriesTally[]) => Moments

interface Whole {
  readonly later: Moments
  readonly earlier: Moments
}

/**
 * How many aspects get a part of their own; the rest are taken together. Each
 * costs a reading of single answers, so that very many answers get fewer.
 */
const OWN_ASPECTS = { most: 6, ofMany: 3, many: 50_000 }

const NONE: Moments = { n: 0, sum: 0, sumOfSquares: 0 }

function plus(a: Moments, b: Moments, sign: 1 | -1 = 1): Moments {
  return {
    n: a.n + sign * b.n,
    sum: a.sum + sign * b.sum,
    sumOfSquares: a.sumOfSquares + sign * b.sumOfSquares,
  }
}

function inRange(rows: readonly TallyRow[], range: number): readonly TallyRow[] {
  return rows.filter((row) => row.range === range)
}

function partOf(rows: readonly TallyRow[], points: Points): Part {
  return { later: points(inRange(rows, 0)), earlier: points(inRange(rows, 1)) }
}

/** Returns what each value of a dimension adds; undefined where no answer has one. */
export async function partsByValue(
  inquiry: Inquiry,
  dimension: Dimension,
  ranges: readonly TimeRange[],
  points: Points,
  whole: Whole,
): Promise<WhyDimension | undefined> {
  const values = byValue(await talliesOf(inquiry, ranges, dimension))
  if ([...values.keys()].every((value) => value === null)) return undefined
  const parts = await mapInTurns(values, ([value, own]) => ({ value, part: partOf(own, points) }))
  const named: { name: PartName; part: Part }[] = []
  let small: Part | undefined
  for (const { value, part } of parts) {
    if (value === null) named.push({ name: { type: 'none' }, part })
    else if (part.later.n + part.earlier.n >= TOO_FEW) {
      named.push({ name: { type: 'value', name: value }, part })
    } else {
      small = small
        ? { later: plus(small.later, part.later), earlier: plus(small.earlier, part.earlier) }
        : part
    }
  }
  if (small) named.push({ name: { type: 'small' }, part: small })
  return dimensionOf(dimension, named, whole)
}

/**
 * Returns what answers that speak of each aspect add. An answer may speak of
 * several: it is counted once, under that of its aspects which taken alone adds
 * most beyond its share of the answers, so that the parts do not overlap. Counts of
 * “speaks of any of the first k aspects” give them by subtraction.
 */
export async function partsByAspect(
  inquiry: Inquiry,
  ranges: readonly TimeRange[],
  points: Points,
  whole: Whole,
): Promise<WhyDimension | undefined> {
  const rows = await talliesOf(inquiry, ranges, 'aspect')
  const names = [...new Set(rows.flatMap(({ value }) => value ?? []))]
  if (names.length === 0) return undefined
  const answered = whole.later.n + whole.earlier.n
  const alone = names
    .map((name) =>
      partOf(
        rows.filter(({ value }) => value === name),
        points,
      ),
    )
    .map((part, index) => ({
      name: names[index] ?? '',
      part,
      n: part.later.n + part.earlier.n,
      excess: Math.abs(contributions([part], whole)[0]?.excess.value ?? 0),
    }))
    .filter(({ n }) => n >= TOO_FEW)
    .sort((a, b) => b.excess - a.excess || (a.name < b.name ? -1 : 1))
    .slice(0, answered > OWN_ASPECTS.many ? OWN_ASPECTS.ofMany : OWN_ASPECTS.most)
  const unspoken = partOf(
    rows.filter(({ value }) => value === null),
    points,
  )
  const unions = await Promise.all(
    alone.map(async ({ part }, index) => {
      if (index === 0) return part
      const filter = {
        dimension: 'aspect',
        names: alone.slice(0, index + 1).map(({ name }) => name),
      }
      const { question } = inquiry
      const narrowed = {
        ...question,
        filters: [...question.filters, { ...filter, dimension: 'aspect' as const }],
      }
      return partOf(await talliesOf({ ...inquiry, question: narrowed }, ranges), points)
    }),
  )
  const named = alone.map(({ name }, index): { name: PartName; part: Part } => ({
    name: { type: 'value', name },
    part: without(unions[index] ?? EMPTY, unions[index - 1] ?? EMPTY),
  }))
  const spoken = without({ later: whole.later, earlier: whole.earlier }, unspoken)
  const other = without(spoken, unions.at(-1) ?? EMPTY)
  return dimensionOf(
    'aspect',
    [
      ...named,
      ...(other.later.n + other.earlier.n > 0
        ? [{ name: { type: 'other-aspects' } as const, part: other }]
        : []),
      { name: { type: 'none' }, part: unspoken },
    ],
    whole,
  )
}

const EMPTY: Part = { later: NONE, earlier: NONE }

function without(whole: Part, part: Part): Part {
  return {
    later: plus(whole.later, part.later, -1),
    earlier: plus(whole.earlier, part.earlier, -1),
  }
}

/** What no answer is left for, as an aspect that is spoken of only beside another, is no part. */
function dimensionOf(
  dimension: Dimension,
  all: readonly { readonly name: PartName; readonly part: Part }[],
  whole: Whole,
): WhyDimension {
  const named = all.filter(({ part }) => part.later.n + part.earlier.n > 0)
  const found = contributions(
    named.map(({ part }) => part),
    whole,
  )
  const direction = Math.sign(whole.later.sum / whole.later.n - whole.earlier.sum / whole.earlier.n)
  const parts = named.flatMap(({ name, part }, index): WhyPart[] => {
    const contribution = found[index]
    return contribution ? [{ name, ...part, ...contribution }] : []
  })
  const rest = ({ name }: WhyPart) => Number(name.type !== 'value')
  const carried = ({ excess }: WhyPart) => excess.value * (direction || 1)
  return {
    dimension,
    parts: parts.sort((a, b) => rest(a) - rest(b) || carried(b) - carried(a)),
  }
}

import type { CommandContext, Filter } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Period } from '../core/period.ts'
import { nearestNames } from '../dispatch/nearest-names.ts'
import { formatCommandLine, parsePeriod } from '../parse/index.ts'
import { periodPhrase } from '../parse/period-phrase.ts'

/** The fields in which names are looked for, the likeliest first. */
export const COMPARED: readonly Dimension[] = [
  'brand',
  'store',
  'source',
  'product',
  'channel',
  'segment',
  'stage',
  'survey',
  'lang',
  'tag',
]
const CANDIDATES = 500
/** As much of the command as its line takes. */
const COMPARE = {
  name: 'compare',
  options: [{ type: 'choice', name: 'variant', values: [] }],
  period: null,
} as const

/** Two that are set against each other. */
export type Sides =
  | { readonly type: 'periods'; readonly earlier: Period; readonly later: Period }
  | {
      readonly type: 'names'
      readonly dimension: Dimension
      readonly first: string
      readonly second: string
    }

/** Words of a line, cut into the period that some of them make and the rest. */
export interface Words {
  readonly names: readonly string[]
  readonly periods: readonly Period[]
}

/** Returns the words with every longest run that is a period taken out of them. */
export async function takePeriods(
  context: CommandContext,
  words: readonly string[],
): Promise<Words> {
  const { store, workspaceId, now, zone, locale } = context
  const span = await store.span(workspaceId)
  const names: string[] = []
  const periods: Period[] = []
  let at = 0
  while (at < words.length) {
    let taken = 0
    for (let end = words.length; end > at && taken === 0; end -= 1) {
      const period = periodOf(words.slice(at, end).join(' '))
      if (!period) continue
      periods.push(period)
      taken = end - at
    }
    if (taken === 0) names.push(words[at] ?? '')
    at += Math.max(1, taken)
  }
  return { names, periods }

  function periodOf(text: string): Period | undefined {
    if (!periodPhrase(text)) return undefined
    try {
      return parsePeriod(text, { now, zone, locale, span })
    } catch (error) {
      if (error instanceof UserError) return undefined
      throw error
    }
  }
}

/** Returns the field that holds both names, with the names as they are stored. */
export async function findNames(
  context: CommandContext,
  words: readonly [string, string],
): Promise<Extract<Sides, { type: 'names' }>> {
  const found = await Promise.all(
    COMPARED.map(async (dimension) => {
      const [first, second] = await Promise.all(
        words.map((word) => context.store.findName(context.workspaceId, dimension, word)),
      )
      return { dimension, first, second }
    }),
  )
  const both = found.flatMap(({ dimension, first, second }) =>
    first !== undefined && second !== undefined
      ? [{ type: 'names' as const, dimension, first, second }]
      : [],
  )
  const [only, another] = both
  if (only && !another) return only
  const [first, second] = words
  if (only) {
    const dimensions = both.map(({ dimension }) => dimension).join(', ')
    throw new UserError(
      'commands.compare-ambiguous',
      { first, second, dimensions },
      chosenField(context, words, only),
    )
  }
  const firstDimension = found.find((each) => each.first !== undefined)?.dimension
  const secondDimension = found.find((each) => each.second !== undefined)?.dimension
  if (firstDimension && secondDimension) {
    throw new UserError('commands.compare-different', {
      first,
      second,
      firstDimension,
      secondDimension,
    })
  }
  throw await unknownName(context, firstDimension ? second : first)
}

/** Returns the filter that holds both names, the first one first. */
export function filterOf({ dimension, first, second }: Extract<Sides, { type: 'names' }>): Filter {
  return { dimension, names: [first, second] }
}

/** Returns the line that says in which field the names are meant. */
function chosenField(
  { arguments: asked }: CommandContext,
  words: readonly string[],
  sides: Extract<Sides, { type: 'names' }>,
): string {
  return formatCommandLine(COMPARE, asked, {
    subjects: asked.subjects.filter((word) => !words.includes(word)),
    filters: [...asked.filters, filterOf(sides)],
  })
}

async function unknownName(context: CommandContext, name: string): Promise<UserError> {
  const { store, workspaceId } = context
  const names = await Promise.all(
    COMPARED.map((dimension) => store.names(workspaceId, dimension, { limit: CANDIDATES })),
  )
  const { best } = nearestNames(name, names.flat(), 1)
  return new UserError('commands.compare-unknown', { name }, best && lineWith(context, name, best))
}

function lineWith({ arguments: asked }: CommandContext, wrong: string, right: string): string {
  const subjects = asked.subjects.map((word) => (word === wrong ? right : word))
  return formatCommandLine(COMPARE, asked, { subjects })
}

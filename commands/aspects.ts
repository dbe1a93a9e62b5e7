import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS, type Dimension } from '../src/core/feedback.ts'
import { isTimeUnit } from '../src/core/period.ts'
import { nearestNames } from '../src/dispatch/nearest-names.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { breakdownOf } from '../src/parse/readers.ts'
import { POLARITY_SIDES } from '../src/report/aspect-figures.ts'
import { findAspect } from '../src/report/aspect-names.ts'
import { aspectsByReport } from '../src/report/aspects-by-report.ts'
import { aspectsReport } from '../src/report/aspects-report.ts'
import { TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** What aspects are cut by. */
const CUTS: readonly Dimension[] = TEXT_BREAKDOWNS.filter(
  (by): by is Dimension => !isTimeUnit(by) && by !== 'aspect',
)

/** Where a name alone is looked for, the likeliest first. */
const NAMED: readonly Dimension[] = [
  'brand',
  'store',
  'product',
  'source',
  'channel',
  'segment',
  'tag',
]
const CANDIDATES = 500

/** What customers like and dislike: in all, within one name, or for each value of a field. */
export const aspects: Command = {
  name: 'aspects',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  subject: { name: 'within', required: false, max: 1, from: 'dimension-value' },
  period: { default: 'last 30 days' },
  breakdowns: CUTS,
  baselines: true,
  filters: DIMENSIONS,
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'choice', name: 'side', values: POLARITY_SIDES }],
  async run(context) {
    const { arguments: asked } = context
    const side = POLARITY_SIDES.find((name) => name === asked.options['side']) ?? 'both'
    const [word] = asked.subjects
    const named = word === undefined ? { by: asked.by } : await subjectOf(word, context)
    const narrowed = { ...context, arguments: { ...asked, subjects: [], ...named } }
    const { by } = narrowed.arguments
    return by !== null && !isTimeUnit(by)
      ? aspectsByReport(aspects, narrowed, by, side)
      : aspectsReport(aspects, narrowed, side)
  },
}

type Narrowed = Pick<CommandContext['arguments'], 'by'> &
  Partial<Pick<CommandContext['arguments'], 'filters'>>

/** Returns the field or the filter that the word stands for. */
async function subjectOf(word: string, context: CommandContext): Promise<Narrowed> {
  const { store, workspaceId, arguments: asked } = context
  const lineWith = (name: string) =>
    formatCommandLine(aspects, asked, { subjects: [name], period: periodGiven(context) })
  const dimension = CUTS.find((each) => each === breakdownOf(word))
  if (dimension) {
    if (asked.by === null || asked.by === dimension) return { by: dimension }
    throw new UserError('commands.aspects-twice', { first: dimension, second: asked.by })
  }
  const found = await Promise.all(
    NAMED.map(async (each) => ({
      dimension: each,
      name: await store.findName(workspaceId, each, word),
    })),
  )
  const [first] = found.flatMap(({ dimension: each, name }) =>
    name === undefined ? [] : [{ dimension: each, names: [name] }],
  )
  if (first) {
    const others = asked.filters.filter((filter) => filter.dimension !== first.dimension)
    return { by: asked.by, filters: [...others, first] }
  }
  const aspect = findAspect(word, context.aspects)
  if (aspect !== undefined) {
    throw new UserError('commands.aspects-one', { name: word }, `aspect ${aspect}`)
  }
  const names = await Promise.all(
    NAMED.map((each) => store.names(workspaceId, each, { limit: CANDIDATES })),
  )
  const { best, listed } = nearestNames(word, [...CUTS.slice(0, 4), ...names.flat()], 5)
  throw new UserError(
    'commands.aspects-unknown',
    { name: word, names: listed.join(', ') },
    best && lineWith(best),
  )
}

function periodGiven({ arguments: { period, periodGiven: given } }: CommandContext) {
  return given ? period : null
}

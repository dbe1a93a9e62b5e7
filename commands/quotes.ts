import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import type { Action, Block } from '../src/core/reply.ts'
import type { QuotePage, QuoteQuery } from '../src/core/store.ts'
import { translator } from '../src/language/translate.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { periodOf } from '../src/report/asked-period.ts'
import { quoteOf } from '../src/report/quoted.ts'
import { reportOf } from '../src/report/report-frame.ts'

const PAGE = 10
/** For a file or a long table. */
const LONG_PAGE = 200

/** The answers of a 0–10 recommend question that make each group. */
const GROUPS = {
  detractors: { low: 0, high: 6 },
  passives: { low: 7, high: 8 },
  promoters: { low: 9, high: 10 },
} as const
type Group = keyof typeof GROUPS

/** What customers wrote, newest first, found by words, filters and score; names stay hidden. */
export const quotes: Command = {
  name: 'quotes',
  group: 'explore',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'words', required: false, max: 12, from: 'free-text' },
  period: { default: 'all' },
  breakdowns: [],
  baselines: false,
  filters: DIMENSIONS,
  views: ['text', 'table', 'csv'],
  options: [
    { type: 'choice', name: 'group', values: Object.keys(GROUPS) },
    { type: 'value', name: 'score' },
    { type: 'value', name: 'after' },
  ],
  async run(context) {
    const { locale, arguments: asked } = context
    const translate = translator(locale)
    const period = periodOf(context)
    const query = queryOf(context)
    const page = await pageOf(context, {
      ...query,
      range: { start: period.start, end: period.end },
      filters: asked.filters,
      limit: asked.view === 'csv' || asked.view === 'table' ? LONG_PAGE : PAGE,
      ...(asked.options['after'] === undefined ? {} : { after: asked.options['after'] }),
    })
    const shown = page.quotes.map((feedback) => quoteOf(feedback, context.zone))
    const next: Action[] = []
    if (page.next !== null) {
      next.push({
        label: translate('commands:quotes.more-action'),
        command: formatCommandLine(quotes, asked, {
          options: { ...asked.options, after: page.next },
        }),
      })
    }
    if (shown.length === 0 && period.shape.type !== 'all') {
      next.push({
        label: translate('commands:quotes.all-time'),
        command: formatCommandLine(quotes, asked, { period: null, options: withoutPage(asked) }),
      })
    }
    const blocks: (Block | undefined)[] =
      shown.length === 0
        ? [
            {
              type: 'paragraph',
              text: [{ text: translate('commands:quotes.none', { period: period.label }) }],
            },
          ]
        : [
            {
              type: 'headline',
              text: [
                {
                  text: translate('commands:quotes.found', {
                    count: shown.length,
                    period: period.label,
                  }),
                },
              ],
              values: [],
            },
            { type: 'quotes', quotes: shown },
            { type: 'notes', notes: [[{ text: translate('commands:quotes.hidden') }]] },
          ]
    return reportOf(quotes, context, {
      title: translate('commands:quotes.title'),
      period,
      view: 'text',
      blocks: [...blocks, next.length === 0 ? undefined : { type: 'actions', actions: next }],
    })
  },
}

/** Returns a page. Throws the UserError `commands.bad-page` for one that the store did not name. */
async function pageOf(
  { store, workspaceId, arguments: asked }: CommandContext,
  query: QuoteQuery,
): Promise<QuotePage> {
  try {
    return await store.quotes(workspaceId, query)
  } catch (error) {
    const { after } = asked.options
    if (after === undefined || !(error instanceof RangeError)) throw error
    const first = formatCommandLine(quotes, asked, { options: withoutPage(asked) })
    throw new UserError('commands.bad-page', { page: after }, first)
  }
}

function withoutPage(asked: CommandContext['arguments']): Readonly<Record<string, string>> {
  const { after: _, ...options } = asked.options
  return options
}

function queryOf({
  arguments: { subjects, options },
}: CommandContext): Pick<QuoteQuery, 'words' | 'kinds' | 'score'> {
  const words = subjects.flatMap((subject) => subject.split(/\s+/)).filter((word) => word !== '')
  const group = options['group'] as Group | undefined
  const score = options['score']
  if (group !== undefined && score !== undefined) {
    throw new UserError('commands.score-and-group', { group, score }, `quotes ${group}`)
  }
  if (group !== undefined) return { words, kinds: ['nps'], score: GROUPS[group] }
  return score === undefined ? { words } : { words, score: scoreRange(score) }
}

/** Reads `5`, `0..6` or `0-6`. */
function scoreRange(text: string): { low: number; high: number } {
  const match = /^(-?\d+(?:[.,]\d+)?)(?:\s*(?:\.\.|–|-)\s*(-?\d+(?:[.,]\d+)?))?$/.exec(text)
  const low = Number(match?.[1]?.replace(',', '.'))
  const high = match?.[2] === undefined ? low : Number(match[2].replace(',', '.'))
  if (!match) throw new UserError('commands.bad-score', { score: text }, 'score:0..6')
  if (low > high) {
    throw new UserError('commands.bad-score', { score: text }, `score:${high}..${low}`)
  }
  return { low, high }
}

import { civilDate, zoneCalendar } from '../src/calendar/zone.ts'
import type { CorrectedPart, Signature, StoredAnalysis } from '../src/core/analysis.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Feedback } from '../src/core/feedback.ts'
import type { FeedbackId } from '../src/core/identity.ts'
import type { Action, Block, Cell, Report } from '../src/core/reply.ts'
import type { CorrectionOutcome } from '../src/core/store.ts'
import {
  answerNamed,
  saysFirstPerson,
  saysNone,
  saysUndo,
  sentimentNamed,
} from '../src/language/finding-words.ts'
import { formatInstant } from '../src/language/format.ts'
import { type Translate, translator } from '../src/language/translate.ts'
import { aspectName, knownAspect } from '../src/report/aspect-names.ts'
import { reportOf } from '../src/report/report-frame.ts'

const SENTIMENTS_OFFERED = ['positive', 'neutral', 'negative'] as const

/** Sets right what analysis found in one piece of feedback; the correction holds and teaches. */
export const fix: Command = {
  name: 'fix',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  subject: { name: 'correction', required: true, max: 8, from: 'free-text' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [],
  async run(context) {
    const { store, workspaceId } = context
    const [name = '', ...asked] = context.arguments.subjects
    const feedback = await find(name, context)
    if (asked.length === 0) return await shown(feedback, context, undefined)
    const by = signature(context)
    if (asked.length === 1 && saysUndo(asked[0] ?? '')) {
      const outcome = await store.undoCorrection(workspaceId, feedback.id, by)
      if (!outcome) throw new UserError('analysis.nothingToUndo', { id: shownId(feedback.id) })
      return await shown(feedback, context, { ...outcome, done: 'undone' })
    }
    const part = await partOf(asked, context, feedback)
    const outcome = await store.correct(workspaceId, feedback.id, part, by)
    if (!outcome) throw new UserError('analysis.notAnalysed', { id: shownId(feedback.id) })
    const done = isSame(outcome.before, outcome.after)
      ? 'unchanged'
      : part.type === 'sentiment'
        ? 'taught'
        : 'corrected'
    return await shown(feedback, context, { ...outcome, done })
  },
}

/** What became of the analysis, and how the answer calls it. */
interface Outcome extends CorrectionOutcome {
  readonly done: 'corrected' | 'taught' | 'unchanged' | 'undone'
}

function shownId(id: FeedbackId): string {
  return `F-${id}`
}

function signature({ invocation, now }: CommandContext): Signature {
  const { platform, user } = invocation
  return { user: `${platform}:${user.id}`, name: user.name, at: now }
}

async function find(
  name: string,
  { store, workspaceId }: CommandContext,
): Promise<Feedback & { readonly analysis: StoredAnalysis; readonly text: string }> {
  const number = /^(?:f-?)?(\d{1,15})$/i.exec(name)?.[1]
  const found =
    number === undefined
      ? undefined
      : await store.feedback(workspaceId, Number(number) as FeedbackId)
  if (!found) throw new UserError('analysis.unknownFeedback', { id: name }, 'quotes')
  const { text, analysis } = found
  if (text === null || !analysis) {
    throw new UserError('analysis.notAnalysed', { id: shownId(found.id) })
  }
  return { ...found, text, analysis }
}

/** Reads `negative`, `delivery negative`, `delivery none` or `first-person no`. */
async function partOf(
  asked: readonly string[],
  context: CommandContext,
  feedback: Feedback,
): Promise<CorrectedPart> {
  const last = asked.at(-1) ?? ''
  const before = asked.slice(0, -1).join(' ')
  const sentiment = sentimentNamed(last)
  if (before === '') {
    if (sentiment) return { type: 'sentiment', to: sentiment }
    throw unclear(asked, feedback)
  }
  if (saysFirstPerson(before)) {
    const answer = answerNamed(last)
    if (!answer) throw unclear(asked, feedback)
    return { type: 'first-person', to: answer === 'yes' }
  }
  const to = sentiment ?? (saysNone(last) ? 'none' : undefined)
  if (to === undefined) throw unclear(asked, feedback)
  const stored = await context.store.names(context.workspaceId, 'aspect', { limit: 100 })
  const aspect = knownAspect(
    before,
    context,
    stored,
    (name) => `fix ${shownId(feedback.id)} ${name} ${to}`,
  )
  return { type: 'aspect', aspect, to }
}

function unclear(asked: readonly string[], { id }: Feedback): UserError {
  return new UserError(
    'analysis.unclearCorrection',
    { words: asked.join(' '), id: shownId(id) },
    `fix ${shownId(id)} negative`,
  )
}

async function shown(
  feedback: Feedback & { readonly analysis: StoredAnalysis },
  context: CommandContext,
  outcome: Outcome | undefined,
): Promise<Report> {
  const { locale, store, workspaceId } = context
  const translate = translator(locale)
  const id = shownId(feedback.id)
  const after = outcome?.after ?? feedback.analysis
  const history = await store.corrections(workspaceId, feedback.id)
  return reportOf(fix, context, {
    title: translate('analysis:fix.title', { id }),
    view: 'table',
    blocks: [
      {
        type: 'paragraph',
        text: [{ text: translate(`analysis:fix.${outcome?.done ?? 'now'}`, { id }) }],
      },
      table(outcome?.before ?? after, after, context, outcome !== undefined),
      { type: 'quotes', quotes: [quote(feedback, after, context)] },
      audit(history, context),
      { type: 'actions', actions: actions(id, after, history, translate) },
    ],
  })
}

function isSame(left: StoredAnalysis, right: StoredAnalysis): boolean {
  const parts = ({ sentiment, firstPerson, aspects }: StoredAnalysis): unknown => [
    sentiment,
    firstPerson,
    aspects.map(({ aspect, polarity }) => [aspect, polarity]),
  ]
  return JSON.stringify(parts(left)) === JSON.stringify(parts(right))
}

function table(
  before: StoredAnalysis,
  after: StoredAnalysis,
  context: CommandContext,
  both: boolean,
): Block {
  const translate = translator(context.locale)
  const sentiment = (of: StoredAnalysis) => translate(`analysis:sentiments.${of.sentiment}`)
  const person = (of: StoredAnalysis) => translate(`analysis:answers.${of.firstPerson}`)
  const polarity = (of: StoredAnalysis, key: string): Cell => {
    const found = of.aspects.find(({ aspect }) => aspect === key)
    return found ? translate(`analysis:sentiments.${found.polarity}`) : '–'
  }
  const aspects = [...new Set([...before.aspects, ...after.aspects].map(({ aspect }) => aspect))]
  const rows: (readonly [string, Cell, Cell])[] = [
    [translate('analysis:fix.sentiment'), sentiment(before), sentiment(after)],
    [translate('analysis:fix.firstPerson'), person(before), person(after)],
    ...aspects.map(
      (key) => [aspectName(key, context), polarity(before, key), polarity(after, key)] as const,
    ),
  ]
  const label = (key: 'part' | 'before' | 'after' | 'value') => translate(`analysis:fix.${key}`)
  return {
    type: 'table',
    columns: [
      { key: 'part', label: label('part'), format: 'text' },
      ...(both ? [{ key: 'before', label: label('before'), format: 'text' } as const] : []),
      { key: 'after', label: label(both ? 'after' : 'value'), format: 'text' },
    ],
    rows: rows.map(([part, first, second]) => (both ? [part, first, second] : [part, second])),
  }
}

function quote(
  feedback: Feedback,
  { sentiment }: StoredAnalysis,
  { zone }: CommandContext,
): Extract<Block, { type: 'quotes' }>['quotes'][number] {
  return {
    id: feedback.id,
    text: feedback.text ?? '',
    at: new Date(feedback.at * 1000).toISOString(),
    day: civilDate(zoneCalendar(zone).dayOf(feedback.at)),
    source: feedback.source,
    sentiment,
    score: feedback.score,
    scaleMax: feedback.scale?.max ?? null,
  }
}

/** Who corrected what, and when. */
function audit(
  history: Awaited<ReturnType<CommandContext['store']['corrections']>>,
  context: CommandContext,
): Block | undefined {
  if (history.length === 0) return undefined
  const { locale, zone } = context
  const translate = translator(locale)
  return {
    type: 'notes',
    notes: history.map(({ part, by, undoneBy }) => {
      const what =
        part.type === 'aspect'
          ? aspectName(part.aspect, context)
          : translate(
              part.type === 'sentiment' ? 'analysis:fix.sentiment' : 'analysis:fix.firstPerson',
            )
      const to =
        part.type === 'first-person'
          ? translate(`analysis:answers.${part.to}`)
          : part.to === 'none'
            ? '–'
            : translate(`analysis:sentiments.${part.to}`)
      const when = formatInstant(by.at, locale, zone)
      const line = translate('analysis:fix.by', { what, to, name: by.name, when })
      const undone = undoneBy
        ? ` ${translate('analysis:fix.undoneBy', { name: undoneBy.name })}`
        : ''
      return [{ text: `${line}${undone}`, data: true }]
    }),
  }
}

function actions(
  id: string,
  { sentiment }: StoredAnalysis,
  history: Awaited<ReturnType<CommandContext['store']['corrections']>>,
  translate: Translate,
): Action[] {
  const holds = history.some(({ undoneBy }) => undoneBy === null)
  return [
    ...(holds ? [{ label: translate('analysis:fix.undo'), command: `fix ${id} undo` }] : []),
    ...SENTIMENTS_OFFERED.filter((other) => other !== sentiment).map((other) => ({
      label: translate(`analysis:sentiments.${other}`),
      command: `fix ${id} ${other}`,
    })),
  ]
}

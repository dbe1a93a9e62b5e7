import type { CorrectedPart, StoredAnalysis } from '../src/core/analysis.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Feedback } from '../src/core/feedback.ts'
import type { Report } from '../src/core/reply.ts'
import {
  answerNamed,
  saysFirstPerson,
  saysNone,
  saysUndo,
  sentimentNamed,
} from '../src/language/finding-words.ts'
import { findFeedback, shownFeedback, signatureOf } from '../src/moderation/find.ts'
import { knownAspect } from '../src/report/aspect-names.ts'
import {
  correctionReport,
  type FixOutcome,
  type ReadFeedback,
} from '../src/report/correction-report.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Sets right what analysis found in one piece of feedback; the correction holds and teaches. */
export const fix: Command = {
  name: 'fix',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  subject: { name: 'correction', required: true, max: 8, from: 'free-text' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  async run(context) {
    const { store, workspaceId } = context
    const [name = '', ...asked] = context.arguments.subjects
    const feedback = await findRead(name, context)
    if (asked.length === 0) return await shown(feedback, context, undefined)
    const by = signatureOf(context)
    if (asked.length === 1 && saysUndo(asked[0] ?? '')) {
      const outcome = await store.undoCorrection(workspaceId, feedback.id, by)
      if (!outcome)
        throw new UserError('analysis.nothingToUndo', { id: shownFeedback(feedback.id) })
      return await shown(feedback, context, { ...outcome, done: 'undone' })
    }
    const part = await partOf(asked, context, feedback)
    const outcome = await store.correct(workspaceId, feedback.id, part, by)
    if (!outcome) throw new UserError('analysis.notAnalysed', { id: shownFeedback(feedback.id) })
    const teaches = part.type !== 'first-person' && feedback.analysis.lang !== 'other'
    const done = teaches ? 'taught' : 'corrected'
    return await shown(feedback, context, {
      ...outcome,
      done: isSame(outcome.before, outcome.after) ? 'unchanged' : done,
    })
  },
}

async function shown(
  feedback: ReadFeedback,
  context: CommandContext,
  outcome: FixOutcome | undefined,
): Promise<Report> {
  const history = await context.store.corrections(context.workspaceId, feedback.id)
  return correctionReport(fix, feedback, context, history, outcome)
}

async function findRead(name: string, context: CommandContext): Promise<ReadFeedback> {
  const found = await findFeedback(name, context)
  const { text, analysis } = found
  if (text === null || !analysis) {
    throw new UserError('analysis.notAnalysed', { id: shownFeedback(found.id) })
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
    (name) => `fix ${shownFeedback(feedback.id)} ${name} ${to}`,
  )
  return { type: 'aspect', aspect, to }
}

function unclear(asked: readonly string[], { id }: Feedback): UserError {
  return new UserError(
    'analysis.unclearCorrection',
    { words: asked.join(' '), id: shownFeedback(id) },
    `fix ${shownFeedback(id)} negative`,
  )
}

function isSame(left: StoredAnalysis, right: StoredAnalysis): boolean {
  const parts = ({ sentiment, firstPerson, aspects }: StoredAnalysis): unknown => [
    sentiment,
    firstPerson,
    aspects.map(({ aspect, polarity }) => [aspect, polarity]),
  ]
  return JSON.stringify(parts(left)) === JSON.stringify(parts(right))
}

import type { Signature } from '../core/analysis.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { LoopItem, LoopState } from '../core/loop.ts'
import type { Notice } from '../core/reply.ts'
import { formatDuration, formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { findFeedback, shownFeedback, signatureOf } from '../moderation/find.ts'
import { itemOfMessage } from '../moderation/message-item.ts'
import { readTime } from '../moderation/read-time.ts'
import { done } from '../moderation/replies.ts'
import { keyedValue, tokenise } from '../parse/index.ts'
import { settling } from './waiting.ts'

/**
 * Notes that feedback was answered or resolved, or opens it again. What was noted before stays:
 * the first answer is the first. On a message, without an id, what was logged from it is meant.
 * Throws a UserError for feedback that is not there and for a time that cannot be right.
 */
export async function settleItem(
  line: string,
  state: LoopState,
  context: CommandContext,
): Promise<Notice> {
  const { store, workspaceId, locale, zone, now } = context
  const translate = translator(locale)
  const tokens = tokenise(line)
  const word = tokens.find(({ key }) => key === undefined)
  const unknown = tokens.find((token) => token !== word && token.key?.toLowerCase() !== 'at')
  if (unknown) {
    const which = word ? ` ${word.text.slice(0, 20)}` : ''
    const text = line.slice(unknown.start, unknown.end).slice(0, 60)
    throw new UserError('loop.unknown-word', { text }, `${COMMANDS[state]}${which} at:today`)
  }
  const feedback = word
    ? await findFeedback(word.text, context)
    : await findOfMessage(state, context)
  const before = (await store.loop.item(workspaceId, feedback.id)) ?? fresh(feedback)
  const at = tokens.find((token) => token !== word)
  const when = at ? readTime(keyedValue(at), context) : now
  if (when < feedback.at) {
    const said = formatInstant(feedback.at, locale, zone)
    throw new UserError('loop.before-said', { said })
  }
  const by = { ...signatureOf(context), at: when }
  const id = shownFeedback(feedback.id)
  const known = knownAlready(before, state)
  if (known) {
    const time = formatInstant(known.at, locale, zone)
    const said = translate(`loop:known.${state}`, { id, name: known.name, time })
    return done(said, settling(before, context), context)
  }
  const after = changed(before, state, by)
  await store.loop.save(workspaceId, after)
  await store.moderation.noteChange(workspaceId, {
    feedback: feedback.id,
    by: signatureOf(context),
    before: { state: before.state },
    after: { state },
  })
  const duration = formatDuration((when - feedback.at) / 3600, locale)
  return done(translate(`loop:said.${state}`, { id, duration }), settling(after, context), context)
}

/** Returns what was kept of the message that the command was given on. */
async function findOfMessage(state: LoopState, context: CommandContext): Promise<Feedback> {
  const { invocation, store, workspaceId } = context
  const { message } = invocation
  if (!message) throw new UserError('loop.which', {}, `${COMMANDS[state]} F-1`)
  const id = await itemOfMessage(message, context)
  const feedback = id === undefined ? undefined : await store.feedback(workspaceId, id)
  if (!feedback) throw new UserError('loop.not-logged', {}, 'log')
  return feedback
}

const COMMANDS: Readonly<Record<LoopState, string>> = {
  open: 'reopen',
  answered: 'answered',
  resolved: 'resolved',
}

function fresh({ id, at }: Feedback): LoopItem {
  return { feedback: id, at, state: 'open', firstResponse: null, resolution: null, origin: null }
}

/** Returns who did it before, where there is nothing to change. */
function knownAlready(item: LoopItem, state: LoopState): Signature | null {
  if (state === 'open') return null
  if (state === 'resolved') return item.state === 'resolved' ? item.resolution : null
  return item.state === 'open' ? null : item.firstResponse
}

/** Whoever resolves a matter without a word before has answered it with that. */
function changed(item: LoopItem, state: LoopState, by: Signature): LoopItem {
  if (state === 'open') return { ...item, state, resolution: null }
  const firstResponse = item.firstResponse ?? by
  return { ...item, state, firstResponse, ...(state === 'resolved' ? { resolution: by } : {}) }
}

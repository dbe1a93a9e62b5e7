import type { Signature } from '../core/analysis.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { FeedbackId } from '../core/identity.ts'
import { numberOfId } from '../parse/index.ts'

/** Returns the id of feedback as people see it. */
export function shownFeedback(id: FeedbackId): string {
  return `F-${id}`
}

/** Returns the number of `F-12` or `12`; undefined for anything else. */
export function feedbackNumber(text: string | undefined): FeedbackId | undefined {
  return numberOfId('F', text ?? '') as FeedbackId | undefined
}

/** Returns the feedback of an id. Throws a UserError where there is none. */
export async function findFeedback(
  text: string | undefined,
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
): Promise<Feedback> {
  const id = feedbackNumber(text)
  const found = id === undefined ? undefined : await store.feedback(workspaceId, id)
  if (found) return found
  throw noSuchFeedback(text ?? '')
}

/** Returns the error that says that feedback is not there, and how its id is found. */
export function noSuchFeedback(text: string): UserError {
  return new UserError('moderation.no-such-feedback', { id: text.slice(0, 40) }, 'quotes')
}

/** Returns who does it, for the history. */
export function signatureOf({ invocation, now }: CommandContext): Signature {
  const { platform, user } = invocation
  return { user: `${platform}:${user.id}`, name: user.name, at: now }
}

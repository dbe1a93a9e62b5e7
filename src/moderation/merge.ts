import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { tokenise } from '../parse/index.ts'
import { change } from './change.ts'
import { findFeedback, shownFeedback } from './find.ts'
import { done } from './replies.ts'
import { withdraw } from './withdraw.ts'

/** Makes the second item part of the first: they count once. */
export async function merge(line: string, context: CommandContext): Promise<Reply> {
  const translate = translator(context.locale)
  const [into, from] = tokenise(line).map(({ text }) => text)
  if (into === undefined || from === undefined) {
    throw new UserError('moderation.two-needed', {}, 'F-1 F-2')
  }
  const kept = await findFeedback(into, context)
  const gone = await findFeedback(from, context)
  if (kept.id === gone.id) {
    throw new UserError('moderation.the-same', { id: shownFeedback(kept.id) })
  }
  await withdraw(gone, kept.id, context)
  const tags = [...new Set([...kept.tags, ...gone.tags])]
  await change(kept, { tags, url: kept.url ?? gone.url }, context, { merged: gone.id })
  const undoing = {
    label: translate('moderation:buttons.unmerge'),
    command: `undo ${shownFeedback(gone.id)}`,
  }
  const ids = { id: shownFeedback(gone.id), into: shownFeedback(kept.id) }
  return done(translate('moderation:said.merged', ids), [undoing], context)
}

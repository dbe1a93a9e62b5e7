import type { CommandContext } from '../core/command.ts'
import { ROLES } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { FeedbackPatch } from '../core/feedback.ts'
import type { EpochSeconds, FeedbackId } from '../core/identity.ts'
import type { NotedChange, Withdrawn } from '../core/moderation.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { tokenise } from '../parse/index.ts'
import { change } from './change.ts'
import { feedbackNumber, findFeedback, noSuchFeedback, shownFeedback, signatureOf } from './find.ts'
import { UNDO_SECONDS } from './log.ts'
import { done } from './replies.ts'
import { bringBack, withdraw } from './withdraw.ts'

/** How far back a person's changes are looked at. */
const CHANGES_LOOKED_AT = 100

/**
 * Takes back the last thing that the asker did within a day: logged, changed, tagged or merged.
 * With an item, takes back that it was logged, or brings back what was taken back or merged;
 * whoever logged it may within a day, a manager always.
 */
export async function undo(line: string, context: CommandContext): Promise<Reply> {
  const { store, workspaceId } = context
  const [first] = tokenise(line)
  if (!first) return await undoLast(context)
  const id = feedbackNumber(first.text)
  if (id === undefined) throw noSuchFeedback(first.text)
  const gone = await store.moderation.withdrawn(workspaceId, id)
  return gone ? await saidBack(gone, context) : await takeBack(id, context)
}

async function undoLast(context: CommandContext): Promise<Reply> {
  const { store, workspaceId, now } = context
  const { user } = signatureOf(context)
  const since = (now - UNDO_SECONDS) as EpochSeconds
  const logged = await store.moderation.lastLogged(workspaceId, user)
  const last = await lastChange(user, context)
  if (last && last.by.at >= Math.max(since, logged?.by.at ?? 0)) {
    return await undoChange(last, context)
  }
  if (!logged || logged.by.at < since) throw new UserError('moderation.nothing-to-undo')
  return await takeBack(logged.feedback, context)
}

/** The newest change of a person that was not taken back, to feedback that is still there. */
async function lastChange(
  user: string,
  { store, workspaceId }: CommandContext,
): Promise<NotedChange | undefined> {
  const changes = await store.moderation.changesBy(workspaceId, user, CHANGES_LOOKED_AT)
  const undone = new Set(
    changes.flatMap(({ id, after }) => ('undoes' in after ? [id, after['undoes']] : [])),
  )
  for (const each of changes) {
    if (!undone.has(each.id) && (await store.feedback(workspaceId, each.feedback))) return each
  }
  return undefined
}

async function undoChange(
  { id: undoes, feedback: id, before, after }: NotedChange,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const feedback = await findFeedback(String(id), context)
  await change(feedback, before as FeedbackPatch, context, { undoes })
  const part = feedbackNumber(String(after['merged'] ?? ''))
  const gone = part && (await store.moderation.withdrawn(workspaceId, part))
  if (gone && gone.item.into === id) return await saidBack(gone, context)
  return done(translate('moderation:said.as-before', { id: shownFeedback(id) }), [], context)
}

async function takeBack(id: FeedbackId, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, now, locale, access } = context
  const translate = translator(locale)
  const logged = await store.moderation.logged(workspaceId, id)
  const isManager = access.role !== null && ROLES.indexOf(access.role) >= ROLES.indexOf('manager')
  const isOwn = logged?.by.user === signatureOf(context).user && now - logged.by.at <= UNDO_SECONDS
  if (!logged || !(isOwn || isManager)) {
    throw new UserError('moderation.not-yours', { id: shownFeedback(id) })
  }
  const parts = await withdraw(await findFeedback(String(id), context), null, context)
  const said = [
    translate('moderation:said.undone', { id: shownFeedback(id) }),
    ...parts.map((part) => translate('moderation:said.apart', { now: shownFeedback(part) })),
  ]
  const again = {
    label: translate('moderation:buttons.restore'),
    command: `undo ${shownFeedback(id)}`,
  }
  return done(said.join(' '), [again], context)
}

async function saidBack(gone: Withdrawn, context: CommandContext): Promise<Reply> {
  const now = await bringBack(gone, context)
  const said = translator(context.locale)('moderation:said.restored', {
    id: shownFeedback(gone.item.feedback),
    now: shownFeedback(now),
  })
  return done(said, [], context)
}

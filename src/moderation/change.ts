import type { Command, CommandContext } from '../core/command.ts'
import { ROLES } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback, FeedbackPatch, NewFeedback } from '../core/feedback.ts'
import type { FeedbackId } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { tokenise } from '../parse/index.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { feedbackNumber, findFeedback, noSuchFeedback, shownFeedback, signatureOf } from './find.ts'
import { UNDO_SECONDS } from './log.ts'
import { readItem } from './read-item.ts'
import { done, understood } from './replies.ts'

/**
 * Takes back what was logged, or brings back what was taken back or merged. Whoever logged it
 * may within a day; a manager always.
 */
export async function undo(line: string, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, now, locale, access } = context
  const translate = translator(locale)
  const by = signatureOf(context)
  const [first] = tokenise(line)
  const id = first
    ? feedbackNumber(first.text)
    : (await store.moderation.lastLogged(workspaceId, by.user))?.feedback
  if (id === undefined) {
    throw first ? noSuchFeedback(first.text) : new UserError('moderation.nothing-to-undo')
  }
  const back = await store.moderation.withdrawn(workspaceId, id)
  if (back) return await bringBack(id, back.content, context)
  const logged = await store.moderation.logged(workspaceId, id)
  const isManager = access.role !== null && ROLES.indexOf(access.role) >= ROLES.indexOf('manager')
  const isOwn = logged?.by.user === by.user && now - logged.by.at <= UNDO_SECONDS
  if (!logged || !(isOwn || isManager)) {
    throw new UserError('moderation.not-yours', { id: shownFeedback(id) })
  }
  const feedback = await findFeedback(String(id), context)
  await store.moderation.withdraw(workspaceId, id, contentOf(feedback), logged.by, null)
  await store.remove(workspaceId, [id])
  const again = {
    label: translate('moderation:buttons.restore'),
    command: `undo ${shownFeedback(id)}`,
  }
  return done(translate('moderation:said.undone', { id: shownFeedback(id) }), [again], context)
}

async function bringBack(
  id: FeedbackId,
  content: NewFeedback,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, locale } = context
  await store.add(workspaceId, content)
  const now = await store.moderation.idOf(workspaceId, content.source, content.externalId)
  if (now === undefined) throw new UserError('moderation.not-there-any-more')
  await store.moderation.restored(workspaceId, id, now, signatureOf(context))
  await store.loop.track(workspaceId, { feedback: now, at: content.at, origin: null })
  const said = translator(locale)('moderation:said.restored', {
    id: shownFeedback(id),
    now: shownFeedback(now),
  })
  return done(said, [], context)
}

/** Makes the second item part of the first: they count once. */
export async function merge(line: string, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const [into, from] = tokenise(line).map(({ text }) => text)
  if (into === undefined || from === undefined) {
    throw new UserError('moderation.two-needed', {}, 'merge F-1 F-2')
  }
  const kept = await findFeedback(into, context)
  const gone = await findFeedback(from, context)
  if (kept.id === gone.id)
    throw new UserError('moderation.the-same', { id: shownFeedback(kept.id) })
  const by = signatureOf(context)
  await store.moderation.withdraw(workspaceId, gone.id, contentOf(gone), by, kept.id)
  await store.remove(workspaceId, [gone.id])
  const tags = [...new Set([...kept.tags, ...gone.tags])]
  const url = kept.url ?? gone.url
  if (tags.length > kept.tags.length || url !== kept.url) {
    await change(kept, { tags, url }, context)
  }
  const undoing = {
    label: translate('moderation:buttons.unmerge'),
    command: `undo ${shownFeedback(gone.id)}`,
  }
  const ids = { id: shownFeedback(gone.id), into: shownFeedback(kept.id) }
  return done(translate('moderation:said.merged', ids), [undoing], context)
}

/** Changes fields of an item; what they were is kept. */
export async function edit(
  command: Command,
  line: string,
  context: CommandContext,
): Promise<Reply> {
  const { now, zone, locale } = context
  const [first] = tokenise(line)
  const feedback = await findFeedback(first?.text, context)
  const draft = readItem(line.slice(first?.end ?? 0).trim(), { now, zone, locale })
  if (draft.score !== undefined && feedback.scale === null) {
    throw new UserError('moderation.no-scale', { id: shownFeedback(feedback.id) })
  }
  if (draft.names.source !== undefined) throw new UserError('moderation.source-stays')
  const { source: _, ...names } = draft.names
  const patch: FeedbackPatch = {
    ...names,
    ...(draft.text === undefined ? {} : { text: maskPersonal(draft.text).text }),
    ...(draft.score === undefined ? {} : { score: draft.score }),
    ...(draft.at === undefined ? {} : { at: draft.at }),
    ...(draft.url === undefined ? {} : { url: draft.url }),
    ...(draft.lang === undefined ? {} : { lang: draft.lang }),
    ...(draft.tags.length + draft.untagged.length === 0
      ? {}
      : { tags: tagsAfter(feedback, draft.tags, draft.untagged) }),
  }
  if (Object.keys(patch).length === 0) {
    const example = `edit ${shownFeedback(feedback.id)} store:Centre`
    throw new UserError('moderation.nothing-changed', {}, example)
  }
  const changed = await change(feedback, patch, context)
  const said = translator(locale)('moderation:said.changed', { id: shownFeedback(feedback.id) })
  return understood(command, changed, said, [], context)
}

/** Adds tags, and takes away those that are written with a minus. */
export async function tag(command: Command, line: string, context: CommandContext): Promise<Reply> {
  const [first, ...rest] = tokenise(line)
  const feedback = await findFeedback(first?.text, context)
  const words = rest.map(({ text }) => text.replace(/^#/, '')).filter((word) => word !== '')
  if (words.length === 0) {
    throw new UserError('moderation.no-tags', {}, `tag ${shownFeedback(feedback.id)} late`)
  }
  const added = words.filter((word) => !word.startsWith('-'))
  const removed = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1))
  const changed = await change(feedback, { tags: tagsAfter(feedback, added, removed) }, context)
  const said = translator(context.locale)('moderation:said.changed', {
    id: shownFeedback(feedback.id),
  })
  return understood(command, changed, said, [], context)
}

function tagsAfter(
  { tags }: Feedback,
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  return [...new Set([...tags, ...added])].filter((each) => !removed.includes(each))
}

async function change(
  feedback: Feedback,
  patch: FeedbackPatch,
  context: CommandContext,
): Promise<Feedback> {
  const { store, workspaceId } = context
  const changed = await store.edit(workspaceId, feedback.id, patch)
  if (!changed) throw new UserError('moderation.not-there-any-more')
  const fields = Object.keys(patch) as (keyof FeedbackPatch)[]
  const of = (item: Feedback) => Object.fromEntries(fields.map((field) => [field, item[field]]))
  await store.moderation.noteChange(workspaceId, {
    feedback: feedback.id,
    by: signatureOf(context),
    before: of(feedback),
    after: of(changed),
  })
  return changed
}

/** Returns the feedback as it would come in again. */
function contentOf({ id: _, importId: __, analysis, ...content }: Feedback): NewFeedback {
  if (!analysis) return content
  const { corrected: ___, ...found } = analysis
  return { ...content, analysis: found }
}

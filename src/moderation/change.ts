import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback, FeedbackPatch } from '../core/feedback.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { tokenise } from '../parse/index.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { findFeedback, shownFeedback, signatureOf } from './find.ts'
import { nearNames } from './near-names.ts'
import { readItem } from './read-item.ts'
import { understood } from './replies.ts'
import { pageAddress } from './source-of-link.ts'

/** Changes fields of an item; what they were is kept. */
export async function edit(
  command: Command,
  line: string,
  context: CommandContext,
): Promise<Reply> {
  const { now, zone, locale } = context
  const { named, rest } = itemIn(line)
  const feedback = await findFeedback(named, context)
  const id = shownFeedback(feedback.id)
  const loose = tokenise(rest).find(({ key, quoted }) => key === undefined && !quoted)
  if (loose && pageAddress(loose.text) === undefined) {
    const word = loose.text.slice(0, 40)
    throw new UserError('moderation.which-field', { word }, 'text:"…"')
  }
  const draft = readItem(rest, { now, zone, locale, command: `${command.name} ${id}` })
  if (draft.score !== undefined) checkScore(draft.score, feedback)
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
    throw new UserError('moderation.nothing-changed', {}, 'store:Centre')
  }
  const slips = await nearNames(names, context)
  const changed = await change(feedback, patch, context)
  const said = translator(locale)('moderation:said.changed', { id })
  return understood(command, changed, said, [], context, slips)
}

/** The item may stand anywhere in the line. */
function itemIn(line: string): { readonly named: string | undefined; readonly rest: string } {
  const tokens = tokenise(line)
  const found = tokens.find(({ text }) => /^f-\d+$/i.test(text)) ?? tokens[0]
  if (!found) return { named: undefined, rest: '' }
  return { named: found.text, rest: `${line.slice(0, found.start)}${line.slice(found.end)}`.trim() }
}

function checkScore(score: number, { id, scale }: Feedback): void {
  if (scale === null) throw new UserError('moderation.no-scale', { id: shownFeedback(id) })
  const { min, max } = scale
  if (score < min || score > max) {
    throw new UserError('moderation.out-of-scale', { id: shownFeedback(id), score, min, max })
  }
}

/** Adds tags, and takes away those that are written with a minus. */
export async function tag(command: Command, line: string, context: CommandContext): Promise<Reply> {
  const { named, rest } = itemIn(line)
  const feedback = await findFeedback(named, context)
  const words = tokenise(rest)
    .map(({ text }) => text.replace(/^[#+]/, ''))
    .filter((word) => word !== '')
  if (words.length === 0) {
    throw new UserError('moderation.no-tags', {}, '+late -box')
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

/**
 * Changes fields of feedback and notes what they were, with what else the change is. Throws a
 * UserError where it is gone.
 */
export async function change(
  feedback: Feedback,
  patch: FeedbackPatch,
  context: CommandContext,
  also: Readonly<Record<string, number>> = {},
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
    after: { ...of(changed), ...also },
  })
  return changed
}

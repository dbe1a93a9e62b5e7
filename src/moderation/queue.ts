import type { Command, CommandContext } from '../core/command.ts'
import type { Feedback } from '../core/feedback.ts'
import type { FeedbackId } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { feedbackNumber } from './find.ts'
import { missingOf, queueBlocks } from './replies.ts'

const PAGE = 10
const LOOKED_AT = 50
/** A page is filled from so many logged items at most. */
const MOST_PAGES = 10

/** Returns logged items that lack a store, a tag or a sure tone, newest first. */
export async function queue(
  command: Command,
  line: string,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const unsorted: Feedback[] = []
  let after: FeedbackId | null = feedbackNumber(line.trim()) ?? null
  let more = false
  for (let page = 0; page < MOST_PAGES && unsorted.length < PAGE; page += 1) {
    const logged = await store.moderation.loggedItems(workspaceId, after, LOOKED_AT)
    for (const { feedback } of logged) {
      if (unsorted.length === PAGE) {
        more = true
        break
      }
      after = feedback
      const item = await store.feedback(workspaceId, feedback)
      if (item && missingOf(item).length > 0) unsorted.push(item)
    }
    if (logged.length < LOOKED_AT) break
    more = unsorted.length === PAGE
  }
  return reportOf(command, context, {
    title: translator(locale)('moderation:queue.title'),
    view: 'text',
    blocks: queueBlocks(unsorted, more ? `queue ${after}` : undefined, context),
  })
}

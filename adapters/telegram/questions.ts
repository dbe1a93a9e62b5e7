import type { CommandRegistry } from '../../src/core/command.ts'
import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import type { Content } from './content.ts'
import type { TelegramEvent } from './events.ts'
import { limits } from './limits.ts'
import { missingSection } from './render-notice.ts'
import { guarded, toHtml } from './rich-text.ts'

/** Returns the question that takes the place of a reply which only says that something is missing. */
export function questionFor(
  reply: Reply,
  event: TelegramEvent,
  registry: CommandRegistry,
): { readonly content: Content; readonly lines: readonly ButtonLine[] } | null {
  if (reply.kind !== 'notice' || reply.errorId !== 'parse.missing_subject') return null
  if (event.type !== 'line' || event.asked !== null) return null
  const command = event.line.split(/\s/)[0] ?? ''
  if (!registry.find(command)) return null
  const hint = translator(reply.locale)('telegram:question.hint', { command })
  const content: Content = {
    type: 'question',
    html: toHtml(guarded(missingSection(reply, command))),
    hint: [...hint].slice(0, limits.inputPlaceholder).join(''),
  }
  return { content, lines: [] }
}

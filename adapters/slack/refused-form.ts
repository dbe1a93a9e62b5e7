import type { CommandRegistry } from '../../src/core/command.ts'
import type { Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { draftOf } from '../../src/report/form-draft.ts'
import type { SlackBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { richText } from './render-text.ts'
import { slashed } from './slashed.ts'
import type { StoredEvent } from './stored-event.ts'
import { cutTo, literal } from './words.ts'

/**
 * A form whose line was refused is gone: it is opened again as it was filled. Where it cannot be,
 * what was filled in is shown, to be sent as a command.
 */
export function refusedForm(
  reply: Reply,
  event: StoredEvent | null,
  registry: Pick<CommandRegistry, 'find'>,
): { readonly reopens?: string; readonly blocks?: readonly SlackBlock[] } | undefined {
  const refused = reply.kind === 'notice' && reply.level === 'error'
  if (!refused || event?.kind !== 'submission') return undefined
  if (event.pointed === null && draftOf(event.line, registry)) return { reopens: event.line }
  const said = translator(reply.locale)('slack:formKept')
  const line = cutTo(literal(slashed(event.line, registry)), limits.formKept)
  return {
    blocks: [
      ...richText([{ type: 'text', text: `${said}\n` }]),
      ...richText([{ type: 'text', text: line, style: { code: true } }]),
    ],
  }
}

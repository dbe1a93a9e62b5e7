import type { CommandRegistry } from '../../src/core/command.ts'
import type { ButtonLine, EncodeContext } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import { formatInstant } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { isolate } from '../../src/report/sanitize.ts'
import { type Origin, readData } from './callback-data.ts'
import type { Button } from './content.ts'
import type { Self, TelegramEvent } from './events.ts'
import { limits } from './limits.ts'
import { type Rendered, type RenderOptions, render } from './render.ts'
import { dataRun, run, type Section } from './rich-text.ts'

/** What encoding knows of the bot. */
export interface EncodeParts {
  readonly self: Self
  readonly registry: CommandRegistry
}

/** A reply with the event that it answers. */
export interface Answer {
  readonly reply: Reply
  readonly event: TelegramEvent
  readonly late: boolean
  readonly context: EncodeContext
  readonly parts: EncodeParts
}

/** Returns the messages of an answer, on the page that was asked for. */
export function messagesOf(
  { event, late, parts, reply }: Answer,
  more: readonly Button[] = [],
  origin: Origin | null = null,
): Rendered {
  const pressed = event.type === 'button' ? readData(event.data) : undefined
  const page = pressed && 'page' in pressed ? pressed.page : 0
  const header = late ? [lateHeader(reply, event)] : []
  return rendered(reply, { page, header, more, origin }, parts)
}

/** Returns the messages of a reply; a form has none, for it is asked field by field. */
export function rendered(
  reply: Reply,
  options: Omit<RenderOptions, 'hasTableView'>,
  { registry }: EncodeParts,
): Rendered {
  if (reply.kind === 'form') return { messages: [], lines: [] }
  const views = reply.kind === 'report' ? registry.find(reply.command)?.views : undefined
  return render(reply, { ...options, hasTableView: views?.includes('table') ?? false })
}

/** Returns what was asked, as a line that asks it again; a key's line may be known to the store alone. */
export function askedLine(reply: Reply, event: TelegramEvent): string | Pick<ButtonLine, 'key'> {
  // What a reaction logged stands with all that waits to be sorted.
  if (event.type === 'line' && event.reaction) return 'queue'
  if (reply.kind === 'report') return reply.commandLine
  if (event.type === 'line') {
    return event.asked === null ? event.line : `${event.asked.line} ${event.line}`
  }
  const pressed = readData(event.data)
  if (!pressed) return 'help'
  return pressed.type === 'line' ? pressed.line : { key: pressed.key }
}

function lateHeader(reply: Reply, event: TelegramEvent): Section {
  const zone = (reply.kind === 'report' ? reply.period?.zone : undefined) ?? 'UTC'
  const time = formatInstant(event.at as EpochSeconds, reply.locale, zone)
  const line = askedLine(reply, event)
  const words = translator(reply.locale)('chat:asked', { time, zone })
  if (typeof line !== 'string') return [run(words, 'i')]
  const shown = [...isolate(line)].slice(0, limits.questionLetters).join('')
  return [run(`${words} `, 'i'), dataRun(`/${shown}`, 'code')]
}

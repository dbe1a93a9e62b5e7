import type { CommandRegistry } from '../../src/core/command.ts'
import type {
  ButtonLine,
  Destination,
  EncodeContext,
  Encoded,
  OutgoingPart,
} from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import { formatInstant } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { isolate } from '../../src/report/sanitize.ts'
import { keyOf, readData, shareData } from './callback-data.ts'
import type { Button, Content, PartPayload } from './content.ts'
import { storedEvent } from './decode.ts'
import type { Self, TelegramEvent } from './events.ts'
import { buttonLabel } from './keyboard.ts'
import { limits } from './limits.ts'
import { questionFor } from './questions.ts'
import { render } from './render.ts'
import { dataRun, run, type Section, toHtml } from './rich-text.ts'

/** What encoding knows of the bot. */
export interface EncodeParts {
  readonly self: Self
  readonly registry: CommandRegistry
}

/** Where the messages of a reply go. */
interface Target {
  readonly place: string
  readonly topic: number | null
  readonly replyTo: number | null
  readonly edit: PartPayload['edit']
}

/** Returns the parts of a reply. The same reply to the same event gives the same parts. */
export function encodeReply(
  reply: Reply,
  destination: Destination,
  context: EncodeContext,
  parts: EncodeParts,
): Encoded {
  if (destination.type !== 'answer') {
    const place = destination.type === 'place' ? destination.channel : destination.user
    const thread = destination.type === 'place' ? destination.thread : null
    const topic = thread === null ? null : Number(thread)
    const { messages, lines } = contentsOf(reply, { page: 0, header: [], more: [] }, parts)
    const target = { place, topic, replyTo: null, edit: null }
    return { parts: partsOf(messages, target, context, parts.self, 0), buttons: lines }
  }
  const event = storedEvent(destination.event)
  const asked = { reply, event, late: destination.late, line: null }
  const answer = { ...asked, context, parts }
  return isPrivate(answer) ? encodePrivately(answer) : encodeInPlace(answer)
}

interface Answer {
  readonly reply: Reply
  readonly event: TelegramEvent
  readonly late: boolean
  readonly context: EncodeContext
  readonly parts: EncodeParts
}

/** Only in groups does it matter who else reads the answer. */
function isPrivate({ context, event, parts, reply }: Answer): boolean {
  if (event.chat.direct) return false
  // A question tells nothing, and its answer must come from where the command was given.
  if (questionFor(reply, event, parts.registry)) return false
  const mistake = reply.kind === 'notice' && reply.level === 'error'
  return context.audience === 'caller' || mistake
}

function encodeInPlace(answer: Answer): Encoded {
  const { context, event, parts, reply } = answer
  const shared = sharedTarget(event)
  const edit = shared || answer.late ? null : editOf(reply, event)
  const target: Target = shared ?? {
    place: String(event.chat.id),
    topic: event.chat.topic,
    replyTo: edit ? null : event.message,
    edit,
  }
  const question = questionFor(reply, event, parts.registry)
  if (question) {
    return { parts: partsOf([question], target, context, parts.self, 0), buttons: [] }
  }
  const { messages, lines } = contentsOf(reply, optionsOf(answer, []), parts)
  return { parts: partsOf(messages, target, context, parts.self, 0), buttons: lines }
}

/** The answer goes to the person; the group reads one line, or how to open a chat. */
function encodePrivately(answer: Answer): Encoded {
  const { context, event, parts, reply } = answer
  const { self } = parts
  const translate = translator(context.locale)
  const share = shareOf(reply, event, context)
  const person: Target = { place: String(event.from.id), topic: null, replyTo: null, edit: null }
  const options = optionsOf(answer, share ? [share.button] : [])
  const { messages, lines } = contentsOf(reply, options, parts)
  const again = lineOf(reply, event)
  const key = keyOf(again)
  const open: Button = {
    text: translate('telegram:private.open'),
    url: `https://t.me/${self.username}?start=${key}`,
  }
  const pointer: PartPayload = {
    topic: event.chat.topic,
    replyTo: event.message,
    placeholder: translate('telegram:placeholder'),
    loud: false,
    edit: null,
    // Who pressed a button was told so at once.
    content:
      event.type === 'button'
        ? null
        : {
            type: 'text',
            html: toHtml([run(translate('telegram:private.sent'))]),
            keyboard: [],
          },
    unreachable: {
      user: event.from.id,
      content: {
        type: 'text',
        html: toHtml([run(translate('telegram:private.closed'))]),
        keyboard: [[open]],
      },
    },
  }
  return {
    parts: [
      partOf(pointer, String(event.chat.id), context, self, 0),
      ...partsOf(messages, person, context, self, 1),
    ],
    buttons: [...lines, { key, line: again }, ...(share ? [share.line] : [])],
  }
}

function optionsOf({ event, late, reply }: Answer, more: readonly Button[]) {
  const pressed = event.type === 'button' ? readData(event.data) : undefined
  const page = pressed && pressed.type !== 'share' ? pressed.page : 0
  return { page, header: late ? [lateHeader(reply, event)] : [], more }
}

function lateHeader(reply: Reply, event: TelegramEvent): Section {
  const zone = (reply.kind === 'report' ? reply.period?.zone : undefined) ?? 'UTC'
  const time = formatInstant(event.at as EpochSeconds, reply.locale, zone)
  const words = translator(reply.locale)('chat:asked', { time, zone })
  const line = [...isolate(lineOf(reply, event))].slice(0, limits.questionLetters).join('')
  return [run(`${words} `, 'i'), dataRun(`/${line}`, 'code')]
}

/** Returns what was asked, as a line that asks it again. */
function lineOf(reply: Reply, event: TelegramEvent): string {
  if (reply.kind === 'report') return reply.commandLine
  if (event.type === 'line')
    return event.asked === null ? event.line : `${event.asked.line} ${event.line}`
  const pressed = readData(event.data)
  return pressed?.type === 'line' ? pressed.line : 'help'
}

function shareOf(
  reply: Reply,
  { chat }: TelegramEvent,
  { locale }: EncodeContext,
): { readonly button: Button; readonly line: ButtonLine } | null {
  if (reply.kind !== 'report') return null
  const { data, button } = shareData(reply.commandLine, chat.id, chat.topic)
  const text = buttonLabel(translator(locale)('chat:share'))
  return { button: { text, callback_data: data }, line: button }
}

function sharedTarget(event: TelegramEvent): Target | null {
  const pressed = event.type === 'button' ? readData(event.data) : undefined
  if (pressed?.type !== 'share') return null
  const topic = pressed.topic === null ? null : Number(pressed.topic)
  return { place: pressed.chat, topic, replyTo: null, edit: null }
}

/** A new report takes the place of the one whose button was pressed; all else stands beside it. */
function editOf(reply: Reply, event: TelegramEvent): PartPayload['edit'] {
  if (event.type !== 'button' || event.media === null) return null
  if (reply.kind !== 'report' || reply.view === 'csv') return null
  return { message: event.message, media: event.media }
}

function contentsOf(
  reply: Reply,
  options: {
    readonly page: number
    readonly header: readonly Section[]
    readonly more: readonly Button[]
  },
  { registry }: EncodeParts,
): { readonly messages: readonly Content[]; readonly lines: readonly ButtonLine[] } {
  if (reply.kind === 'form') return { messages: [], lines: [] }
  const views = reply.kind === 'report' ? registry.find(reply.command)?.views : undefined
  return render(reply, { ...options, hasTableView: views?.includes('table') ?? false })
}

function partsOf(
  contents: readonly Content[],
  { place, topic, replyTo, edit }: Target,
  context: EncodeContext,
  self: Self,
  from: number,
): readonly OutgoingPart[] {
  const placeholder = translator(context.locale)('telegram:placeholder')
  const alert = context.keyPrefix.startsWith('a:')
  return contents.map((content, index) => {
    const payload: PartPayload = {
      topic,
      replyTo: index === 0 ? replyTo : null,
      placeholder,
      loud: alert && index === 0,
      // A message with a picture cannot become one without.
      edit: index === 0 && edit && (content.type !== 'text' || !edit.media) ? edit : null,
      content,
      unreachable: null,
    }
    return partOf(payload, place, context, self, from + index)
  })
}

function partOf(
  payload: PartPayload,
  place: string,
  { giveUpAt, keyPrefix, now }: EncodeContext,
  self: Self,
  number: number,
): OutgoingPart {
  return {
    key: `${keyPrefix}:${number}`,
    platform: 'telegram',
    bot: String(self.id),
    place,
    payload: JSON.stringify(payload),
    notBefore: now,
    giveUpAt,
  }
}

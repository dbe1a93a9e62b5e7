import type { ButtonLine, Encoded } from '../../src/core/delivery.ts'
import { translator } from '../../src/language/translate.ts'
import { lineKey } from '../../src/report/line-key.ts'
import { type Answer, askedLine, messagesOf } from './answer.ts'
import { placedData } from './callback-data.ts'
import type { Button, Content, Keyboard, PartPayload } from './content.ts'
import type { TelegramEvent } from './events.ts'
import { buttonLabel } from './keyboard.ts'
import { partOf, partsOf, placeholderIn } from './parts.ts'
import { run, toHtml } from './rich-text.ts'

/**
 * Returns the parts of an answer for one person that was asked for in a group: the answer
 * goes to the person, and the group reads one line, or how to open a chat.
 */
export function encodePrivately(answer: Answer): Encoded {
  const { context, event, parts } = answer
  const { self } = parts
  const share = shareOf(answer)
  const origin = { chat: event.chat.id, topic: event.chat.topic }
  const { messages, lines } = messagesOf(answer, share ? [share.button] : [], origin)
  const person = { place: String(event.from.id), topic: null, replyTo: null, edit: null }
  const again = againOf(answer)
  const translate = translator(context.locale)
  const open: Button = {
    text: translate('telegram:private.open'),
    url: `https://t.me/${self.username}?start=${again.key}`,
  }
  const pointer: PartPayload = {
    topic: event.chat.topic,
    replyTo: event.message,
    placeholder: placeholderIn(context),
    loud: false,
    edit: null,
    // Who pressed a button was told so at once, and a reaction is no question.
    content: isQuiet(event) ? null : lineContent(translate('telegram:private.sent'), []),
    unreachable: {
      user: event.from.id,
      content: lineContent(translate('telegram:private.closed'), [[open]]),
    },
  }
  return {
    parts: [
      partOf(pointer, String(event.chat.id), context, self, 0),
      ...partsOf(messages, person, context, self, 1),
    ],
    buttons: [...lines, ...again.lines, ...(share ? [share.line] : [])],
  }
}

function isQuiet(event: TelegramEvent): boolean {
  return event.type === 'button' || event.reaction !== undefined
}

function lineContent(words: string, keyboard: Keyboard): Content {
  return { type: 'text', html: toHtml([run(words)]), keyboard }
}

/** Returns the key under which the question can be asked again in a private chat. */
function againOf({ event, reply }: Answer): {
  readonly key: string
  readonly lines: readonly ButtonLine[]
} {
  const line = askedLine(reply, event)
  if (typeof line !== 'string') return { key: line.key, lines: [] }
  const key = lineKey(line)
  return { key, lines: [{ key, line }] }
}

function shareOf({ context, event, reply }: Answer): {
  readonly button: Button
  readonly line: ButtonLine
} | null {
  if (reply.kind !== 'report' || reply.namesPeople) return null
  const { chat } = event
  const { data, button } = placedData('share', reply.commandLine, {
    chat: chat.id,
    topic: chat.topic,
  })
  const text = buttonLabel(translator(context.locale)('chat:share'))
  return { button: { text, callback_data: data }, line: button }
}

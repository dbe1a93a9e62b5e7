import type { Form } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { formLine } from '../../src/report/form-line.ts'
import { type InputBlock, plainText } from './blocks.ts'
import { isRecord, type Json, list, record, text } from './json.ts'
import { limits } from './limits.ts'
import type { PointedAt, StoredEvent } from './stored-event.ts'
import { cutTo, literal, someText } from './words.ts'

const FORM = 'cx-form'
const VALUE = 'value'

/** What a form carries with it, so that its submission can be answered where it was opened. */
interface Carried {
  readonly command: string
  readonly channel: string | null
  readonly thread: string | null
  readonly responseUrl: string | null
  readonly responseUntil: number | null
  readonly pointed: PointedAt | null
}

/** Returns a form as Slack's modal. */
export function formView(form: Form, event: StoredEvent): Json {
  const translate = translator(form.locale)
  const label = (words: string, most: number) => plainText(cutTo(someText(literal(words)), most))
  return {
    type: 'modal',
    callback_id: FORM,
    title: label(form.title, limits.formTitle),
    submit: label(translate('slack:submit'), limits.formTitle),
    close: label(translate('slack:cancel'), limits.formTitle),
    private_metadata: carry(form.command, event),
    blocks: form.fields.slice(0, limits.formFields).map((field): InputBlock => {
      const { name, choices = [], required, type, value } = field
      const offered = choices.filter((each) => each.value !== '').slice(0, limits.formChoices)
      const choice = offered.map((each) => ({
        text: label(each.label, limits.buttonLabel),
        value: cutTo(each.value, limits.formLabel),
      }))
      const chosen = choice.find((each) => each.value === value)
      return {
        type: 'input',
        block_id: name,
        optional: !required,
        label: label(field.label, limits.formLabel),
        element:
          type === 'choice' && choice.length > 0
            ? {
                type: 'static_select',
                action_id: VALUE,
                placeholder: label(translate('slack:choose'), limits.formLabel),
                options: choice,
                ...(chosen ? { initial_option: chosen } : {}),
              }
            : {
                type: 'plain_text_input',
                action_id: VALUE,
                multiline: type === 'long-text',
                max_length: limits.formValue,
                ...(value ? { initial_value: cutTo(value, limits.formValue) } : {}),
              },
      }
    }),
  }
}

function carry(command: string, event: StoredEvent): string {
  const { channel, thread, responseUrl, responseUntil, pointed } = event
  const carried = { command, channel, thread, responseUrl, responseUntil, pointed }
  const whole = JSON.stringify(carried)
  if (pointed === null || whole.length <= limits.formMetadata) return whole
  let keep = pointed.text.length
  let result = whole
  while (result.length > limits.formMetadata && keep > 0) {
    keep = Math.floor(keep * 0.8)
    result = JSON.stringify({
      ...carried,
      pointed: { ...pointed, text: cutTo(pointed.text, keep) },
    })
  }
  return result
}

/** What a submitted form says. */
export interface Submitted extends Carried {
  /** By the names of the fields, in the form's order. */
  readonly values: readonly (readonly [name: string, value: string])[]
  readonly line: string
  /** The first field, where a mistake can be shown. */
  readonly firstField: string | null
}

/** Reads a submitted modal; undefined where it is none of ours. */
export function readForm(view: Json): Submitted | undefined {
  if (text(view['callback_id']) !== FORM) return undefined
  const carried = readCarried(text(view['private_metadata']) ?? '')
  if (!carried) return undefined
  const state = record(record(view['state'])['values'])
  const fields = list(view['blocks']).flatMap((block) => text(record(block)['block_id']) ?? [])
  const names = fields.length > 0 ? fields : Object.keys(state)
  const values = names.map(
    (name) => [name, inputValue(record(record(state[name])[VALUE]))] as const,
  )
  const line = formLine(carried.command, values)
  return { ...carried, values, line, firstField: names[0] ?? null }
}

function inputValue(input: Json): string {
  return text(input['value']) ?? text(record(input['selected_option'])['value']) ?? ''
}

function readCarried(metadata: string): Carried | undefined {
  let value: unknown
  try {
    value = JSON.parse(metadata)
  } catch {
    return undefined
  }
  if (!isRecord(value)) return undefined
  const command = text(value['command'])
  if (command === null) return undefined
  const pointed = record(value['pointed'])
  const ts = text(pointed['ts'])
  const until = value['responseUntil']
  return {
    command,
    channel: text(value['channel']),
    thread: text(value['thread']),
    responseUrl: text(value['responseUrl']),
    responseUntil: typeof until === 'number' ? until : null,
    pointed:
      ts === null
        ? null
        : {
            ts,
            text: text(pointed['text']) ?? '',
            user: text(pointed['user']) ?? '',
            thread: text(pointed['thread']),
          },
  }
}

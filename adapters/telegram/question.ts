import type { Message } from 'grammy/types'

/** Begins every message that waits for a written answer, and no other. */
export const QUESTION_MARK = '✍️'

/** What a question was about. */
export interface Asked {
  /** The command line as far as it is known, without the slash. */
  readonly line: string
  /** The number of a form's field, from 0; null where the rest of the line was asked for. */
  readonly field: number | null
}

/** Returns what a message of the bot asks for; null where it waits for no answer. */
export function askedBy(message: Message): Asked | null {
  const { entities = [], text = '' } = message
  const code = entities.find(({ type }) => type === 'code')
  if (!code || !text.startsWith(QUESTION_MARK)) return null
  const end = code.offset + code.length
  const number = /^ \((\d{1,3})\/\d{1,3}\)/.exec(text.slice(end))?.[1]
  return {
    line: text.slice(code.offset, end).replace(/^\//, ''),
    field: number === undefined ? null : Number(number) - 1,
  }
}

import type { Message } from 'grammy/types'

/** Begins every message that waits for a written answer, and no other. */
export const QUESTION_MARK = '✍️'

/** Returns whether a message of the bot waits for a written answer. */
export function isQuestion(message: Message): boolean {
  return message.text?.startsWith(QUESTION_MARK) ?? false
}

/** Returns the line that a question is about: its first words in code, without the slash. */
export function baseOf(message: Message): string | null {
  const code = message.entities?.find(({ type }) => type === 'code')
  if (!code) return null
  return (message.text ?? '')
    .slice(code.offset, code.offset + code.length)
    .replaceAll('\u200B', '')
    .replace(/^\//, '')
}

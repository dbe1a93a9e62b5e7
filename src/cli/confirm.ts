import { createInterface } from 'node:readline'
import type { Session } from './shell.ts'

/** Yes in the four languages, whichever of them the question was in: a keyboard may be set to another. */
const YES = ['y', 'yes', 'д', 'да', 'и', 'иә', 't', 'taip']

/**
 * Asks the person at the terminal, and returns whether they said yes. Where nobody sits there, or
 * the answer is for a program, the command itself was the decision: true without a question.
 */
export async function confirm(session: Session, question: string): Promise<boolean> {
  const { input, errors } = session.shell
  if (!input.isTTY || !errors.isTTY || session.json) return true
  const lines = createInterface({ input })
  try {
    errors.write(`${question} ${session.t('cli:yesOrNo')} `)
    for await (const line of lines) return YES.includes(line.trim().toLowerCase())
    return false
  } finally {
    lines.close()
  }
}

import { createInterface, type Interface } from 'node:readline'
import type { Completion } from '../../src/core/adapter.ts'
import { lastWordChoices } from './completion.ts'
import { limits } from './limits.ts'

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }

export interface LineTransport {
  /** Resolves when the person has left or the input has ended, and every line is answered. */
  readonly finished: Promise<void>
  write(text: string): void
  close(): void
}

/**
 * Reads lines and hands them on one after the other: the next waits until the one
 * before is answered. Ctrl-C clears the line, and leaves on an empty one, as does
 * the end of the input.
 */
export function openLines(options: {
  readonly input: Input
  readonly output: Output
  readonly prompt: string
  readonly history: string[]
  readonly onHistory: (lines: readonly string[]) => void
  readonly onLine: (line: string) => Promise<'go-on' | 'leave'>
  readonly onInterrupt: () => void
  readonly complete: (line: string) => Promise<readonly Completion[]>
}): LineTransport {
  const { input, output } = options
  const interactive = Boolean(input.isTTY && output.isTTY)
  const lines: Interface = createInterface({
    input,
    output,
    terminal: interactive,
    prompt: interactive ? options.prompt : '',
    history: options.history,
    historySize: limits.history,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: Error | null, found: [string[], string]) => void) => {
      options.complete(line).then(
        (found) => done(null, lastWordChoices(line, found)),
        () => done(null, [[], line]),
      )
    },
  })
  let answered: Promise<void> = Promise.resolve()
  let left = false

  const finished = new Promise<void>((done) => {
    lines.on('close', () => {
      if (interactive && !left) output.write('\n')
      left = left || interactive
      void answered.then(done)
    })
  })
  lines.on('line', (line) => {
    answered = answered.then(async () => {
      if (left) return
      if ((await options.onLine(line)) === 'leave') {
        left = true
        lines.close()
      } else if (interactive) lines.prompt()
    })
  })
  lines.on('history', (kept: string[]) => {
    // A number means something below one reply only.
    if (/^\d+$/.test(kept[0] ?? '')) kept.shift()
    options.onHistory(kept)
  })
  lines.on('SIGINT', () => {
    if (lines.line === '') {
      left = true
      output.write('\n')
      lines.close()
      return
    }
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
    options.onInterrupt()
    lines.prompt()
  })
  if (interactive) lines.prompt()
  return {
    finished,
    write: (text) => void output.write(text),
    close: () => lines.close(),
  }
}

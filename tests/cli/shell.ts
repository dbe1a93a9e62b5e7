import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll } from 'vitest'
import { run as runProgram } from '../../src/cli/run.ts'
import type { Parts, Shell } from '../../src/cli/shell.ts'
import type { Environment } from '../../src/config.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { parts } from '../../src/main.ts'

/** Saturday evening; last week is 9–15 November. */
export const NOW = '2026-11-21T20:00:00Z'

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Returns an empty folder of its own, as a current directory; it is gone after the tests. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-test-'))
  folders.push(folder)
  return folder
}

/** Returns the names of all that lies in a folder. */
export function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort()
}

export interface Run {
  readonly directory: string
  readonly environment?: Environment
  /** What is typed, line by line. */
  readonly input?: string
  /** Whether somebody sits at a terminal. */
  readonly terminal?: boolean
  /** Gets the callback with which the program can be stopped. */
  readonly onStart?: (stop: () => void) => void
  readonly onOutput?: (sofar: string) => void
  /** Takes the place of parts of the program. */
  readonly parts?: Partial<Parts>
}

/** Runs the program as a shell would and returns what it printed and its exit code. */
export async function cxbot(words: readonly string[], run: Run): Promise<Outcome> {
  const input = new PassThrough()
  const output = new PassThrough()
  const errors = new PassThrough()
  let out = ''
  let err = ''
  output.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    run.onOutput?.(out)
  })
  errors.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  if (run.terminal) for (const stream of [input, errors]) Object.assign(stream, { isTTY: true })
  input.end(run.input ?? '')
  const shell: Shell = {
    arguments: words,
    environment: run.environment ?? {},
    directory: run.directory,
    input,
    output,
    errors,
    machineZone: 'UTC',
    clock: () => (Date.parse(NOW) / 1000) as EpochSeconds,
    onStop(callback) {
      run.onStart?.(callback)
      return () => undefined
    },
  }
  const code = await runProgram(shell, { ...parts, ...run.parts }, '1.2.3')
  await new Promise((done) => setImmediate(done))
  return { code, out, err }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { feedbackFile } from './feedback.ts'

const BUILT = fileURLToPath(new URL('../../dist/cxbot.js', import.meta.url))
/** Characters. */
const LATEST = 2000
const CODE = /\/link ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})/

/** The built program, serving feedback of its own to a chat platform. */
export interface Program {
  /** The one-time code that makes the first administrator. */
  readonly code: string
  /** What it has written of late, for the message of a failed test. */
  output(): string
  stop(): Promise<void>
}

/** Returns a port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Runs a subcommand to its end and returns what it printed. Rejects where it fails. */
export async function runProgram(
  words: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = start(words, directory, environment)
  const written = collect(child)
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`cxbot ${words[0]} ended with ${status}: ${written()}`)
  return written()
}

/** Imports the feedback, starts `cxbot serve` with these settings, and waits until its platform runs. */
export async function serveProgram(
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const directory = await mkdtemp(join(tmpdir(), 'cxbot-acceptance-'))
  await writeFile(join(directory, 'answers.csv'), feedbackFile(Date.now()))
  await runProgram(['import', 'answers.csv', '--kind', 'nps'], directory)
  const child = start(['serve', '--port', String(await freePort())], directory, environment)
  const written = collect(child)
  const ended = once(child, 'close')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  const code = await new Promise<string | undefined>((resolve) => {
    const look = (): void => {
      const code = CODE.exec(written())?.[1]
      if (code !== undefined && written().includes('platform-running')) resolve(code)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('close', () => resolve(undefined))
  })
  if (code !== undefined) return { code, output: () => written().slice(-LATEST), stop }
  await stop()
  throw new Error(`cxbot serve showed no code: ${written()}`)
}

function start(
  words: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  if (!existsSync(BUILT)) throw new Error('dist/cxbot.js is missing: run npm run build')
  const { HOME = '', PATH = '' } = process.env
  return spawn(process.execPath, [BUILT, ...words], {
    cwd: directory,
    env: { HOME, PATH, CXBOT_LOCALE: 'en', CXBOT_ZONE: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      text += chunk
    })
  }
  return () => text
}

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
/** What it has said when it can be talked to. */
const READY = ['Ctrl-C', 'platform-running']
/** Characters. */
const LATEST = 2000
const CODE = /\/link ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})/

/** The built program, serving feedback of its own to a chat platform. */
export interface Program {
  /** The one-time code that makes the first administrator. */
  readonly code: string
  /** What it has written of late, for the message of a failed test. */
  output(): string
  /** Ends it at once, as a machine that fails would. */
  kill(): Promise<void>
  /** Starts it again on the same data. */
  restart(): Promise<void>
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
  let serving = await serve(directory, environment)
  return {
    code: CODE.exec(serving.written())?.[1] ?? '',
    output: () => serving.written().slice(-LATEST),
    kill: () => serving.end('SIGKILL'),
    async restart() {
      serving = await serve(directory, environment)
    },
    async stop() {
      await serving.end('SIGTERM')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function serve(directory: string, environment: Readonly<Record<string, string>>) {
  const child = start(['serve', '--port', String(await freePort())], directory, environment)
  const written = collect(child)
  const ended = once(child, 'close')
  const runs = await new Promise<boolean>((resolve) => {
    const look = (): void => {
      if (READY.every((words) => written().includes(words))) resolve(true)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('close', () => resolve(false))
  })
  if (!runs) throw new Error(`cxbot serve ended: ${written()}`)
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { written, end }
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

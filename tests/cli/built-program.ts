import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { TOKEN } from '../fakes/telegram/index.ts'
import { emptyFolder } from './shell.ts'

const PROGRAM = resolve('dist/cxbot.js')

/** Starts the built program as an operator does; resolves when it has its platform, or says what is waited for. */
export async function serveBuilt(
  database: string,
  telegram: string,
  {
    nodeOptions = [],
    port = 0,
    limit = ':',
    says = 'platform-running',
    env = { CXBOT_TELEGRAM_TOKEN: TOKEN, CXBOT_TELEGRAM_API: telegram },
    ...more
  }: SpawnOptions & {
    readonly says?: string
    /** What sets the platforms up. */
    readonly env?: NodeJS.ProcessEnv
    readonly nodeOptions?: readonly string[]
    readonly port?: number
    /** A command of the shell that comes first, such as `ulimit -n 100`. */
    readonly limit?: string
  } = {},
): Promise<ChildProcess> {
  const { PATH = '' } = process.env
  const words = [process.execPath, ...nodeOptions, PROGRAM, 'serve', '--port', String(port)]
  const child = spawn('/bin/sh', ['-c', `${limit} && exec "$0" "$@"`, ...words], {
    cwd: emptyFolder(),
    env: { PATH, CXBOT_DB: database, CXBOT_WORKSPACE: 'main', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...more,
  })
  if (!child.stderr) return child
  let written = ''
  await new Promise<void>((ready, fail) => {
    const look = (chunk: Buffer): void => {
      written += String(chunk)
      if (written.includes(says)) ready()
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('exit', (code) => fail(new Error(`cxbot serve ended with ${code}: ${written}`)))
  })
  return child
}

/** Ends a program that this test started; at once where it has ended. */
export async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not come to pass`)
    await new Promise((again) => setTimeout(again, 50))
  }
}

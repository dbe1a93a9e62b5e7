import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyFolder } from '../cli/shell.ts'
import { until } from '../delivery/harness.ts'
import { PROGRAM, runProgram } from './built-program.ts'
import { plainTracesIn, tracesIn } from './traces.ts'

/** The secret parts of tokens, as long as real ones. */
const SECRETS = {
  bot: 'Qm7vRz2kXw9TbLc4JhNd8PfY',
  app: 'a3f9c07be15d48626d7e91b05c3f8a24',
  signing: '7be1904ac6d3f2581e0b9ac47d6f3e52',
  discord: 'Kx8wQz3vTm6yRb1nLc5jHd9pGf2sVa',
  telegram: 'AAHr4Zq9Wm2xTb7vKc1nJd6pLf3sYg8uRe0',
  password: 'correct-horse-battery-staple-Vq9',
  webhook: 'Tz5mXb8qRw2kLv7nHc4jPd9sGf1yQa',
}
const ENVIRONMENT = {
  CXBOT_SLACK_BOT_TOKEN: `xoxb-1111111111-2222222222-${SECRETS.bot}`,
  CXBOT_SLACK_APP_TOKEN: `xapp-1-A11111111-3333333333-${SECRETS.app}`,
  CXBOT_SLACK_SIGNING_SECRET: SECRETS.signing,
  CXBOT_DISCORD_TOKEN: `MTExMTExMTExMTExMTExMTEx.GhIjKl.${SECRETS.discord}`,
  CXBOT_TELEGRAM_TOKEN: `123456789:${SECRETS.telegram}`,
  CXBOT_TELEGRAM_WEBHOOK_SECRET: SECRETS.webhook,
  CXBOT_PASSWORD: SECRETS.password,
  CXBOT_ZONE: 'UTC',
  DEBUG: '*',
}
const ALL = Object.values(SECRETS)

/** Everything that can go wrong with an answer; some of it says back what was sent. */
const FAULTS: readonly ((request: IncomingMessage, response: ServerResponse) => void)[] = [
  (request, response) =>
    response
      .writeHead(500, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: false, message: `bad ${request.url}`, headers: request.headers })),
  (request) => request.socket.destroy(),
  (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":'),
  (request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:1${request.url}` }).end(),
  (_, response) => response.writeHead(429, { 'retry-after': '0' }).end('{"retry_after":0}'),
  (request, response) =>
    response.writeHead(401, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        ok: false,
        error: 'invalid_auth',
        description: `no ${request.headers.authorization} at ${request.url}`,
      }),
    ),
]

const PLATFORMS = ['/slack/', '/discord', '/telegram']
/** How often each platform was asked. */
const asked = new Map<string, number>()
let first = 0
/** Fails in one way after the other, for each platform by itself. */
const server = createServer((request, response) => {
  const platform = PLATFORMS.find((path) => request.url?.startsWith(path)) ?? ''
  const before = asked.get(platform) ?? 0
  asked.set(platform, before + 1)
  request.resume()
  FAULTS[(first + before) % FAULTS.length]?.(request, response)
})
let apis: Record<string, string> = {}
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  apis = {
    CXBOT_SLACK_API: `${url}/slack/`,
    CXBOT_DISCORD_API: `${url}/discord`,
    CXBOT_TELEGRAM_API: `${url}/telegram`,
  }
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function written(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n')
}

/** Serves until every platform was asked twice, and returns all that was said. */
async function served(
  directory: string,
  environment: Record<string, string>,
  signal: NodeJS.Signals,
): Promise<string> {
  asked.clear()
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0'], {
    cwd: directory,
    env: { PATH, HOME: directory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
    })
  }
  const ended = once(child, 'close')
  await until(
    () => child.exitCode !== null || PLATFORMS.every((path) => (asked.get(path) ?? 0) > 1),
    60,
  )
  child.kill(signal)
  await ended
  expect([...asked.values()].every((count) => count > 1)).toBe(true)
  return said
}

test.each([0, 2, 4])(
  'T18: no secret is said or stored while every platform fails in every way, from way %i on',
  { timeout: 90_000 },
  async (at) => {
    first = at
    const directory = emptyFolder()
    const environment = { ...ENVIRONMENT, ...apis }
    const told = await served(directory, environment, at === 0 ? 'SIGTERM' : 'SIGKILL')
    expect(tracesIn(told, ALL)).toEqual([])
    const doctor = await runProgram(['doctor'], directory, environment)
    expect(tracesIn(`${doctor.out}\n${doctor.err}`, ALL)).toEqual([])
    expect(plainTracesIn(written(directory), ALL)).toEqual([])
  },
)

test('T18: a secret that is wrong, or a setting that is, is not said back', async () => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) {
    const directory = emptyFolder()
    const wrong = { [name]: `?${value}?`, CXBOT_PORT: `x${SECRETS.bot}`.slice(0, 3) }
    const { out, err } = await runProgram(['doctor'], directory, wrong)
    expect(tracesIn(`${out}\n${err}`, ALL)).toEqual([])
  }
}, 60_000)

test('T18: a trace of a secret is found in every writing of it', () => {
  const { telegram } = SECRETS
  const writings = [
    `x${telegram}x`,
    encodeURIComponent(telegram).replace(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    Buffer.from(`bot:${telegram}`).toString('base64'),
    Buffer.from(`a:${telegram}`).toString('base64'),
    Buffer.from(telegram).toString('hex'),
    telegram.replace(/.{5}/g, '$&"\n + "'),
    telegram.slice(3, 25),
  ]
  expect(writings.filter((writing) => tracesIn(writing, ALL).length === 0)).toEqual([])
  expect(tracesIn('nothing of the kind is here', ALL)).toEqual([])
})

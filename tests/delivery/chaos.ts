import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import type { Posted } from '../fakes/chat-platform.ts'

/** What a run came to. */
export interface ChaosOutcome {
  readonly commands: number
  readonly kills: number
  readonly lostAnswers: number
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  readonly outOfOrder: readonly string[]
  readonly seconds: number
}

export interface ChaosOptions {
  /** The address of a database. */
  readonly url: string
  readonly kills: number
  /** How long a bot lives at most before it is killed. */
  readonly longestLife: number
  /** Chance of ending at each fault point. */
  readonly atFaultPoints: number
  /** How much faster the clock of the database runs. */
  readonly speed: number
  readonly random: () => number
  readonly onKill?: (kills: number) => void
}

/** Bundles the bot that is killed; the current directory must be the project's. */
export async function buildChaosChild(): Promise<string> {
  const outfile = resolve('node_modules/.cache/cxbot/chaos-child.mjs')
  await build({
    entryPoints: [resolve('tests/delivery/chaos-child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return outfile
}

/**
 * Kills a bot that answers commands, at random instants and at its fault points, while the
 * platform loses answers, limits and fails. Returns which commands were never answered,
 * and which twice.
 */
export async function runChaos(child: string, options: ChaosOptions): Promise<ChaosOutcome> {
  const { random } = options
  const begun = Date.now()
  const posted: Posted[] = []
  let lostAnswers = 0

  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      const message = JSON.parse(body) as Posted
      if (request.url === '/find') return answer(response, found(message.key))
      const luck = random()
      if (luck < 0.03) return answer(response, { type: 'failed', detail: 'HTTP 503' })
      if (luck < 0.05) {
        return answer(response, { type: 'rate-limited', retryAfterSeconds: 1, scope: 'place' })
      }
      posted.push(message)
      if (luck < 0.12) {
        lostAnswers += 1
        response.destroy()
        return
      }
      answer(response, { type: 'sent', reference: `${posted.length}` })
    })
  })
  const found = (key: string): unknown =>
    posted.some((each) => each.key === key) ? { type: 'sent', reference: key } : null
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const platform = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const port = await freePort()

  let stopped = false
  let commands = 0
  let adds = 0
  const acknowledged: string[] = []
  const underWay = new Set<Promise<void>>()

  /** Like a platform: delivers until it is acknowledged, and now and then once more. */
  async function command(): Promise<void> {
    commands += 1
    const id = `e${commands}`
    const add = random() < 0.3
    if (add) adds += 1
    const said = {
      user: `u${commands % 7}`,
      place: `p${commands % 9}`,
      line: add ? 'add' : `say ${id}`,
    }
    const body = JSON.stringify({ id, said })
    const again = random() < 0.2
    for (;;) {
      const answered = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).catch(
        () => undefined,
      )
      await answered?.text().catch(() => undefined)
      if (answered?.ok) break
      await delay(40)
    }
    acknowledged.push(id)
    if (again) await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).catch(() => {})
  }
  const asking = (async () => {
    while (!stopped) {
      /** As fast as they are answered, so that there is always something in hand and never a heap. */
      if (commands - posted.length / 2 > 40) {
        await delay(20)
        continue
      }
      const running = command().finally(() => underWay.delete(running))
      underWay.add(running)
      await delay(25)
    }
  })()

  let kills = 0
  let running: ChildProcess | undefined
  while (kills < options.kills) {
    running = await start()
    const life = delay(random() * options.longestLife)
    await Promise.race([life, once(running, 'exit')])
    if (running.exitCode === null && running.signalCode === null) {
      running.kill('SIGKILL')
      await once(running, 'exit')
    }
    kills += 1
    options.onKill?.(kills)
  }
  stopped = true
  await asking
  running = await start(0)
  await Promise.all(underWay)
  const isDone = (): boolean =>
    acknowledged.every((id) => keysOf(id).every((key) => posted.some((each) => each.key === key)))
  let last = { posted: posted.length, at: Date.now() }
  while (!isDone() && Date.now() - last.at < 60_000) {
    await delay(100)
    if (posted.length > last.posted) last = { posted: posted.length, at: Date.now() }
  }
  running.kill('SIGTERM')
  await once(running, 'exit')
  server.closeAllConnections()
  server.close()

  const counts = new Map<string, number>()
  for (const { key } of posted) counts.set(key, (counts.get(key) ?? 0) + 1)
  const numbers = posted.flatMap(({ text }) => /^now (\d+)$/.exec(text)?.[1] ?? [])
  return {
    commands,
    kills,
    lostAnswers,
    lost: [
      ...acknowledged.flatMap(keysOf).filter((key) => !counts.has(key)),
      ...(numbers.length === adds ? [] : [`${adds - numbers.length} additions`]),
    ],
    twice: [
      ...[...counts].filter(([, n]) => n > 1).map(([key]) => key),
      ...(Math.max(0, ...numbers.map(Number)) > adds ? ['additions'] : []),
    ],
    outOfOrder: posted.flatMap(({ key }, index) =>
      key.endsWith(':1') &&
      !posted.slice(0, index).some((each) => each.key === key.replace(/1$/, '0'))
        ? [key]
        : [],
    ),
    seconds: (Date.now() - begun) / 1000,
  }

  async function start(chance = options.atFaultPoints): Promise<ChildProcess> {
    for (;;) {
      const words = [options.url, platform, port, chance, begun, options.speed].map(String)
      const bot = spawn(process.execPath, [child, ...words], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [first] = (await Promise.race([
        once(bot.stdout as NodeJS.ReadableStream, 'data'),
        once(bot, 'exit'),
      ])) as unknown[]
      if (String(first).startsWith('ready')) return bot
      kills += 1
    }
  }
}

function keysOf(id: string): string[] {
  return [0, 1].map((n) => `r:fake:B1:${id}:${n}`)
}

function answer(response: ServerResponse, body: unknown): void {
  response.end(JSON.stringify(body))
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

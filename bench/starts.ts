import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Figure, median, milliseconds } from './table.ts'

const RUNS = 9
const PLATFORMS = ['slack', 'discord', 'telegram'] as const
type Platform = (typeof PLATFORMS)[number]

const SETTINGS: Readonly<Record<Platform, (api: string) => Readonly<Record<string, string>>>> = {
  slack: (api) => ({
    CXBOT_SLACK_BOT_TOKEN: 'xoxb-1',
    CXBOT_SLACK_APP_TOKEN: 'xapp-1',
    CXBOT_SLACK_API: api,
  }),
  discord: (api) => ({ CXBOT_DISCORD_TOKEN: 'aaaaaaaa.b.c', CXBOT_DISCORD_API: api }),
  telegram: (api) => ({ CXBOT_TELEGRAM_TOKEN: '12345:abc', CXBOT_TELEGRAM_API: api }),
}

/** Tells its parent, when asked, how much processor time it has taken. */
const WITNESS = `data:text/javascript,${encodeURIComponent(
  "process.on('message', () => process.send(process.cpuUsage())); process.channel.unref()",
)}`

/**
 * Returns the processor time of `serve` until every platform that is set up has tried to
 * connect: what one platform adds to a start without any, against what all of them add.
 * The runs take turns, so that what else the machine does is shared by all.
 */
export async function benchStarts(folder: string): Promise<readonly Figure[]> {
  const database = `sqlite:${join(folder, 'starts.db')}`
  const cases: readonly (readonly Platform[])[] = [
    [],
    ...PLATFORMS.map((platform) => [platform]),
    PLATFORMS,
  ]
  await startMilliseconds(database, [])
  const times = cases.map((): number[] => [])
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, platforms] of cases.entries()) {
      times[index]?.push(await startMilliseconds(database, platforms))
    }
  }
  const [none = Number.NaN, ...started] = times.map(median)
  const all = started.at(-1) ?? Number.NaN
  return [
    { name: 'start without platforms', value: milliseconds(none) },
    { name: 'start with all platforms', value: milliseconds(all) },
    ...PLATFORMS.map((platform, index): Figure => {
      const one = started[index] ?? Number.NaN
      const ratio = (one - none) / (all - none)
      return {
        name: `start with ${platform} alone`,
        value: `${milliseconds(one)}: adds ${ratio.toFixed(2)} of what all add`,
        target:
          'at most 0.50; processor time until each has tried to connect, less a start without platforms',
        met: all > none && ratio <= 0.5,
      }
    }),
  ]
}

/** Returns the processor time, in milliseconds, that one start took. */
async function startMilliseconds(
  database: string,
  platforms: readonly Platform[],
): Promise<number> {
  const tried = new Set<string>()
  /** It never answers, so that nothing follows the attempt. */
  const server = createServer((request) => {
    tried.add(request.url?.split('/')[1] ?? '')
    server.emit('tried')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const child = serve(database, platforms, server)
  const ended = once(child, 'exit')
  const early = ended.then(([code]) => {
    throw new Error(`serve ended with ${code}`)
  })
  await Promise.race([early, greeted(child)])
  while (!platforms.every((platform) => tried.has(platform))) {
    await Promise.race([early, once(server, 'tried')])
  }
  child.send('how much?')
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage]
  early.catch(() => undefined)
  child.kill('SIGKILL')
  await ended
  server.closeAllConnections()
  server.close()
  return (user + system) / 1000
}

function serve(database: string, platforms: readonly Platform[], server: Server): ChildProcess {
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = platforms.map((platform) => SETTINGS[platform](`${api}/${platform}`))
  const words = ['serve', '--port', '0', '--workspace', 'sample', '--db', database]
  return spawn(process.execPath, ['--import', WITNESS, 'dist/cxbot.js', ...words], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    env: Object.assign({}, process.env, ...settings),
  })
}

/** Resolves when the page can be opened. */
function greeted({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = ''
    stdout?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('http://')) resolve()
    })
  })
}

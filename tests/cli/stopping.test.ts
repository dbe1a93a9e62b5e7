import type { ChildProcess } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { answer } from '../contract/feedback.ts'
import { type DatabaseProxy, startDatabaseProxy } from '../fakes/database-proxy.ts'
import { TOKEN as DISCORD, type FakeDiscord, startFakeDiscord } from '../fakes/discord/server.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN as TELEGRAM } from '../fakes/telegram/index.ts'
import { freePort, listen } from '../postgres-server.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { ended, serveBuilt, until } from './built-program.ts'
import { emptyFolder } from './shell.ts'

const ASKER = 7001
/** About two seconds, and what a machine that is busy with tests takes besides. */
const SOON = 4

const PLATFORMS = ['slack', 'discord', 'telegram'] as const
type Platform = (typeof PLATFORMS)[number]

/** Returns what sets a platform up whose server stands at an address. */
function settings(platform: Platform, server: string): NodeJS.ProcessEnv {
  switch (platform) {
    case 'slack':
      return {
        CXBOT_SLACK_BOT_TOKEN: 'xoxb-right',
        CXBOT_SLACK_APP_TOKEN: 'xapp-right',
        CXBOT_SLACK_API: `${server}/api/`,
      }
    case 'discord':
      return { CXBOT_DISCORD_TOKEN: DISCORD, CXBOT_DISCORD_API: `${server}/api` }
    case 'telegram':
      return { CXBOT_TELEGRAM_TOKEN: TELEGRAM, CXBOT_TELEGRAM_API: server }
  }
}

/** Resolves to the exit code and how long the program took to end. */
async function toldToEnd(program: ChildProcess) {
  const began = performance.now()
  await ended(program, 'SIGTERM')
  return { code: program.exitCode, seconds: (performance.now() - began) / 1000 }
}

describe('the built program that is told to end', { timeout: 120_000 }, () => {
  let url: string
  const programs: ChildProcess[] = []
  const closings: (() => unknown)[] = []

  beforeEach(async () => {
    url = `sqlite:${join(emptyFolder(), 'store.db')}`
    const store = await openStore(url)
    const { id } = await store.ensureWorkspace('main', { zone: 'UTC', locale: 'en', sample: false })
    await store.ingest(id, { items: [answer(9), answer(10), answer(3)], derivedIds: false })
    await letIn(store, id, { platform: 'telegram', user: String(ASKER), role: 'manager' })
    await store.close()
  })
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((each) => ended(each, 'SIGKILL')))
    for (const close of closings.splice(0)) await close()
  })

  async function serve(env: NodeJS.ProcessEnv, says: string): Promise<ChildProcess> {
    const program = await serveBuilt(url, '', { env, says })
    programs.push(program)
    return program
  }
  /** A server that takes connections and never says a word. */
  async function silentServer(): Promise<number> {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined).resume()
      closings.push(() => socket.destroy())
    })
    await listen(server)
    closings.push(() => server.close())
    const address = server.address()
    return typeof address === 'object' ? (address?.port ?? 0) : 0
  }

  test.each(
    PLATFORMS.flatMap(
      (platform) =>
        [
          [platform, 'does not listen', freePort],
          [platform, 'never answers', silentServer],
        ] as const,
    ),
  )('is gone in about two seconds where %s %s', async (platform, _, port) => {
    const program = await serve(settings(platform, `http://127.0.0.1:${await port()}`), 'Ctrl-C')
    await new Promise((done) => setTimeout(done, 700))
    const { code, seconds } = await toldToEnd(program)
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(SOON)
  })

  describe.skipIf(!hasSharedSpecs)('while it runs', () => {
    /** Starts a platform behind a line that can fall silent. */
    async function startPlatform(platform: Platform) {
      let telegram: FakeTelegram | undefined
      let address: string
      if (platform === 'slack') {
        const fake: FakeSlack = await new FakeSlack().start()
        closings.push(() => fake.stop())
        address = fake.url
      } else if (platform === 'discord') {
        const fake: FakeDiscord = await startFakeDiscord()
        closings.push(() => fake.close())
        address = new URL(fake.api).origin
      } else {
        telegram = await startFakeTelegram()
        closings.push(() => telegram?.close())
        address = telegram.url
      }
      const line: DatabaseProxy = await startDatabaseProxy(address)
      closings.push(() => line.close())
      return { line, telegram, server: line.url.replace(/\/$/, '') }
    }

    test.each(PLATFORMS)('is gone in about two seconds where %s falls silent', async (platform) => {
      const { line, server } = await startPlatform(platform)
      const program = await serve(settings(platform, server), 'platform-running')
      closings.unshift(line.hold())
      const { code, seconds } = await toldToEnd(program)
      expect(code).toBe(0)
      expect(seconds).toBeLessThan(SOON)
    })

    test('leaves answers that a silent platform does not take to its next start, which gives each once', async () => {
      const { line, telegram: fake, server } = await startPlatform('telegram')
      if (!fake) throw new Error('no platform')
      const asker = fake.person(ASKER)
      const program = await serve(settings('telegram', server), 'platform-running')
      fake.faults.push({ method: 'sendMessage', type: 'hang', times: 1000 })
      for (let n = 0; n < 4; n += 1) fake.write('/nps all as text', asker)
      await until(() => fake.calls.some(({ method }) => method === 'sendMessage'), 'a reply')
      const release = line.hold()
      const { code, seconds } = await toldToEnd(program)
      expect(code).toBe(0)
      expect(seconds).toBeLessThan(SOON)
      release()
      fake.faults.length = 0
      const answers = (): number =>
        fake.sent(ASKER).filter(({ text }) => text?.includes('NPS')).length
      expect(answers()).toBe(0)
      await serve(settings('telegram', server), 'platform-running')
      await until(() => answers() >= 4, 'the answers')
      await new Promise((done) => setTimeout(done, 1500))
      expect(answers()).toBe(4)
    })
  })
})

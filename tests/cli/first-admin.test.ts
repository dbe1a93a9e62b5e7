import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Parts } from '../../src/cli/shell.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { parts } from '../../src/main.ts'
import { openStore } from '../../storage/index.ts'
import { letIn, operator } from '../access.ts'
import { until } from '../delivery/harness.ts'
import { ChatPlatform, createFakeAdapter, type FakeAdapter } from '../fakes/chat-platform.ts'
import { cxbot, emptyFolder, NOW, type Outcome } from './shell.ts'

const environment = { CXBOT_TELEGRAM_TOKEN: '123456:canary-token-of-the-bot' }
const CODE = /\/link ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})/

/** Telegram in memory: an adapter whose every event is said by a member in a direct message. */
function telegram(platform: ChatPlatform): FakeAdapter {
  const fake = createFakeAdapter({ calls: platform, name: 'telegram' })
  const decode: FakeAdapter['decode'] = async (event) => {
    const { user, place, line } = JSON.parse(event.payload)
    const invocation: Invocation = {
      platform: 'telegram',
      eventId: event.externalId,
      workspace: '',
      user: { id: user, name: user, standing: 'member', groups: [] },
      place: { community: null, channel: place, thread: null, kind: 'direct', shared: false },
      text: line,
      at: (Date.parse(NOW) / 1000) as EpochSeconds,
      locale: 'en',
      zone: null,
    }
    return invocation
  }
  return { ...fake, decode, deliver: fake.deliver.bind(fake) }
}

interface Served {
  readonly adapter: FakeAdapter
  readonly platform: ChatPlatform
  readonly code: string | undefined
  readonly place: string
  /** Says a line to the bot and returns the answer. */
  say(user: string, line: string): Promise<string>
}

/** The platform names no event twice. */
let events = 0

/** Serves with Telegram set up until `work` is done. */
async function serving(
  directory: string,
  work: (served: Served) => Promise<void>,
  env: Readonly<Record<string, string>> = environment,
): Promise<Outcome> {
  const platform = new ChatPlatform()
  const adapter = telegram(platform)
  let stop: () => void = () => undefined
  let failed: unknown
  let begun = false
  const say = async (user: string, line: string): Promise<string> => {
    events += 1
    const place = `${user}-${events}`
    await adapter.deliver(`e${events}`, { user, place, line })
    await until(() => platform.in(place).length > 0)
    return platform.in(place).join(' ')
  }
  const chat: Parts['chat'] = { ...parts.chat, telegram: async () => adapter }
  const outcome = await cxbot(['serve', '--port', '0'], {
    directory,
    environment: env,
    parts: { chat },
    onStart: (callback) => {
      stop = callback
    },
    onOutput: (sofar) => {
      if (begun || !sofar.includes('Ctrl-C')) return
      begun = true
      const code = CODE.exec(sofar)?.[1]
      const place = join(directory, '.cxbot/cxbot.db')
      work({ adapter, platform, code, place, say })
        .catch((error: unknown) => {
          failed = error
        })
        .finally(stop)
    },
  })
  if (failed) throw failed
  return outcome
}

describe('the first start with a chat platform', () => {
  test('prints a code that makes whoever types it the admin, and is gone afterwards', async () => {
    const directory = emptyFolder()
    const codes: (string | undefined)[] = []
    const first = await serving(directory, async ({ code, say }) => {
      codes.push(code)
      expect(await say('7', 'nps last-week')).toContain('You have no access here yet')
    })
    const second = await serving(directory, async ({ code, say }) => {
      codes.push(code)
      expect(await say('7', `link ${code}`)).toContain('you are admin')
      expect(await say('7', 'nps last-week')).toContain('NPS')
      expect(await say('8', `link ${code}`)).toContain('not good')
    })
    const third = await serving(directory, async ({ code, say }) => {
      expect(code).toBeUndefined()
      expect(await say('7', 'link')).toContain('You are admin here, in the workspace')
    })
    expect(codes[0]).toBeDefined()
    expect(codes[1]).toBeDefined()
    expect(codes[1]).not.toBe(codes[0])
    for (const { err } of [first, second, third]) {
      for (const code of codes) expect(err).not.toContain(code)
    }
  })

  test('asks for nothing where no chat platform is set up', async () => {
    const { out } = await serving(
      emptyFolder(),
      async ({ code }) => {
        expect(code).toBeUndefined()
      },
      {},
    )
    expect(out).not.toMatch(CODE)
  })
})

test('T5: who was demoted between asking and the answer is denied', async () => {
  const directory = emptyFolder()
  await serving(directory, async ({ place, say, adapter, platform }) => {
    const store = await openStore(`sqlite:${place}`)
    const workspace = await store.findWorkspace('default')
    if (!workspace) throw new Error('no workspace')
    await letIn(store, workspace.id, { platform: 'telegram', user: '7', role: 'admin' })
    await letIn(store, workspace.id, { platform: 'telegram', user: '8', role: 'manager' })
    expect(await say('8', 'role list')).toContain('Who may do what')
    const person = { platform: 'telegram', community: null, user: '8', name: '8' }
    await store.access.setRole(workspace.id, person, null, operator)
    await adapter.deliver('late', { user: '8', place: 'late', line: 'role give telegram/9 viewer' })
    await until(() => platform.in('late').length > 0)
    expect(platform.in('late').join()).toContain('access')
    expect(await store.access.accounts(workspace.id)).toHaveLength(1)
    const [entry] = await store.access.audit(workspace.id, {
      start: 0 as EpochSeconds,
      end: 9_999_999_999 as EpochSeconds,
      user: '8',
      outcome: 'denied',
      limit: 1,
    })
    expect(entry).toMatchObject({ command: 'role', detail: 'errors.stranger' })
    await store.close()
  })
})

test('T26: the database is its owner’s alone, and an open one is told of', async () => {
  const directory = emptyFolder()
  const before = process.umask(0)
  let place = ''
  try {
    await serving(directory, async (served) => {
      place = served.place
    })
  } finally {
    process.umask(before)
  }
  expect(statSync(place).mode & 0o777).toBe(0o600)
  chmodSync(place, 0o644)
  const { err } = await serving(directory, async () => undefined)
  expect(err).toContain('file-open-to-others')
  expect(err).toContain(`chmod 600 ${place}`)
})

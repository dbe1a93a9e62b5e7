import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../delivery/harness.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { notice } from './replies.ts'
import { type Served, serve } from './served.ts'

const SECRET = 'a-secret_of-the-webhook'
let served: Served | undefined
afterEach(async () => {
  const mistakes = served?.fake.mistakes ?? []
  await served?.close()
  served = undefined
  expect(mistakes).toEqual([])
})

async function listening(secret: string | null = SECRET): Promise<Served> {
  served = await serve({
    answer: () => notice('Done.'),
    config: {
      webhook: {
        url: 'https://bot.example.org/telegram/hook',
        port: 0,
        ...(secret === null ? {} : { secret: { reveal: () => secret } }),
      },
    },
  })
  return served
}

interface Call {
  readonly path?: string
  readonly method?: string
  readonly secret?: string | null
  readonly body?: string
}

/** Calls the webhook as Telegram does, and returns the status. */
async function call(it: Served, over: Call = {}): Promise<number> {
  const { body, method = 'POST', path = '/telegram/hook', secret = SECRET } = over
  const update = {
    update_id: 9,
    message: {
      message_id: 1,
      date: 1_795_000_000,
      chat: { id: 1, type: 'private', first_name: 'Ann' },
      from: { id: 1, is_bot: false, first_name: 'Ann' },
      text: '/nps',
      entities: [{ type: 'bot_command', offset: 0, length: 4 }],
    },
  }
  const response = await fetch(`http://127.0.0.1:${it.adapter.port()}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    ...(method === 'POST' ? { body: body ?? JSON.stringify(update) } : {}),
  })
  return response.status
}

describe.skipIf(!hasSharedSpecs)('the webhook', () => {
  test('is set with its secret, and takes what Telegram brings', async () => {
    const it = await listening()
    it.fake.person(1)
    expect(it.fake.world.webhook).toEqual({
      url: 'https://bot.example.org/telegram/hook',
      secret: SECRET,
    })
    expect(await call(it)).toBe(200)
    expect(await call(it)).toBe(200)
    await until(() => it.fake.sent(1).some(({ text }) => text === 'Done.'))
    await it.settled()
    expect(it.invocations).toHaveLength(1)
    expect(it.fake.countOf('getUpdates')).toBe(0)
    expect(it.adapter.health()).toMatchObject({ state: 'running' })
    expect(it.adapter.health().lastEventAt).not.toBeNull()
  })

  test('has a secret of its own where none is given', async () => {
    const it = await listening(null)
    const secret = it.fake.world.webhook?.secret ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(await call(it, { secret: '' })).toBe(401)
    expect(await call(it, { secret })).toBe(200)
  })

  test.each([
    ['no secret', { secret: null }, 401],
    ['a wrong secret', { secret: 'wrong' }, 401],
    ['a secret with more behind it', { secret: `${SECRET}x` }, 401],
    ['another path', { path: '/' }, 404],
    ['another method', { method: 'GET' }, 405],
    ['no JSON', { body: 'update_id=1' }, 400],
    ['JSON that is no update', { body: '[1]' }, 400],
    ['a number that is none', { body: '{"update_id":"9"}' }, 400],
    ['a body without end', { body: `{"update_id":1,"x":"${'x'.repeat(1_100_000)}"}` }, 413],
  ] as const)('T21: refuses %s', async (_, over, status) => {
    const it = await listening()
    expect(await call(it, over)).toBe(status)
    expect(await it.store.delivery.depth()).toMatchObject({ events: 0 })
    expect(it.invocations).toEqual([])
  })

  test('fault 6: lets Telegram send again what could not be stored', async () => {
    const it = await listening()
    it.fake.person(1)
    const { receive } = it.store.delivery
    it.store.delivery.receive = async () => {
      throw new Error('no room on the disk')
    }
    expect(await call(it)).toBe(503)
    it.store.delivery.receive = receive
    expect(await call(it)).toBe(200)
    await it.settled()
    expect(it.invocations).toHaveLength(1)
  })

  test('fault 31: answers one update that comes a hundred times at once a single time', async () => {
    const it = await listening()
    it.fake.person(1)
    const all = await Promise.all(Array.from({ length: 100 }, () => call(it)))
    expect(new Set(all)).toEqual(new Set([200]))
    await it.settled()
    expect(it.invocations).toHaveLength(1)
    expect(it.fake.sent(1)).toHaveLength(1)
  })

  test('is taken away where the bot polls', async () => {
    const it = await listening()
    await it.adapter.stop()
    await it.engine.stop()
    const { createTelegramAdapter } = await import('../../adapters/telegram/index.ts')
    const { TOKEN } = await import('../fakes/telegram/index.ts')
    const polling = createTelegramAdapter({
      token: { reveal: () => TOKEN },
      api: it.fake.url,
      pollSeconds: 1,
    })
    await polling.start(it.engine.host)
    expect(it.fake.world.webhook).toBeNull()
    await polling.stop()
  })
})

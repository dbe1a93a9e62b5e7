import { afterEach, describe, expect, test } from 'vitest'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { ChartError } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Report } from '../../src/core/reply.ts'
import { NOW } from '../commands/made-workspace.ts'
import { refusal, tooMany } from '../fakes/discord/faults.ts'
import { press, slash, USER } from '../fakes/discord/interactions.ts'
import {
  CHANNEL,
  GUILD,
  type KeptMessage,
  snowflake,
  startFakeDiscord,
  TOKEN,
} from '../fakes/discord/server.ts'
import { reportOf } from './replies.ts'
import { DOT, type Served, serve, until, wordsOf } from './served.ts'

let served: Served
afterEach(async () => {
  const { violations } = served.fake
  const log = served.log()
  await served.stop()
  expect(violations).toEqual([])
  expect(log).not.toContain(TOKEN)
  expect(log).not.toContain('The delivery was late again')
  expect(log).not.toMatch(/interaction-token/)
})

const nps = () => slash('nps', { period: 'last-week' })

function callsTo(method: string, path: string) {
  return served.fake.calls.filter((call) => call.method === method && call.path.includes(path))
}

describe('an acknowledgement', () => {
  test('that someone else gave counts as given, and the answer comes once', async () => {
    served = await serve()
    served.fake.faults.plan('POST /callback', { cut: 'after' })
    const answer = await served.ask(nps())
    await served.settled()
    expect(wordsOf(answer)).toContain('25.0')
    expect(served.fake.visible(CHANNEL)).toHaveLength(1)
    expect(callsTo('POST', '/callback')).toHaveLength(2)
  })

  test('fault 15: comes while the database is still busy', async () => {
    let release = (): void => undefined
    const busy = new Promise<void>((resolve) => {
      release = resolve
    })
    served = await serve({
      store: (store) => ({
        ...store,
        delivery: new Proxy(store.delivery, {
          get(target, name) {
            const value = Reflect.get(target, name)
            if (name !== 'receive') return typeof value === 'function' ? value.bind(target) : value
            return async (...given: Parameters<typeof target.receive>) => {
              await busy
              return target.receive(...given)
            }
          },
        }),
      }),
    })
    const kept = served.fake.interact(nps())
    await until(() => kept.response !== undefined)
    release()
    await until(() => (served.fake.visible(CHANNEL)[0]?.edits ?? 0) > 0)
  })

  test('fault 6: of a command that could not be stored says so, visibly', async () => {
    served = await serve({
      store: (store) => ({
        ...store,
        delivery: new Proxy(store.delivery, {
          get(target, name) {
            const value = Reflect.get(target, name)
            if (name === 'receive') return () => Promise.reject(new Error('disk full'))
            return typeof value === 'function' ? value.bind(target) : value
          },
        }),
      }),
    })
    const answer = await served.ask(nps())
    expect(wordsOf(answer)).toContain('could not be stored')
  })

  test('that comes too late for Discord is made good in the channel, with the question', async () => {
    served = await serve()
    served.fake.faults.plan('POST /callback', refusal(404, 10062, 'Unknown interaction'))
    served.fake.interact(nps())
    await until(() => served.fake.visible(CHANNEL).length > 0, 'the late answer', 30)
    const [answer] = served.fake.visible(CHANNEL) as [KeptMessage]
    expect(wordsOf(answer)).toMatch(/\*\*Rasa\*\* asked on <t:\d+:f>: `\/nps last-week`/)
    expect(wordsOf(answer)).toContain('25.0')
    expect(answer.nonce).toHaveLength(24)
  })
})

describe('an answer', () => {
  test('fault 25: whose own answer was lost is given again in its place', async () => {
    served = await serve()
    served.fake.faults.plan('PATCH /webhooks/', { cut: 'after' })
    served.fake.interact(nps())
    await until(() => callsTo('PATCH', '@original').length === 2, 'the second attempt', 30)
    await served.settled()
    expect(served.fake.visible(CHANNEL)).toHaveLength(1)
  })

  test('fault 28: outlives errors of the server', async () => {
    served = await serve()
    served.fake.faults.plan('PATCH /webhooks/', { status: 503 })
    const answer = await served.ask(nps())
    expect(wordsOf(answer)).toContain('25.0')
  })

  test('whose place has expired goes to the channel; a private one to the person alone', async () => {
    served = await serve()
    const quotes = slash('quotes', { period: 'all' })
    served.fake.faults.plan('PATCH /webhooks/', refusal(401, 50027, 'Invalid Webhook Token'), 2)
    served.fake.interact(quotes)
    await until(() => served.fake.calls.some(({ path }) => path === '/users/@me/channels'))
    served.fake.interact(nps())
    await until(() => served.fake.visible(CHANNEL).some(({ nonce }) => nonce !== undefined))
    await served.settled()
    const { channel } = [...served.fake.messages.values()].find(
      (message) => message.nonce !== undefined && wordsOf(message).includes('delivery was late'),
    ) as KeptMessage
    expect(channel).not.toBe(CHANNEL)
    expect(served.adapter.health().state).toBe('running')
  })

  test('fault 46: whose picture cannot be drawn shows the table', async () => {
    const charts = {
      render: () => Promise.reject(new ChartError('crashed', 'no canvas')),
      close: async () => undefined,
    }
    served = await serve({ charts })
    const answer = await served.ask(nps())
    expect(answer.files).toEqual([])
    expect(wordsOf(answer)).toMatch(/^10 +20 +50\.0%$/m)
  })

  test('whose picture is too large for the place shows the table', async () => {
    const charts = { render: async () => new Uint8Array(3000), close: async () => undefined }
    served = await serve({ charts })
    const answer = await served.ask(
      slash('nps', { period: 'last-week' }, { attachment_size_limit: 2000 }),
    )
    expect(answer.files).toEqual([])
    expect(wordsOf(answer)).toMatch(/^10 +20 +50\.0%$/m)
  })

  test('whose files Discord refuses comes without them', async () => {
    served = await serve()
    served.fake.faults.plan('PATCH /webhooks/', refusal(413, 40005, 'Request entity too large'))
    const answer = await served.ask(nps())
    expect(answer.files).toEqual([])
    expect(wordsOf(answer)).toMatch(/^10 +20 +50\.0%$/m)
  })

  test('fault 27: waits as long as Discord says, asks once meanwhile, and leaves other people alone', async () => {
    served = await serve()
    served.fake.faults.plan('PATCH /interaction-token', tooMany(1))
    const limited = served.fake.interact(nps())
    await until(() => callsTo('PATCH', limited.token).length === 1)
    const other = await served.ask(slash('nps', { period: 'all' }))
    expect(wordsOf(other)).not.toBe('')
    await until(() => callsTo('PATCH', limited.token).length === 2)
    await served.settled()
    const times = callsTo('PATCH', limited.token).map(({ at }) => at)
    expect(times).toHaveLength(2)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
  })

  test('fault 31: is given once, however often the command is delivered', async () => {
    served = await serve()
    const command = nps()
    served.fake.interact(command)
    for (let copy = 0; copy < 50; copy += 1) {
      served.fake.gateway.dispatch('INTERACTION_CREATE', command)
    }
    await until(() => (served.fake.visible(CHANNEL)[0]?.edits ?? 0) > 0)
    await served.settled()
    expect(served.fake.visible(CHANNEL)).toHaveLength(1)
    expect(callsTo('PATCH', '@original')).toHaveLength(1)
  })

  test('to a message that was deleted meanwhile is let go', async () => {
    served = await serve()
    served.fake.faults.plan('PATCH /webhooks/', refusal(404, 10008, 'Unknown Message'))
    served.fake.interact(nps())
    await until(async () => (await served.made.store.delivery.depth()).deadParts === 1)
    expect(callsTo('PATCH', '@original')).toHaveLength(1)
  })
})

describe('a message that nobody asked for', () => {
  const report: Report = { ...reportOf('Words'), view: 'chart' }
  const context = {
    now: NOW,
    locale: 'en',
    audience: 'channel',
    keyPrefix: 'd:1:2026-11-18',
    giveUpAt: 9_999_999_999 as EpochSeconds,
  } as const

  function claimed(doubtful = false) {
    const destination = { type: 'place', channel: CHANNEL, thread: null } as const
    const [part] = served.adapter.encode(report, destination, context).parts
    if (!part) throw new Error('nothing to send')
    const firstAttemptAt = Math.floor(Date.now() / 1000) as EpochSeconds
    return { ...part, fence: 1, attempts: 0, doubtful, firstAttemptAt, memo: null }
  }
  const send = () => served.adapter.send(claimed(), async () => true)

  test('fault 25: is found again by its key where the answer of Discord was lost', async () => {
    served = await serve()
    expect(await served.adapter.findSent(claimed(true))).toBeNull()
    served.fake.faults.plan('POST /messages', { cut: 'after' })
    expect(await send()).toMatchObject({ type: 'unknown' })
    for (let other = 0; other < 3; other += 1) {
      const id = snowflake()
      served.fake.messages.set(id, {
        id,
        channel: CHANNEL,
        body: {},
        files: [],
        ephemeral: false,
        nonce: undefined,
        edits: 0,
      })
    }
    const found = await served.adapter.findSent(claimed(true))
    const [message] = served.fake.visible(CHANNEL) as [KeptMessage]
    expect(found).toEqual({ type: 'sent', reference: `${CHANNEL}/${message.id}` })
  })

  test('is one message, however often it is sent', async () => {
    served = await serve()
    expect(await send()).toMatchObject({ type: 'sent' })
    expect(await send()).toMatchObject({ type: 'sent' })
    expect(served.fake.visible(CHANNEL)).toHaveLength(1)
    expect(served.fake.visible(CHANNEL)[0]?.files[0]?.bytes.equals(DOT)).toBe(true)
  })

  test('fault 30: tells apart a place that is gone, one that is closed, and one person who takes none', async () => {
    served = await serve()
    const { faults } = served.fake
    faults.plan('POST /messages', refusal(404, 10003))
    expect(await send()).toMatchObject({ type: 'undeliverable', reason: 'no-such-place' })
    faults.plan('POST /messages', refusal(403, 50013))
    expect(await send()).toMatchObject({ type: 'undeliverable', reason: 'not-a-member' })
    faults.plan('POST /messages', refusal(403, 50007))
    expect(await send()).toMatchObject({ type: 'undeliverable', reason: 'blocked' })
    faults.plan('POST /messages', refusal(400, 50035), 2)
    expect(await send()).toMatchObject({ type: 'undeliverable', reason: 'invalid' })
  })

  test('fault 27: waits for the whole bot where Discord limits the whole bot', async () => {
    served = await serve()
    served.fake.faults.plan('POST /messages', tooMany(2, 'global'))
    expect(await send()).toMatchObject({ type: 'rate-limited', scope: 'bot' })
    const asked = served.fake.calls.length
    expect(await send()).toMatchObject({ type: 'rate-limited' })
    expect(served.fake.calls.length).toBe(asked)
  })
})

describe('a revoked token', () => {
  test('fault 29: stops the platform with a word on what to do, and a new one starts it again', async () => {
    served = await serve()
    served.fake.faults.plan('POST /messages', refusal(401, 0, '401: Unauthorized'))
    const destination = { type: 'place', channel: CHANNEL, thread: null } as const
    const context = {
      now: NOW,
      locale: 'en',
      audience: 'channel',
      keyPrefix: 'd:1:2026-11-18',
      giveUpAt: NOW,
    } as const
    const [part] = served.adapter.encode(reportOf('Words'), destination, context).parts
    if (!part) throw new Error('nothing to send')
    const claim = {
      ...part,
      fence: 1,
      attempts: 0,
      doubtful: false,
      firstAttemptAt: NOW,
      memo: null,
    }
    const send = () => served.adapter.send(claim, async () => true)
    expect(await send()).toMatchObject({ type: 'unauthorised' })
    const asked = served.fake.calls.length
    expect(await send()).toMatchObject({ type: 'unauthorised' })
    expect(served.fake.calls.length).toBe(asked)
    expect(served.adapter.health()).toMatchObject({
      state: 'failed',
      lastError: expect.stringMatching(/Make a new one .* \([0-9a-f]{8}\)/),
    })
    await served.adapter.stop()
    const next = createDiscordAdapter({
      token: { reveal: () => TOKEN },
      guild: GUILD,
      api: served.fake.api,
    })
    await next.start(served.engine.host)
    expect(next.health().state).toBe('running')
    await next.stop()
  })

  test('at the start is told as what it is', async () => {
    const fake = await startFakeDiscord()
    served = await serve({ fake, start: false })
    const wrong = createDiscordAdapter({
      token: { reveal: () => 'another' },
      guild: null,
      api: fake.api,
    })
    await expect(wrong.start(served.engine.host)).rejects.toThrow(/refuses the token/)
    expect(wrong.health().state).toBe('failed')
    await wrong.stop()
    await fake.close()
  })
})

describe('rights', () => {
  test('fault 54: are those of now where a command waited', async () => {
    let offset = 0
    served = await serve({ config: { now: () => Date.now() + offset } })
    const event = {
      platform: 'discord',
      bot: 'b',
      externalId: '1',
      receivedAt: Math.floor(Date.now() / 1000) as EpochSeconds,
      replyBy: null,
      payload: await storedPayload(),
    }
    expect((await served.adapter.decode(event))?.user.groups).toEqual([GUILD, '500000000000000001'])
    offset = 120_000
    served.fake.roles.set(USER, ['other'])
    expect((await served.adapter.decode(event))?.user.groups).toEqual([GUILD, 'other'])
    offset = 300_000
    served.fake.roles.delete(USER)
    expect((await served.adapter.decode(event))?.user.standing).toBe('external')
  })

  test('T3: are none where the payload gives none', async () => {
    served = await serve()
    const member = { user: { id: USER, username: 'rasa' }, roles: [], permissions: '0' }
    served.fake.interact(slash('nps', { period: 'last-week' }, { member }))
    await until(() => callsTo('DELETE', '@original').length === 1)
    await served.settled()
    expect(served.fake.visible(CHANNEL)).toEqual([])
  })

  async function storedPayload(): Promise<string> {
    const events: string[] = []
    const { host } = served.engine
    const spy = createDiscordAdapter({
      token: { reveal: () => TOKEN },
      guild: null,
      api: served.fake.api,
    })
    await spy.start({
      ...host,
      receive: async ({ payload }) => {
        events.push(payload)
        return 'known'
      },
    })
    served.fake.interact(press('c:nps last-week', { id: '1', ephemeral: true }))
    await until(() => events.length > 0)
    await spy.stop()
    return events[0] ?? ''
  }
})

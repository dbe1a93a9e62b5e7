import { afterEach, describe, expect, test } from 'vitest'
import { slash } from '../fakes/discord/interactions.ts'
import { BOT, CHANNEL, startFakeDiscord } from '../fakes/discord/server.ts'
import { type Served, serve, until, wordsOf } from './served.ts'

let served: Served
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  expect(violations).toEqual([])
})

const nps = () => slash('nps', { period: 'last-week' })
const health = () => served.adapter.health()

async function works(): Promise<void> {
  const answer = await served.ask(nps())
  expect(wordsOf(answer)).toContain('25.0')
}

describe('the gateway', () => {
  test('is opened with one intent, and tells the bot who it is', async () => {
    served = await serve()
    expect(served.fake.gateway.identifies.map(({ intents }) => intents)).toEqual([1])
    expect(served.adapter.bot).toBe(BOT)
    expect(health()).toEqual({ state: 'running', lastError: null, lastEventAt: null })
    await works()
    expect(health().lastEventAt).toMatch(/^\d{4}-/)
  })

  test.each([
    ['asks for a reconnect (op 7)', () => served.fake.gateway.askReconnect()],
    ['cuts the connection', () => served.fake.gateway.drop(1006)],
    ['closes with an unknown error', () => served.fake.gateway.drop(4000)],
  ])('fault 36: %s: the session goes on, and what was missed is answered', async (_, disturb) => {
    served = await serve()
    disturb()
    await until(() => !served.fake.gateway.connected())
    const kept = served.fake.interact(nps())
    await until(() => served.fake.gateway.resumes.length === 1, 'the resume')
    await until(() => kept.response !== undefined, 'the acknowledgement')
    await until(() => (served.fake.visible(CHANNEL)[0]?.edits ?? 0) > 0, 'the answer')
    expect(served.fake.gateway.identifies).toHaveLength(1)
    await until(() => health().state === 'running')
  })

  test('fault 36: declares the session invalid (op 9): a new one is opened', async () => {
    served = await serve()
    served.fake.gateway.invalidate(false)
    await until(() => served.fake.gateway.identifies.length === 2, 'the second session')
    await until(() => health().state === 'running')
    await works()
  })

  test.each([
    [4004, /refuses the token/],
    [4014, /code 4014/],
  ])(
    'fault 36: closes for good with %i: the adapter fails with a hint and tries no more',
    async (code, hint) => {
      served = await serve()
      served.fake.gateway.drop(code)
      await until(() => health().state === 'failed')
      expect(health().lastError).toMatch(hint)
      await new Promise((done) => setTimeout(done, 800))
      expect(served.fake.gateway.identifies).toHaveLength(1)
      expect(served.fake.gateway.resumes).toHaveLength(0)
    },
  )

  test('fault 36: that refuses the intents at the start makes the start fail with a hint', async () => {
    const fake = await startFakeDiscord()
    fake.gateway.refuseWith = 4014
    served = await serve({ fake, start: false })
    await expect(served.adapter.start(served.engine.host)).rejects.toThrow(/4014/)
    expect(health().state).toBe('failed')
    await fake.close()
  })

  test('fault 36: gets no new session where the day’s are used up', async () => {
    const fake = await startFakeDiscord()
    let asked = 0
    const mayIdentify = async () => {
      asked += 1
      return false
    }
    served = await serve({ fake, start: false, config: { mayIdentify } })
    void served.adapter.start(served.engine.host).catch(() => undefined)
    await until(() => asked > 0)
    await until(() => health().state === 'failed')
    expect(health().lastError).toMatch(/too many sessions/)
    expect(fake.gateway.identifies).toHaveLength(0)
    await served.adapter.stop()
    await fake.close()
  })

  test('fault 37: that sends nonsense is survived', async () => {
    served = await serve()
    const { gateway } = served.fake
    gateway.sendRaw('{')
    gateway.sendRaw('[]')
    gateway.dispatch('INTERACTION_CREATE', { id: 5 })
    gateway.dispatch('INTERACTION_CREATE', null)
    gateway.dispatch('INTERACTION_CREATE', { ...nps(), type: 77 })
    gateway.dispatch('SOMETHING_NEW', { x: 1 })
    await works()
  })

  test('fault 36: hands a restarted process what it missed', async () => {
    let kept: string | null = null
    const session = {
      read: async () => kept,
      write: async (text: string | null) => {
        kept = text
      },
    }
    const fake = await startFakeDiscord()
    served = await serve({ fake, config: { session } })
    await works()
    await until(() => kept !== null)
    await served.stop()
    const missed = fake.interact(nps())
    served = await serve({ fake, config: { session } })
    await until(() => missed.response !== undefined, 'the acknowledgement')
    expect(fake.gateway.identifies).toHaveLength(1)
    expect(served.adapter.bot).toBe(BOT)
    await served.settled()
    await fake.close()
  })
})

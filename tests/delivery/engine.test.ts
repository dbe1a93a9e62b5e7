import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlatformUnreachable } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import type { DeliveryParts } from '../../src/delivery/parts.ts'
import { machineTiming, type Timing } from '../../src/delivery/timing.ts'
import {
  ChatPlatform,
  createFakeAdapter,
  type FakeAdapter,
  type FakeAdapterOptions,
} from '../fakes/chat-platform.ts'
import { createTestHost, freshStore, hastyClock, silent, until } from './harness.ts'

/** Calls that take long are given up at once. */
const impatient: Timing = {
  ...machineTiming(),
  timeout: (milliseconds, signal) =>
    machineTiming().timeout(milliseconds > 9000 ? 50 : milliseconds, signal),
}

describe('the delivery of a bot', () => {
  let base: Awaited<ReturnType<typeof freshStore>>
  let platform: ChatPlatform
  let adapter: FakeAdapter
  let engine: DeliveryEngine
  let host: ReturnType<typeof createTestHost>
  const engines: DeliveryEngine[] = []

  beforeEach(async () => {
    base = await freshStore()
    platform = new ChatPlatform()
  })
  afterEach(async () => {
    for (const each of engines.splice(0)) await each.stop()
    await base.dispose()
  })

  async function hasten(): Promise<void> {
    await base.dispose()
    base = await freshStore({ clock: hastyClock })
  }
  async function begin(
    more: Partial<FakeAdapterOptions> & {
      readonly parts?: Partial<DeliveryParts>
      readonly waits?: () => Promise<void>
    } = {},
  ): Promise<void> {
    adapter = createFakeAdapter({ calls: platform, ...more })
    host = createTestHost(base.store, base.workspace, more.waits ? { waits: more.waits } : {})
    engine = createDelivery({
      adapter,
      host,
      store: base.store,
      log: silent,
      timing: machineTiming(),
      ...more.parts,
    })
    engines.push(engine)
    await adapter.start(engine.host)
    engine.start()
  }
  const ask = (id: string, line: string, place = 'P', user = 'ann') =>
    adapter.deliver(id, { user, place, line })

  test('answers what was asked, where it was asked', async () => {
    await begin()
    await ask('1', 'say hello', 'here')
    await ask('2', 'say goodbye', 'there')
    await until(() => platform.posted.length === 2)
    expect(platform.in('here')).toEqual(['hello'])
    expect(platform.in('there')).toEqual(['goodbye'])
    await until(async () => {
      const { events, parts } = await base.store.delivery.depth()
      return events + parts === 0
    })
  })

  test('fault 31: answers an event once, however often it is delivered', async () => {
    await begin()
    await Promise.all(Array.from({ length: 100 }, () => ask('same', 'add')))
    await until(() => platform.posted.length > 0)
    await ask('same', 'add')
    await ask('other', 'add')
    await until(() => platform.posted.length === 2)
    expect(platform.in('P')).toEqual(['now 1', 'now 2'])
    expect((await base.store.span(base.workspace))?.n).toBe(2)
  })

  test('sends the parts of an answer in order', async () => {
    await begin({ partsEach: 3 })
    await ask('1', 'say x')
    await until(() => platform.posted.length === 3)
    expect(platform.in('P')).toEqual(['x', 'x 2', 'x 3'])
  })

  test('says nothing to what asks for nothing', async () => {
    await begin()
    await ask('1', '')
    await ask('2', 'say x')
    await until(() => platform.posted.length === 1)
    await until(async () => (await base.store.delivery.depth()).events === 0)
    expect(host.asked).toEqual(['say x'])
  })

  test('answers in the channel with the question what is too late in place', async () => {
    await begin()
    const past = (Math.floor(Date.now() / 1000) - 1) as EpochSeconds
    await adapter.deliver('1', { user: 'ann', place: 'P', line: 'say x' }, past)
    await until(() => platform.posted.length === 1)
    expect(platform.in('P')).toEqual(['late (say x): x'])
  })

  test('says again in the channel what the platform would not take in place any more', async () => {
    await begin({ partsEach: 2 })
    platform.fault = ({ key }) => (key.includes('late') ? undefined : { type: 'expired' })
    await ask('1', 'say x')
    await until(() => platform.posted.length === 2)
    expect(platform.in('P')).toEqual(['late (say x): x', 'late (say x): x 2'])
    expect(platform.calls).toHaveLength(3)
  })

  test('undoes what a command wrote that failed, and says so', async () => {
    await begin()
    await ask('1', 'add-and-break')
    await until(() => platform.posted.length === 1)
    expect(platform.in('P')).toEqual(['refused: Error: broken'])
    expect(await base.store.span(base.workspace)).toBeUndefined()
  })

  test('fault 25: reads back what may have been posted, and posts nothing twice', async () => {
    await hasten()
    await begin()
    platform.fault = ({ n }) => (n <= 3 ? { type: 'lost' } : undefined)
    for (const id of ['1', '2', '3', '4']) await ask(id, `say ${id}`, `place ${id}`)
    await until(() => platform.readBacks.length >= 3 && platform.posted.length === 4, 25)
    await until(async () => (await base.store.delivery.depth()).parts === 0, 25)
    expect(platform.calls).toHaveLength(4)
    expect(new Set(platform.posted.map(({ key }) => key)).size).toBe(4)
  }, 60_000)

  test('fault 28: tries again what a platform that is down did not take', async () => {
    await hasten()
    await begin()
    platform.fault = ({ n }) => (n <= 2 ? { type: 'down' } : undefined)
    await ask('1', 'say x')
    await until(() => platform.posted.length === 1)
    expect(platform.readBacks).toEqual([])
  })

  test('fault 27: asks a limited place once a window and leaves the others alone', async () => {
    await begin()
    let limited = 0
    platform.fault = ({ place }) => {
      if (place !== 'busy' || limited >= 3) return undefined
      limited += 1
      return { type: 'limited', seconds: 0.4, scope: 'place' }
    }
    for (let n = 0; n < 5; n += 1) await ask(`b${n}`, `say ${n}`, 'busy')
    for (let n = 0; n < 20; n += 1) await ask(`f${n}`, `say ${n}`, `free ${n}`)
    await until(() => platform.posted.length === 25)
    const times = platform.calls.filter(({ place }) => place === 'busy').map(({ at }) => at)
    for (let n = 1; n <= 3; n += 1) {
      expect((times[n] ?? 0) - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(395)
    }
    expect(platform.in('busy')).toEqual(['0', '1', '2', '3', '4'])
  })

  test('tries with one message alone after the bot as a whole was limited', async () => {
    let windows = 0
    let until_ = 0
    const early: string[] = []
    await begin()
    platform.fault = ({ place }) => {
      const now = Date.now()
      if (now < until_ - 5) early.push(place)
      if (windows >= 3) return undefined
      windows += 1
      until_ = now + 400
      return { type: 'limited', seconds: 0.4, scope: 'bot' }
    }
    await ask('0', 'say 0', 'place 0')
    await until(() => windows === 1)
    for (let n = 1; n < 10; n += 1) await ask(`${n}`, `say ${n}`, `place ${n}`)
    await until(() => platform.posted.length === 10)
    expect(early).toEqual([])
    expect(windows).toBe(3)
  })

  test('keeps to the rates of a platform without being told', async () => {
    const rates = { bot: [], place: () => [{ count: 2, seconds: 0.3 }] }
    const machine = machineTiming()
    const stopped = machine.now()
    const done: (number | 'call')[] = []
    /** Time stands still, and a turn has come as soon as it is waited for. */
    const timing: Timing = {
      ...machine,
      now: () => stopped,
      async wait(milliseconds, signal) {
        if (milliseconds % 300 !== 0) return await machine.wait(milliseconds, signal)
        done.push(milliseconds)
      },
    }
    await begin({ rates, parts: { timing } })
    platform.fault = () => {
      done.push('call')
      return undefined
    }
    for (let n = 0; n < 6; n += 1) await ask(`${n}`, `say ${n}`, 'P', `user ${n}`)
    await until(() => platform.posted.length === 6)
    expect(done).toEqual(['call', 'call', 300, 'call', 300, 'call', 600, 'call', 600, 'call'])
  })

  test('fault 26: lets a slow answer and a hanging call hold nobody else up', async () => {
    let release = (): void => undefined
    const waits = new Promise<void>((resolve) => {
      release = resolve
    })
    await begin({ waits: () => waits, parts: { timing: impatient } })
    platform.fault = ({ place }) => (place === 'hanging' ? { type: 'hangs' } : undefined)
    await ask('h', 'say x', 'hanging', 'zed')
    for (let n = 0; n < 5; n += 1) await ask(`w${n}`, 'wait', 'slow', 'heavy')
    for (let n = 0; n < 20; n += 1) await ask(`${n}`, `say ${n}`, `place ${n}`)
    await until(() => platform.posted.length === 20)
    release()
    await until(() => platform.in('slow').length === 5)
  })

  test('T22: answers others before most of what one person asks who asks a thousand things', async () => {
    await begin()
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) => ask(`flood ${n}`, `say ${n}`, 'flood', 'flooder')),
    )
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => ask(`calm ${n}`, `say ${n}`, `calm ${n}`, `calm ${n}`)),
    )
    await until(() => platform.posted.length === 1010, 90)
    const lastCalm = platform.posted.findLastIndex(({ place }) => place !== 'flood')
    expect(lastCalm).toBeLessThan(500)
    expect(new Set(platform.in('flood')).size).toBe(1000)
  }, 120_000)

  test('T22: tells who has a thousand questions waiting to ask again later, and answers others', async () => {
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await begin({ waits: () => released })
    await Promise.all(
      Array.from({ length: 1100 }, (_, n) => ask(`flood ${n}`, 'wait', 'flood', 'flooder')),
    )
    await ask('calm', 'say fine', 'calm', 'calm')
    await until(() => platform.in('flood').length > 0, 90)
    expect(platform.in('flood').every((text) => text.includes('questions waiting'))).toBe(true)
    await until(() => platform.in('calm').length === 1)
    expect(platform.in('flood').length).toBeLessThanOrEqual(100)
    release()
  }, 120_000)

  test('answers what one person asks in one place in that order, however long each takes', async () => {
    let release = (): void => undefined
    const waits = new Promise<void>((resolve) => {
      release = resolve
    })
    await begin({
      waits: () => waits,
      decode: async (_, { line }) => {
        if (line === 'wait first') await new Promise((resolve) => setTimeout(resolve, 100))
      },
    })
    await ask('1', 'wait first')
    for (let n = 2; n < 8; n += 1) await ask(`${n}`, `say ${n}`)
    await ask('elsewhere', 'say free', 'Q')
    await until(() => platform.in('Q').length === 1)
    expect(platform.in('P')).toEqual([])
    release()
    await until(() => platform.in('P').length === 7)
    expect(host.asked.filter((line) => line !== 'say free')).toEqual([
      'wait first',
      ...[2, 3, 4, 5, 6, 7].map((n) => `say ${n}`),
    ])
  })

  test('waits for a platform that is out of reach as long as it takes', async () => {
    let lookUps = 0
    const poison: string[] = []
    await hasten()
    await begin({
      decode: async () => {
        lookUps += 1
        if (lookUps <= 9) throw new PlatformUnreachable('fake')
      },
      parts: { onPoison: (key) => poison.push(key) },
    })
    await ask('1', 'say at last')
    await until(() => platform.in('P').length === 1, 60)
    expect(platform.in('P')).toEqual(['at last'])
    expect(poison).toEqual([])
  }, 90_000)

  test('tells the person and the operator of an event that fails again and again', async () => {
    const poison: string[] = []
    await hasten()
    await begin({
      decode: async (_, said) => {
        if (said.line === 'say poison') throw new Error('cannot be read')
      },
      parts: { onPoison: (key) => poison.push(key) },
    })
    await ask('p', 'say poison')
    await ask('1', 'say fine')
    await until(() => platform.in('P').includes('fine'))
    await until(() => poison.length === 1)
    expect(poison).toEqual(['r:fake:B1:p'])
    expect((await base.store.delivery.depth()).deadEvents).toBe(1)
  }, 90_000)

  test('fault 30: gives up what cannot be delivered and tells whoever wants to know', async () => {
    const dead: string[] = []
    await begin({ parts: { onDead: (part, reason) => dead.push(`${part.place} ${reason}`) } })
    platform.fault = ({ place }) => (place === 'P' ? { type: 'gone' } : undefined)
    await ask('1', 'say x')
    await ask('2', 'say y', 'Q')
    await until(() => platform.posted.length === 1 && dead.length === 1)
    expect(dead).toEqual(['P no-such-place'])
    expect(platform.calls).toHaveLength(2)
  })

  test('fault 30: follows a group that became another', async () => {
    await begin()
    platform.fault = ({ place }) =>
      place === 'group' ? { type: 'gone', movedTo: 'supergroup' } : undefined
    await ask('1', 'say x', 'group')
    await until(() => platform.posted.length === 1)
    expect(platform.in('supergroup')).toEqual(['x'])
  })

  test('fault 29: sends nothing more once the token is refused, and keeps all of it', async () => {
    const told: string[] = []
    await begin({ parts: { onUnauthorised: (detail) => told.push(detail) } })
    platform.fault = () => ({ type: 'revoked' })
    for (let n = 0; n < 5; n += 1) await ask(`${n}`, `say ${n}`, `place ${n}`)
    await until(() => told.length === 1)
    await engine.stop()
    expect(told).toEqual(['token_revoked'])
    platform.fault = () => undefined
    await begin()
    await until(() => platform.posted.length === 5)
  })

  test('fault 4: stops without losing what it has in hand', async () => {
    let release = (): void => undefined
    const waits = new Promise<void>((resolve) => {
      release = resolve
    })
    await begin({ waits: () => waits })
    await ask('1', 'wait')
    await until(() => host.asked.length === 1)
    const stopped = engine.stop()
    await expect(ask('2', 'say late')).rejects.toThrow()
    release()
    await stopped
    await begin()
    await until(() => platform.posted.length === 1)
  })
})

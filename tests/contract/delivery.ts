import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ClaimedPart, InboundEvent, OutgoingPart } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { DeliveryStore, EventOutcome, PartReturn, Store } from '../../src/core/store.ts'
import { answer } from './feedback.ts'

/** A clock that a test moves; in milliseconds. */
export interface TestClock {
  now: number
}

const LEASE = 30
let bots = 0

/** What the inbox and the outbox of every database must do. */
export function describeDelivery(
  open: (clock: () => number) => Promise<{
    store: Store
    /** A second process on the same database; the same store where there can be but one. */
    other: Store
    /** Opens the database anew, as after a restart. */
    reopen(): Promise<Store>
    dispose(): Promise<void>
  }>,
): void {
  const clock: TestClock = { now: Date.UTC(2026, 10, 16, 9) }
  let store: Store
  let other: Store
  let opened: Awaited<ReturnType<typeof open>>
  let delivery: DeliveryStore
  let bot = ''
  beforeAll(async () => {
    opened = await open(() => clock.now)
    ;({ store, other } = opened)
    delivery = store.delivery
  })
  afterAll(async () => {
    await opened.dispose()
  })
  beforeEach(() => {
    bots += 1
    bot = `bot ${bots}`
    clock.now += 1_000
  })

  const seconds = (): EpochSeconds => Math.floor(clock.now / 1000) as EpochSeconds
  const event = (externalId: string, more: Partial<InboundEvent> = {}): InboundEvent => ({
    platform: 'test',
    bot,
    externalId,
    receivedAt: seconds(),
    replyBy: null,
    payload: `{"line":"nps ${externalId}"}`,
    ...more,
  })
  const part = (key: string, place = 'P', more: Partial<OutgoingPart> = {}): OutgoingPart => ({
    key: `${bot}:${key}`,
    platform: 'test',
    bot,
    place,
    payload: key,
    notBefore: seconds(),
    giveUpAt: (seconds() + 3600) as EpochSeconds,
    ...more,
  })
  const says = (...parts: OutgoingPart[]): EventOutcome => ({
    parts,
    buttons: [],
    reply: '{"kind":"notice"}',
  })
  const claimEvents = (limit = 10, of = delivery) => of.claimEvents('test', bot, limit, LEASE)
  const claimParts = (limit = 10, of = delivery) => of.claimParts('test', bot, limit, LEASE)
  const payloads = (parts: readonly ClaimedPart[]): string[] => parts.map(({ payload }) => payload)
  const states = async (): Promise<string[]> =>
    (await delivery.partStates(`${bot}:`)).map(({ key, state }) => `${key.split(':')[1]} ${state}`)
  const later = (more: Partial<PartReturn> = {}): PartReturn => ({
    afterSeconds: 5,
    doubtful: false,
    attempted: true,
    detail: 'busy',
    ...more,
  })
  async function one<Item>(items: Promise<readonly Item[]>): Promise<Item> {
    const [first, ...rest] = await items
    expect(rest).toEqual([])
    if (first === undefined) throw new Error('nothing was claimed')
    return first
  }

  describe('the inbox', () => {
    test('takes an event once, however often and at once it is delivered', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          (index % 2 ? store : other).delivery.receive(event('same')),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(1)
      expect(await delivery.receive(event('same'))).toBe('known')
      expect(await claimEvents()).toHaveLength(1)
    })

    test('keeps bots and platforms apart', async () => {
      await delivery.receive(event('e'))
      expect(await delivery.receive(event('e', { bot: `${bot} too` }))).toBe('new')
      expect(await delivery.receive(event('e', { platform: 'elsewhere' }))).toBe('new')
      expect(await claimEvents()).toHaveLength(1)
    })

    test('gives events out in the order of their arrival, as they came', async () => {
      await Promise.all(['1', '2', '3'].map((id) => delivery.receive(event(id))))
      await delivery.receive(event('4', { replyBy: (seconds() + 900) as EpochSeconds }))
      const claimed = await claimEvents(3)
      expect(claimed.map(({ externalId }) => externalId)).toEqual(['1', '2', '3'])
      expect(await one(claimEvents())).toEqual({
        ...event('4', { replyBy: (seconds() + 900) as EpochSeconds }),
        fence: 1,
        attempts: 0,
        failures: 0,
      })
    })

    test('gives an event to one holder, and to another when the lease has ended', async () => {
      await delivery.receive(event('e'))
      const first = await one(claimEvents())
      expect(await claimEvents(10, other.delivery)).toEqual([])
      clock.now += (LEASE - 1) * 1000
      expect(await claimEvents()).toEqual([])
      clock.now += 1000
      const second = await one(claimEvents(10, other.delivery))
      expect(second).toMatchObject({ attempts: 1, fence: first.fence + 1 })
      expect(await delivery.completeEvent(first, says(part('late')))).toBe(false)
      expect(await delivery.failEvent(first, 'late', 0)).toBe('late')
      expect(await other.delivery.completeEvent(second, says(part('answer')))).toBe(true)
      expect(await states()).toEqual(['answer pending'])
      expect(await other.delivery.completeEvent(second, says(part('again')))).toBe(false)
    })

    test('shares events between processes without giving one out twice', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `${index}`)
      await Promise.all(ids.map((id) => delivery.receive(event(id))))
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          claimEvents(10, (index % 2 ? store : other).delivery),
        ),
      )
      const given = claims.flat().map(({ externalId }) => externalId)
      expect(new Set(given).size).toBe(given.length)
      const rest = await claimEvents(100)
      expect(given.length + rest.length).toBe(40)
    })

    test('gives a failed event again after a while, and buries it after the fifth failure', async () => {
      await delivery.receive(event('poison'))
      for (let failure = 1; failure <= 5; failure += 1) {
        const claimed = await one(claimEvents())
        expect(claimed.failures).toBe(failure - 1)
        const state = await delivery.failEvent(claimed, 'cannot be read', 2)
        expect(state).toBe(failure < 5 ? 'again' : 'dead')
        expect(await claimEvents()).toEqual([])
        clock.now += 2000
      }
      expect(await claimEvents()).toEqual([])
      expect(await delivery.receive(event('poison'))).toBe('known')
    })

    test('holds what no database likes in text', async () => {
      const odd = event('zero \0 half \ud800', { payload: '{"line":"\ud83d"}' })
      expect(await delivery.receive(odd)).toBe('new')
      expect(await delivery.receive(odd)).toBe('known')
      const claimed = await one(claimEvents())
      expect(await delivery.completeEvent(claimed, says(part('key \0')))).toBe(true)
    })
  })

  describe('the outbox', () => {
    test('gives one part a place at a time, in order', async () => {
      await delivery.enqueue([part('a1', 'A'), part('a2', 'A'), part('b1', 'B')], [])
      const first = await claimParts()
      expect(payloads(first)).toEqual(['a1', 'b1'])
      expect(await claimParts(10, other.delivery)).toEqual([])
      expect(await states()).toEqual(['a1 sending', 'a2 pending', 'b1 sending'])
      for (const each of first) expect(await delivery.partSent(each, 'ref', null)).toBe('sent')
      expect(payloads(await claimParts())).toEqual(['a2'])
    })

    test('stores a key once', async () => {
      await delivery.enqueue([part('once')], [])
      await delivery.enqueue([part('once', 'Q', { payload: 'other' }), part('more')], [])
      expect(await states()).toEqual(['once pending', 'more pending'])
      expect(payloads(await claimParts())).toEqual(['once'])
    })

    test('remembers what was made, and forgets the words', async () => {
      await delivery.enqueue([part('p')], [])
      const claimed = await one(claimParts())
      expect(await delivery.partSent(claimed, '171.2', 'https://chat.test/171')).toBe('sent')
      expect(await delivery.partStates(`${bot}:p`)).toEqual([
        {
          key: `${bot}:p`,
          state: 'sent',
          attempts: 1,
          reference: '171.2',
          url: 'https://chat.test/171',
          detail: null,
          sentAt: seconds(),
        },
      ])
      expect(await delivery.partSent(claimed, '171.2', null)).toBe('known')
      expect(await delivery.partSent(claimed, 'again', null)).toBe('twice')
    })

    test('makes a part doubtful whose holder vanished, and fences that holder out', async () => {
      await delivery.enqueue([part('p')], [])
      const first = await one(claimParts())
      expect(first).toMatchObject({ doubtful: false, attempts: 0, firstAttemptAt: seconds() })
      expect(await delivery.notePart(first, 'file F1')).toBe(true)
      expect(await delivery.remainingLease(first)).toBe(LEASE)
      const begun = seconds()
      clock.now += LEASE * 1000
      const second = await one(claimParts(10, other.delivery))
      expect(second).toMatchObject({
        doubtful: true,
        attempts: 1,
        memo: 'file F1',
        firstAttemptAt: begun,
      })
      expect(await delivery.remainingLease(first)).toBe(0)
      expect(await delivery.notePart(first, 'late')).toBe(false)
      expect(await delivery.partLater(first, later())).toBe(false)
      expect(await delivery.partDead(first, 'late')).toBe(false)
      expect(await other.delivery.partSent(second, 'ref', null)).toBe('sent')
    })

    test('keeps the message that was told first where two holders posted one', async () => {
      await delivery.enqueue([part('p')], [])
      const first = await one(claimParts())
      clock.now += LEASE * 1000
      const second = await one(claimParts(10, other.delivery))
      expect(await delivery.partSent(first, 'of the first', null)).toBe('sent')
      expect(await other.delivery.remainingLease(second)).toBe(0)
      expect(await other.delivery.partSent(second, 'of the first', null)).toBe('known')
      expect(await other.delivery.partSent(second, 'of the second', null)).toBe('twice')
      const [stands] = await delivery.partStates(`${bot}:p`)
      expect(stands).toMatchObject({ state: 'sent', reference: 'of the first' })
    })

    test('writes down together what becomes of many parts, each by itself', async () => {
      const many = Array.from({ length: 40 }, (_, n) => part(`p${n}`, `P${n}`))
      await delivery.enqueue(many, [])
      const claimed = await claimParts(100)
      const outcomes = await Promise.all(
        claimed.map(async (each, n) => {
          if (n % 4 === 0) return await delivery.partSent(each, `ref ${n}`, null)
          if (n % 4 === 1) return await delivery.partLater(each, later())
          if (n % 4 === 2) return await delivery.partDead(each, 'invalid')
          return await delivery.notePart({ ...each, fence: each.fence + 1 }, 'of another')
        }),
      )
      expect(outcomes).toEqual(claimed.map((_, n) => ['sent', true, true, false][n % 4]))
      const ends = ['sent', 'pending', 'dead', 'sending']
      expect(await states()).toEqual(many.map((_, n) => `p${n} ${ends[n % 4]}`))
    })

    test('waits with the rest of a place while its first part waits, and leaves others alone', async () => {
      await delivery.enqueue([part('a1', 'A'), part('a2', 'A')], [])
      const first = await one(claimParts())
      await delivery.partLater(first, later({ doubtful: true }))
      await delivery.enqueue([part('b1', 'B')], [])
      expect(payloads(await claimParts())).toEqual(['b1'])
      clock.now += 5000
      expect(await one(claimParts())).toMatchObject({ payload: 'a1', doubtful: true, attempts: 1 })
    })

    test('does not count an attempt that was none', async () => {
      await delivery.enqueue([part('p')], [])
      await delivery.partLater(
        await one(claimParts()),
        later({ attempted: false, afterSeconds: 0 }),
      )
      expect(await one(claimParts())).toMatchObject({ attempts: 0, doubtful: false })
    })

    test('goes on behind a dead part', async () => {
      await delivery.enqueue([part('a1', 'A'), part('a2', 'A')], [])
      expect(await delivery.partDead(await one(claimParts()), 'no such place')).toBe(true)
      expect(await states()).toEqual(['a1 dead', 'a2 pending'])
      expect(payloads(await claimParts())).toEqual(['a2'])
    })

    test('holds nothing up for what is to be sent later', async () => {
      const tomorrow = (seconds() + 86_400) as EpochSeconds
      await delivery.enqueue([part('digest', 'A', { notBefore: tomorrow }), part('now', 'A')], [])
      const first = await one(claimParts())
      expect(first.payload).toBe('now')
      await delivery.partSent(first, 'ref', null)
      expect(await claimParts()).toEqual([])
      clock.now += 86_400_000
      expect(payloads(await claimParts())).toEqual(['digest'])
    })

    test('gives each part to one of many processes', async () => {
      const parts = Array.from({ length: 60 }, (_, index) => part(`${index}`, `place ${index % 6}`))
      await delivery.enqueue(parts, [])
      const sent: string[] = []
      while (sent.length < parts.length) {
        const claims = await Promise.all([
          claimParts(4),
          claimParts(4, other.delivery),
          claimParts(4, other.delivery),
        ])
        const claimed = claims.flat()
        expect(new Set(claimed.map(({ place }) => place)).size).toBe(claimed.length)
        for (const each of claimed) {
          if ((await delivery.partSent(each, each.payload, null)) === 'sent')
            sent.push(each.payload)
        }
      }
      expect(new Set(sent).size).toBe(60)
      for (let place = 0; place < 6; place += 1) {
        const inPlace = sent.map(Number).filter((index) => index % 6 === place)
        expect(inPlace).toEqual([...inPlace].sort((a, b) => a - b))
      }
    })

    test('follows a place that moved', async () => {
      await delivery.enqueue([part('p', 'group'), part('q', 'other')], [])
      await delivery.movePlace('test', bot, 'group', 'supergroup')
      expect((await claimParts()).map(({ place }) => place)).toEqual(['supergroup', 'other'])
    })
  })

  describe('pauses', () => {
    test('of a place leave the others alone; after it there is one attempt', async () => {
      await delivery.enqueue([part('a1', 'A'), part('a2', 'A'), part('b1', 'B')], [])
      const [limited, free] = (await claimParts()) as [ClaimedPart, ClaimedPart]
      await delivery.pause('test', bot, 'A', 10)
      await delivery.partLater(limited, later({ attempted: false, afterSeconds: 0 }))
      await delivery.partSent(free, 'ref', null)
      await delivery.enqueue([part('b2', 'B')], [])
      expect(payloads(await claimParts())).toEqual(['b2'])
      clock.now += 9_999
      expect(await claimParts(10, other.delivery)).toEqual([])
      clock.now += 1
      expect(payloads(await claimParts())).toEqual(['a1'])
      expect(await claimParts()).toEqual([])
    })

    test('of the bot hold everything; after it one part tries alone until it is sent', async () => {
      await delivery.enqueue(
        ['A', 'B', 'C'].map((place) => part(place, place)),
        [],
      )
      const claimed = await claimParts()
      await delivery.pause('test', bot, null, 10)
      await delivery.pause('test', bot, null, 5)
      for (const each of claimed) {
        await delivery.partLater(each, later({ attempted: false, afterSeconds: 0 }))
      }
      clock.now += 9_999
      expect(await claimParts()).toEqual([])
      clock.now += 1
      const trial = await one(claimParts())
      expect(await claimParts(10, other.delivery)).toEqual([])
      await delivery.pause('test', bot, null, 20)
      await delivery.partLater(trial, later({ attempted: false, afterSeconds: 0 }))
      clock.now += 19_999
      expect(await claimParts()).toEqual([])
      clock.now += 1
      const second = await one(claimParts(10, other.delivery))
      expect(await delivery.partSent(second, 'ref', null)).toBe('sent')
      expect(await claimParts()).toHaveLength(2)
    })

    test('end although the part that tried has vanished', async () => {
      await delivery.enqueue(
        ['A', 'B'].map((place) => part(place, place)),
        [],
      )
      await delivery.pause('test', bot, null, 10)
      clock.now += 10_000
      expect(await claimParts()).toHaveLength(1)
      clock.now += LEASE * 1000
      const trial = await one(claimParts())
      expect(await claimParts()).toEqual([])
      await delivery.partDead(trial, 'gone')
      expect(await claimParts()).toHaveLength(1)
    })

    test('are of one bot', async () => {
      await delivery.pause('test', bot, null, 1000)
      bot = `${bot} too`
      await delivery.enqueue([part('p')], [])
      expect(await claimParts()).toHaveLength(1)
    })
  })

  describe('an answered event', () => {
    test('keeps its words until all its parts are out', async () => {
      await delivery.receive(event('e'))
      await delivery.completeEvent(await one(claimEvents()), says(part('1'), part('2')))
      const first = await one(claimParts())
      expect(await delivery.answeredEvent(first)).toEqual({
        event: event('e'),
        reply: '{"kind":"notice"}',
      })
      await delivery.partSent(first, 'ref', null)
      const second = await one(claimParts())
      expect(await delivery.answeredEvent(second)).toBeDefined()
      await delivery.partSent(second, 'ref', null)
      expect(await delivery.answeredEvent(second)).toBeUndefined()
    })

    test('can be answered elsewhere when it is too late in place', async () => {
      await delivery.receive(event('e'))
      await delivery.completeEvent(await one(claimEvents()), says(part('1'), part('2')))
      const first = await one(claimParts())
      const moved = [part('l1', 'channel'), part('l2', 'channel')]
      expect(await delivery.replaceParts(first, 'expired', moved, [])).toBe(true)
      expect(await delivery.replaceParts(first, 'expired', moved, [])).toBe(false)
      expect(await states()).toEqual(['1 dead', '2 dead', 'l1 pending', 'l2 pending'])
      expect(await delivery.answeredEvent(await one(claimParts()))).toBeDefined()
    })

    test('that says nothing leaves nothing', async () => {
      await delivery.receive(event('e'))
      const claimed = await one(claimEvents())
      expect(await delivery.completeEvent(claimed, { parts: [], buttons: [], reply: null })).toBe(
        true,
      )
      expect(await claimEvents()).toEqual([])
    })
  })

  test('buttons keep their lines', async () => {
    const buttons = [{ key: 'k1', line: 'quotes "slow delivery" page:2' }]
    await delivery.enqueue([part('p')], buttons)
    await delivery.enqueue([part('q')], buttons)
    expect(await delivery.buttonLine('k1')).toBe('quotes "slow delivery" page:2')
    expect(await delivery.buttonLine('never given')).toBeUndefined()
  })

  test('depths tell how much waits and since when', async () => {
    const before = await delivery.depth()
    await delivery.receive(event('open'))
    await delivery.enqueue([part('waiting')], [])
    const { events, parts } = await delivery.depth()
    expect([events - before.events, parts - before.parts]).toEqual([1, 1])
    await delivery.partDead(await one(claimParts()), 'x')
    expect((await delivery.depth()).deadParts - before.deadParts).toBe(1)
  })

  test('days are counted', async () => {
    const day = `2026-11-${bots}`
    const counts = await Promise.all([1, 2, 3].map(() => delivery.countOn(day, 'starts')))
    expect([...counts].sort()).toEqual([1, 2, 3])
    expect(await delivery.countOn(day, 'other')).toBe(1)
  })

  test('one leads at a time', async () => {
    expect(await delivery.lead(bot, 'one', 10)).toBe(true)
    expect(await other.delivery.lead(bot, 'two', 10)).toBe(false)
    expect(await delivery.lead(bot, 'one', 10)).toBe(true)
    clock.now += 10_000
    expect(await other.delivery.lead(bot, 'two', 10)).toBe(true)
    expect(await delivery.lead(bot, 'one', 10)).toBe(false)
    expect(await other.delivery.lead(bot, 'two', 0)).toBe(true)
    expect(await delivery.lead(bot, 'one', 10)).toBe(true)
  })

  test('short texts are kept', async () => {
    expect(await delivery.kept(`session ${bot}`)).toBeNull()
    await delivery.keep(`session ${bot}`, 'first')
    await delivery.keep(`session ${bot}`, 'second')
    expect(await other.delivery.kept(`session ${bot}`)).toBe('second')
    await delivery.keep(`session ${bot}`, null)
    expect(await delivery.kept(`session ${bot}`)).toBeNull()
  })

  test('an event that is still in hand is held for longer', async () => {
    await delivery.receive(event('e'))
    const claimed = await one(claimEvents())
    clock.now += (LEASE - 1) * 1000
    await delivery.renewEvents([claimed], LEASE)
    clock.now += (LEASE - 1) * 1000
    expect(await claimEvents()).toEqual([])
    clock.now += 1000
    expect(await claimEvents()).toHaveLength(1)
  })

  test('an event that is postponed comes again untried', async () => {
    await delivery.receive(event('e'))
    const claimed = await one(claimEvents())
    expect(await delivery.postponeEvent(claimed, 2)).toBe(true)
    expect(await claimEvents()).toEqual([])
    clock.now += 2000
    expect(await one(claimEvents())).toMatchObject({ attempts: 0, failures: 0 })
    expect(await delivery.postponeEvent(claimed, 2)).toBe(false)
  })

  test('what is over is forgotten, the ids last', async () => {
    await delivery.receive(event('done'))
    await delivery.completeEvent(await one(claimEvents()), says(part('1')))
    await delivery.partDead(await one(claimParts()), 'gone')
    clock.now += 3_600_000
    await delivery.forgetDelivered(seconds(), (seconds() - 7 * 86_400) as EpochSeconds)
    expect(await delivery.receive(event('done'))).toBe('known')
    expect(await states()).toEqual(['1 dead'])
    clock.now += 7 * 86_400_000
    await delivery.forgetDelivered(seconds(), (seconds() - 7 * 86_400) as EpochSeconds)
    expect(await states()).toEqual([])
    expect(await delivery.receive(event('done'))).toBe('new')
  })

  test('100,000 deliveries of 1,000 events, out of order, are 1,000 events', async () => {
    let seed = 7
    const outcomes = { new: 0, known: 0 }
    for (let round = 0; round < 100; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 1000 }, (_, index) => {
          seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
          const id = round === 0 ? index : seed % 1000
          return (index % 3 ? store : other).delivery.receive(event(`${id}`))
        }),
      )
      for (const each of answers) outcomes[each] += 1
    }
    expect(outcomes).toEqual({ new: 1000, known: 99_000 })
    const claimed = await claimEvents(2000)
    expect(new Set(claimed.map(({ externalId }) => externalId)).size).toBe(1000)
  }, 120_000)

  describe('a transaction', () => {
    const workspace = async (): Promise<Store['workspaces'] extends never ? never : number> => {
      const settings = { zone: 'UTC', locale: 'en', sample: false } as const
      return (await store.ensureWorkspace(`delivery ${bot}`, settings)).id
    }
    const feedbackOf = async (id: number): Promise<number> =>
      (await store.span(id as never))?.n ?? 0

    test('holds effects, what is said and the done mark together', async () => {
      const ws = (await workspace()) as never
      await delivery.receive(event('write'))
      const claimed = await one(claimEvents())
      const done = await store.atomically(async (inner) => {
        await inner.add(ws, answer(9))
        expect((await inner.span(ws))?.n).toBe(1)
        expect((await inner.exportPage(ws, null, 10)).length).toBe(1)
        expect(await feedbackOf(ws)).toBe(0)
        return await inner.delivery.completeEvent(claimed, says(part('said')))
      })
      expect(done).toBe(true)
      expect(await feedbackOf(ws)).toBe(1)
      expect(await states()).toEqual(['said pending'])
      expect(payloads(await claimParts())).toEqual(['said'])
      clock.now += LEASE * 1000
      expect(await claimEvents()).toEqual([])
      expect(await delivery.receive(event('write'))).toBe('known')
    })

    test('that fails leaves nothing behind, in the database or in memory', async () => {
      const ws = (await workspace()) as never
      await delivery.receive(event('write'))
      const claimed = await one(claimEvents())
      const named = { ...answer(9), brand: 'Rolled back', author: 'Nobody' }
      await expect(
        store.atomically(async (inner) => {
          await inner.ingest(ws, { items: [named], derivedIds: false })
          await inner.delivery.completeEvent(claimed, says(part('said')))
          await inner.delivery.enqueue([part('more')], [])
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      expect(await feedbackOf(ws)).toBe(0)
      expect(await states()).toEqual([])
      await store.ingest(ws, { items: [{ ...answer(3), brand: 'Kept' }, named], derivedIds: false })
      const [first, second] = await store.exportPage(ws, null, 10)
      expect([first?.brand, second?.brand]).toEqual(['Kept', 'Rolled back'])
      expect(await store.names(ws, 'brand', { limit: 10 })).toHaveLength(2)
      clock.now += LEASE * 1000
      expect(await one(claimEvents())).toMatchObject({ externalId: 'write', attempts: 1 })
    })

    test('of a holder that came too late does nothing', async () => {
      const ws = (await workspace()) as never
      await delivery.receive(event('write'))
      const first = await one(claimEvents())
      clock.now += LEASE * 1000
      const second = await one(claimEvents())
      const attempt = (claimed: typeof first) =>
        store.atomically(async (inner) => {
          await inner.add(ws, answer(9))
          if (!(await inner.delivery.completeEvent(claimed, says(part('said'))))) {
            throw new Error('too late')
          }
        })
      await expect(attempt(first)).rejects.toThrow('too late')
      await attempt(second)
      await expect(attempt(second)).rejects.toThrow('too late')
      expect(await feedbackOf(ws)).toBe(1)
      expect(await states()).toEqual(['said pending'])
    })

    test('undoes a single call that failed, and keeps the rest', async () => {
      const ws = (await workspace()) as never
      await store.atomically(async (inner) => {
        await inner.add(ws, answer(9))
        await expect(inner.finishImport(ws, 999 as never, seconds())).rejects.toThrow()
        await inner.add(ws, answer(3))
      })
      expect(await feedbackOf(ws)).toBe(2)
    })

    test('stands beside others that write', async () => {
      const ws = (await workspace()) as never
      await Promise.all([
        ...Array.from({ length: 10 }, () => store.add(ws, answer(9))),
        ...Array.from({ length: 10 }, () =>
          store.atomically(async (inner) => {
            await inner.add(ws, answer(1))
          }),
        ),
      ])
      expect(await feedbackOf(ws)).toBe(20)
    })

    test('is there after a restart', async () => {
      const ws = (await workspace()) as never
      await delivery.receive(event('write'))
      const claimed = await one(claimEvents())
      await store.atomically(async (inner) => {
        await inner.add(ws, answer(9))
        await inner.delivery.completeEvent(claimed, says(part('said')))
      })
      const again = await opened.reopen()
      expect(await again.delivery.partStates(`${bot}:`)).toMatchObject([{ state: 'pending' }])
      await again.close()
    })
  })
}

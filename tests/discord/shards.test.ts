import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { registry } from '../../commands/index.ts'
import { createShardLeases } from '../../src/cli/shard-leases.ts'
import type { ChatAdapter } from '../../src/core/delivery.ts'
import { freshStore, hastyClock, silent } from '../delivery/harness.ts'
import { slash } from '../fakes/discord/interactions.ts'
import { BOT, type FakeDiscord, startFakeDiscord, TOKEN } from '../fakes/discord/server.ts'
import { until } from './served.ts'

interface Process {
  readonly adapter: ChatAdapter
  /** What it was the first to receive. */
  readonly received: string[]
  /** Ends it without a word to the others. */
  kill(): Promise<void>
}

describe('a gateway that several processes share', () => {
  let fake: FakeDiscord
  let base: Awaited<ReturnType<typeof freshStore>>
  /** Those that live, and all that ever did. */
  let processes: Process[]
  let everyone: Process[]
  let counted: number

  beforeEach(async () => {
    fake = await startFakeDiscord()
    base = await freshStore({ clock: hastyClock })
    processes = []
    everyone = []
    counted = 0
  })
  afterEach(async () => {
    for (const { adapter } of processes) await adapter.stop()
    await base.dispose()
    await fake.close()
  })

  async function begin(): Promise<Process> {
    const { delivery } = base.store
    const received: string[] = []
    let dead = false
    const leases = createShardLeases(delivery, 'discord:test', () => everyone.length)
    const alive = async (): Promise<void> => {
      if (dead) throw new Error('dead')
    }
    const adapter = createDiscordAdapter({
      token: { reveal: () => TOKEN },
      guild: null,
      api: fake.api,
      mayIdentify: async () => {
        counted += 1
        return true
      },
      session: {
        read: (shard) => delivery.kept(`session ${shard}`),
        write: (text, shard) => delivery.keep(`session ${shard}`, text),
      },
      shards: {
        ...leases,
        lookMilliseconds: 20,
        release: (shard) => alive().then(() => leases.release(shard)),
        leave: () => alive().then(() => leases.leave()),
      },
    })
    const process: Process = {
      adapter,
      received,
      async kill() {
        dead = true
        processes = processes.filter((each) => each !== process)
        await adapter.stop()
      },
    }
    processes.push(process)
    everyone.push(process)
    await adapter.start({
      registry,
      charts: { render: async () => new Uint8Array(), close: async () => undefined },
      log: silent,
      answer: async () => {
        throw new Error('nothing is answered here')
      },
      complete: async () => [],
      buttonLine: async () => undefined,
      async receive(event) {
        const outcome = await delivery.receive(event)
        if (outcome === 'new') received.push(event.externalId)
        return outcome
      },
    })
    return process
  }

  /** Something is asked in each of so many servers, one after another in each shard. */
  function askEverywhere(servers: number) {
    return Array.from({ length: servers }, (_, n) => {
      const guild = String(BigInt(800_000 + n) << 22n)
      return fake.interact(slash('nps', { period: 'last-week' }, { guild_id: guild }))
    })
  }
  const allHeld = () => fake.gateway.held().join() === '0,1,2,3'
  const share = ({ received }: Process) => received.length
  /** Resolves when all of it is acknowledged and stored. */
  async function arrived(asked: ReturnType<typeof askEverywhere>): Promise<void> {
    await until(() => asked.every(({ response }) => response !== undefined), 'acknowledging')
    await until(async () => (await base.store.delivery.depth()).events >= asked.length, 'storing')
    const ids = everyone.flatMap(({ received }) => received)
    expect(ids.sort()).toEqual(asked.map(({ id }) => id).sort())
  }

  test('is divided: every server’s question is received once, by the process of its shard', async () => {
    fake.gateway.shards = 4
    for (let n = 0; n < 3; n += 1) await begin()
    await until(allHeld, 'four shards')
    await until(async () => {
      const kept = [0, 1, 2, 3].map((n) => base.store.delivery.kept(`discord:test:shard:${n}`))
      return new Set(await Promise.all(kept)).size === 3 && allHeld()
    }, 'three holders')
    for (const { adapter } of processes) {
      expect(adapter.health().state).toBe('running')
      expect(adapter.bot).toBe(BOT)
    }
    const asked = askEverywhere(12)
    await arrived(asked)
    expect(Math.max(...processes.map(share))).toBeLessThan(12)
    expect(fake.violations).toEqual([])
  }, 60_000)

  test('gives a new process its share, and goes on with the same sessions there', async () => {
    fake.gateway.shards = 4
    await begin()
    await until(allHeld, 'four shards')
    const late = await begin()
    await until(() => fake.gateway.resumes.length >= 2, 'two shards that move')
    await until(allHeld, 'four shards again')
    const asked = askEverywhere(8)
    await arrived(asked)
    expect(share(late)).toBe(4)
    expect(processes.map(share)).toEqual([4, 4])
    expect(fake.gateway.identifies).toHaveLength(4)
  }, 60_000)

  test('is held whole again after a process was killed, and what came meanwhile is received', async () => {
    fake.gateway.shards = 4
    for (let n = 0; n < 3; n += 1) await begin()
    await until(allHeld, 'four shards')
    const [victim] = processes
    await victim?.kill()
    await until(() => !allHeld(), 'the loss')
    const asked = askEverywhere(8)
    await until(allHeld, 'four shards again')
    await arrived(asked)
  }, 60_000)

  test('opens one session at a time, and counts each against the day’s', async () => {
    fake.gateway.shards = 4
    await Promise.all([begin(), begin()])
    await until(allHeld, 'four shards')
    const { identifies } = fake.gateway
    expect(identifies.map(({ shard }) => shard[0]).sort()).toEqual([0, 1, 2, 3])
    expect(identifies.every(({ shard }) => shard[1] === 4)).toBe(true)
    expect(counted).toBe(4)
    const turns = identifies.map(({ at }) => at).sort((one, other) => one - other)
    for (const [n, at] of turns.slice(1).entries()) {
      /** Five seconds of a clock that runs twenty times as fast. */
      expect(at - (turns[n] ?? at)).toBeGreaterThan(100)
    }
  }, 60_000)

  test('of one shard has one holder, and another that takes it over', async () => {
    const first = await begin()
    const second = await begin()
    await until(() => fake.gateway.connected())
    const before = fake.interact(slash('nps'))
    await arrived([before])
    expect([first, second].map(share)).toEqual([1, 0])
    await first.kill()
    await until(() => !fake.gateway.connected())
    const after = fake.interact(slash('nps'))
    await arrived([before, after])
    expect(share(second)).toBe(1)
    expect(fake.gateway.identifies).toHaveLength(1)
  }, 60_000)

  test('keeps its number of shards while a process is there', async () => {
    fake.gateway.shards = 2
    await begin()
    await until(() => fake.gateway.held().join() === '0,1', 'two shards')
    fake.gateway.shards = 4
    await begin()
    await until(() => fake.gateway.resumes.length > 0, 'a shard that moves')
    expect(fake.gateway.identifies.every(({ shard }) => shard[1] === 2)).toBe(true)
  }, 60_000)
})

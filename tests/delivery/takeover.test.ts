import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import {
  ChatPlatform,
  createFakeAdapter,
  type FakeAdapter,
  type PlatformCalls,
} from '../fakes/chat-platform.ts'
import { createTestHost, freshStore, hastyClock, silent, until } from './harness.ts'

describe('two processes that share a database', () => {
  let base: Awaited<ReturnType<typeof freshStore>>
  let platform: ChatPlatform
  const engines: DeliveryEngine[] = []

  beforeEach(async () => {
    base = await freshStore({ clock: hastyClock })
    platform = new ChatPlatform()
  })
  afterEach(async () => {
    for (const each of engines.splice(0)) await each.stop()
    await base.dispose()
  })

  interface Process {
    readonly calls: PlatformCalls
    /** Whether it stands still. */
    readonly isHeld: () => boolean
  }
  async function begin({ calls, isHeld }: Process): Promise<FakeAdapter> {
    const adapter = createFakeAdapter({ calls })
    const host = createTestHost(base.store, base.workspace)
    const { delivery } = base.store
    const claimParts: typeof delivery.claimParts = async (...words) =>
      isHeld() ? [] : await delivery.claimParts(...words)
    const store = Object.create(base.store, { delivery: { value: { ...delivery, claimParts } } })
    const engine = createDelivery({ adapter, host, store, log: silent, timing: machineTiming() })
    engines.push(engine)
    await adapter.start(engine.host)
    engine.start()
    return adapter
  }

  const healthy = (): Process => ({ calls: platform, isHeld: () => false })

  /** A process that stands still at one step of its first call, until it is let go. */
  function heldUp(step: 'before the call' | 'after the call') {
    let state: 'working' | 'held' | 'free' = 'working'
    let letGo = (): void => undefined
    const freed = new Promise<void>((resolve) => {
      letGo = () => {
        state = 'free'
        resolve()
      }
    })
    const calls: PlatformCalls = {
      async post(key, place, text) {
        state = 'held'
        if (step === 'before the call') await freed
        const outcome = await platform.post(key, place, text)
        if (step === 'after the call') await freed
        return outcome
      },
      find: (key) => platform.find(key),
      retract: (reference) => platform.retract(reference),
    }
    return { calls, letGo, isHeld: () => state === 'held' }
  }
  const depthIsZero = async (): Promise<boolean> => (await base.store.delivery.depth()).parts === 0

  test('fault 23: a process held up beyond its lease before it posts takes its second copy away', async () => {
    const slow = heldUp('before the call')
    const frozen = await begin(slow)
    await frozen.deliver('1', { user: 'ann', place: 'P', line: 'say once' })
    await until(slow.isHeld)
    await begin(healthy())
    await until(() => platform.in('P').length === 1)
    expect(platform.readBacks).toEqual(['r:fake:B1:1:0'])
    slow.letGo()
    await until(() => platform.posted.length === 2)
    await until(() => platform.in('P').length === 1)
    await until(depthIsZero)
    expect(platform.in('P')).toEqual(['once'])
  }, 30_000)

  test('fault 3: what stands there is read back by whoever takes over, and stays alone', async () => {
    const slow = heldUp('after the call')
    const frozen = await begin(slow)
    await frozen.deliver('1', { user: 'ann', place: 'P', line: 'say once' })
    await until(() => platform.posted.length === 1)
    await begin(healthy())
    await until(depthIsZero)
    slow.letGo()
    await until(depthIsZero)
    expect(platform.readBacks).toEqual(['r:fake:B1:1:0'])
    expect(platform.calls).toHaveLength(1)
    expect(platform.in('P')).toEqual(['once'])
  }, 30_000)

  test('fault 23: a copy that is told first stands, and the one that comes later goes', async () => {
    const first = heldUp('before the call')
    const second = heldUp('after the call')
    const frozen = await begin(first)
    await frozen.deliver('1', { user: 'ann', place: 'P', line: 'say once' })
    await until(first.isHeld)
    await begin(second)
    await until(() => platform.posted.length === 1)
    first.letGo()
    await until(() => platform.posted.length === 2)
    await until(depthIsZero)
    const [stands] = await base.store.delivery.partStates('r:fake:B1:1:0')
    expect(stands).toMatchObject({ state: 'sent', reference: '2' })
    second.letGo()
    await until(async () => (await base.store.delivery.partStates('x:')).length === 1)
    await until(() => platform.in('P').length === 1)
    await until(depthIsZero)
    expect(await base.store.delivery.partStates('x:')).toMatchObject([{ reference: '1' }])
  }, 30_000)
})

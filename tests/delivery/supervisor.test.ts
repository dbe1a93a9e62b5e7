import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/access.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { healthOf, metricsOf } from '../../src/delivery/status.ts'
import {
  type PlatformSource,
  type Supervisor,
  startSupervisor,
} from '../../src/delivery/supervisor.ts'
import { machineTiming, type Timing } from '../../src/delivery/timing.ts'
import { ChatPlatform, createFakeAdapter, type FakeAdapter } from '../fakes/chat-platform.ts'
import { createTestHost, freshStore, silent, until } from './harness.ts'

/** Back-off and the look at the settings are quick. */
const quick: Timing = {
  ...machineTiming(),
  wait: (milliseconds, signal) =>
    machineTiming().wait(milliseconds > 60_000 ? milliseconds : Math.min(milliseconds, 20), signal),
}

describe('the supervisor', () => {
  let base: Awaited<ReturnType<typeof freshStore>>
  let supervisor: Supervisor | undefined
  const platforms = new Map<string, ChatPlatform>()
  const adapters = new Map<string, FakeAdapter>()
  let tokens: Record<string, string>
  /** Tokens that the platforms accept. */
  let good: Set<string>
  let starts: string[]
  let logged: string[]

  beforeEach(async () => {
    base = await freshStore()
    tokens = { one: 'a', two: 'b' }
    good = new Set(['a', 'b'])
    starts = []
    logged = []
  })
  afterEach(async () => {
    await supervisor?.stop()
    supervisor = undefined
    await base.dispose()
    platforms.clear()
  })

  function sources(): PlatformSource[] {
    return Object.entries(tokens).map(([name, token]) => ({
      name,
      fingerprint: token,
      place: `CXBOT_${name.toUpperCase()}_TOKEN`,
      async create() {
        const platform = platforms.get(name) ?? new ChatPlatform()
        platforms.set(name, platform)
        const adapter = createFakeAdapter({
          name,
          calls: platform,
          async start() {
            starts.push(`${name} ${token}`)
            if (token === 'broken') throw new Error('ECONNREFUSED')
            if (!good.has(token)) throw new Error('invalid_auth')
          },
        })
        adapters.set(name, adapter)
        return adapter
      },
    }))
  }
  function begin(): Supervisor {
    supervisor = startSupervisor({
      store: base.store,
      host: createTestHost(base.store, base.workspace),
      log: {
        ...silent,
        error: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
      },
      timing: quick,
      sources,
    })
    return supervisor
  }
  const ask = (name: string, id: string, line: string) =>
    adapters.get(name)?.deliver(id, { user: 'ann', place: 'P', line })
  const stateOf = (name: string): string | undefined =>
    supervisor?.health().find((each) => each.name === name)?.state
  async function makeAdmin(platform: string, user: string): Promise<void> {
    const person = { platform, community: null, user, name: user }
    const place = { platform: 'console', community: null, channel: null, thread: null }
    const account = { platform: 'console', community: null, user: 'operator' }
    const by: Actor = { account, name: 'operator', place, at: 1 as EpochSeconds }
    await base.store.access.setRole(base.workspace, person, 'admin', by)
  }

  test('starts each platform, and one that fails hurts no other', async () => {
    tokens = { one: 'a', two: 'broken' }
    begin()
    await until(() => supervisor?.adapter('one') !== undefined)
    await ask('one', '1', 'say hello')
    await until(() => platforms.get('one')?.posted.length === 1)
    await until(() => starts.filter((each) => each === 'two broken').length >= 3)
    expect(stateOf('one')).toBe('running')
    expect(supervisor?.adapter('two')).toBeUndefined()
    expect(supervisor?.health().find(({ name }) => name === 'two')?.lastError).toContain(
      'ECONNREFUSED',
    )
  })

  test('begins again when what it could not reach is there', async () => {
    tokens = { one: 'later' }
    begin()
    await until(() => stateOf('one') === 'unauthorised')
    good.add('later')
    tokens = { one: 'later ' }
    good.add('later ')
    await until(() => stateOf('one') === 'running')
    await ask('one', '1', 'say hello')
    await until(() => platforms.get('one')?.posted.length === 1)
  })

  test('fault 29: waits for another token where one is refused, and tells the admins once', async () => {
    await makeAdmin('two', 'boss')
    begin()
    await until(
      () => supervisor?.adapter('one') !== undefined && supervisor.adapter('two') !== undefined,
    )
    good.delete('a')
    const platform = platforms.get('one')
    if (platform) platform.fault = () => ({ type: 'revoked' })
    await ask('one', '1', 'say hello')
    await until(() => stateOf('one') === 'unauthorised')
    await until(() => platforms.get('two')?.in('@boss').length === 1)
    expect(platforms.get('two')?.in('@boss')[0]).toContain('CXBOT_ONE_TOKEN')
    expect(starts).toEqual(['one a', 'two b'])
    expect(stateOf('two')).toBe('running')

    if (platform) platform.fault = () => undefined
    good.add('new')
    tokens = { ...tokens, one: 'new' }
    await until(() => platform?.posted.length === 1)
    expect(platform?.in('P')).toEqual(['hello'])
    expect(stateOf('one')).toBe('running')
    expect(platforms.get('two')?.in('@boss')).toHaveLength(1)
  })

  test('takes up other settings when it is told to', async () => {
    begin()
    await until(() => supervisor?.adapter('one') !== undefined)
    good.add('c')
    tokens = { ...tokens, one: 'c' }
    supervisor?.reload()
    await until(() => starts.includes('one c') && supervisor?.adapter('one') !== undefined)
    await ask('one', '1', 'say hello')
    await until(() => platforms.get('one')?.posted.length === 1)
    expect(starts.filter((each) => each.startsWith('two'))).toEqual(['two b'])
  })

  test('tells how things are', async () => {
    begin()
    await until(() => supervisor?.adapter('one') !== undefined)
    await ask('one', '1', 'say hello')
    await until(() => supervisor?.meters()[0]?.meters.counts.sent === 1)
    const status = {
      platforms: supervisor?.health() ?? [],
      depth: (await supervisor?.depth()) ?? (await base.store.delivery.depth()),
      meters: supervisor?.meters() ?? [],
    }
    expect(healthOf(status, 0)).toMatchObject({
      platforms: { one: { state: 'running', lastError: null } },
      inbox: { waiting: 0, dead: 0 },
    })
    const metrics = metricsOf(status, 0)
    expect(metrics).toContain('cxbot_adapter_state{platform="one",state="running"} 1')
    expect(metrics).toContain('cxbot_deliveries_total{platform="one",what="sent"} 1')
    expect(metrics).toContain('cxbot_ack_seconds_count{platform="one"} 1')
    expect(metrics).toMatch(/^cxbot_outbox_depth \d+$/m)
    for (const line of metrics.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) cxbot_\w+ .+|cxbot_\w+(\{[^}]*\})? [\d.e+-]+)$/)
    }
  })
})

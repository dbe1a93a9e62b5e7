import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { registry } from '../../commands/index.ts'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { Store } from '../../src/core/store.ts'
import { createDelivery, type FaultPoint, machineTiming } from '../../src/delivery/index.ts'
import { createHost } from '../../src/dispatch/index.ts'
import { ensureSample } from '../../src/sample/index.ts'
import { openStore } from '../../storage/index.ts'
import { pressPayload, slashPayload } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { configOf, NOW, until } from './bench.ts'

const quiet = { info() {}, warn() {}, error() {} }

let slack: FakeSlack
let folder: string
let store: Store
beforeEach(async () => {
  slack = await new FakeSlack().start()
  folder = await mkdtemp(join(tmpdir(), 'cxbot-slack-engine-'))
  store = await openStore(`sqlite:${join(folder, 'sample.db')}`)
  await ensureSample(store, 'sample', { zone: 'Europe/Vilnius', locale: 'en', now: NOW })
})
afterEach(async () => {
  await store.close()
  await slack.stop()
  await rm(folder, { recursive: true, force: true })
  expect(slack.violations).toEqual([])
})

/** The bot on this database; with `dies` it stands still for ever at that point, as a killed process does. */
async function bot(dies?: FaultPoint) {
  const charts = createChartRenderer()
  const host = await createHost({
    store,
    registry,
    charts,
    log: quiet,
    clock: () => NOW,
    defaults: { workspace: 'sample', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
  })
  const admitted = {
    ...host,
    answer: (invocation: Parameters<typeof host.answer>[0]) =>
      host.answer({ ...invocation, platform: 'console' }),
  }
  const adapter = createSlackAdapter(configOf(slack), { pauseMilliseconds: 20 })
  let dead = false
  const engine = createDelivery({
    adapter,
    host: admitted,
    store,
    log: quiet,
    timing: machineTiming(),
    atFaultPoint(point) {
      if (point !== dies) return
      dead = true
      throw new Error('killed')
    },
  })
  await adapter.start(engine.host)
  await until(() => adapter.health().state === 'running')
  engine.start()
  return {
    isDead: () => dead,
    async stop() {
      await adapter.stop()
      await engine.stop()
      await charts.close()
    },
  }
}

const seen = () => slack.world.seen('C1GENERAL')

test('a command is answered, and a press answered in place, by the real delivery', async () => {
  const running = await bot()
  const payload = slashPayload(slack, '/nps last-week')
  await Promise.all(Array.from({ length: 5 }, () => slack.push('slash_commands', payload)))
  await until(() => seen().length === 2)
  const message = seen()[1]
  if (!message) throw new Error('no answer')
  await slack.push('interactive', pressPayload(slack, message, 'By store'))
  await until(() => message.edits === 1)
  await running.stop()
  expect(seen()).toHaveLength(2)
})

test('a command that came in before a restart is answered after it, in place', async () => {
  const first = await bot('completing')
  await slack.push('slash_commands', slashPayload(slack, '/define nps'))
  await until(first.isDead)
  await first.stop()
  expect(seen()).toEqual([])
  const second = await bot()
  await until(() => seen().length === 1)
  await second.stop()
  expect(seen()[0]?.onlyFor).toBe('U1ANNA')
})

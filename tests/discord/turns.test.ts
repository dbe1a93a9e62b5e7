import { afterEach, expect, test } from 'vitest'
import { slash } from '../fakes/discord/interactions.ts'
import { BOT, startFakeDiscord } from '../fakes/discord/server.ts'
import { type Served, serve, until, wordsOf } from './served.ts'

let served: Served
afterEach(() => served.stop())

test('a process beside the one that holds the gateway answers and sends, and takes it over', async () => {
  const fake = await startFakeDiscord()
  let mine = false
  served = await serve({ fake, config: { mayConnect: async () => mine } })
  expect(fake.gateway.identifies).toHaveLength(0)
  expect(served.adapter.health().state).toBe('running')
  expect(served.adapter.bot).toBe(BOT)

  mine = true
  await until(() => fake.gateway.identifies.length === 1, 'the connection')
  await until(() => served.adapter.health().state === 'running')
  expect(wordsOf(await served.ask(slash('nps', { period: 'last-week' })))).toContain('25.0')

  mine = false
  await until(() => !fake.gateway.connected(), 'giving the gateway away')
  expect(served.adapter.health().state).toBe('running')
  expect(fake.violations).toEqual([])
})

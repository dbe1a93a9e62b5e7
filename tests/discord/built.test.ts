import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { ended, serveBuilt } from '../cli/built-program.ts'
import { emptyFolder } from '../cli/shell.ts'
import { answer } from '../contract/feedback.ts'
import { slash, USER } from '../fakes/discord/interactions.ts'
import {
  CHANNEL,
  type FakeDiscord,
  GUILD,
  startFakeDiscord,
  TOKEN,
} from '../fakes/discord/server.ts'
import { until } from './served.ts'

let discord: FakeDiscord
let program: ChildProcess | undefined

afterEach(async () => {
  if (program) await ended(program, 'SIGKILL')
  program = undefined
  await discord.close()
})

/** Starts the built program, in which everybody on the fake Discord's server may ask. */
async function serve(): Promise<void> {
  discord = await startFakeDiscord()
  const database = `sqlite:${join(emptyFolder(), 'cxbot.db')}`
  const store = await openStore(database)
  const { id } = await store.ensureWorkspace('main', { zone: 'UTC', locale: 'en', sample: false })
  const items = Array.from({ length: 55 }, (_, index) => answer(index % 11))
  await store.ingest(id, { items, derivedIds: false })
  const person = { platform: 'discord', user: USER, role: 'admin', community: GUILD } as const
  await letIn(store, id, { ...person, channel: CHANNEL, everyone: 'viewer' })
  await store.close()
  program = await serveBuilt(database, '', {
    env: { CXBOT_DISCORD_TOKEN: TOKEN, CXBOT_DISCORD_API: discord.api },
  })
}

test('the built program answers with a chart, goes on with its session and opens a form', async () => {
  await serve()
  await until(() => discord.gateway.connected(), 'a connection')
  discord.interact(slash('nps', { period: 'all' }))
  const shown = () => discord.visible(CHANNEL)
  await until(() => shown()[0]?.files.length === 1, 'an answer with its chart')
  expect(shown()[0]?.files[0]).toMatchObject({ name: 'nps.png', type: 'image/png' })
  expect(shown()[0]?.files[0]?.bytes.subarray(1, 4).toString()).toBe('PNG')

  discord.gateway.drop(1006)
  await until(() => !discord.gateway.connected(), 'the break')
  discord.interact(slash('nps', { period: 'all', as: 'table' }))
  await until(() => discord.gateway.resumes.length === 1, 'the resume')
  await until(() => shown().length === 2, 'the answer to what was missed')

  const asked = discord.interact(slash('log'))
  await until(() => asked.response !== undefined, 'the form')
  expect(asked.response?.type).toBe(9)
  expect(discord.violations).toEqual([])
}, 60_000)

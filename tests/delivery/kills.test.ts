import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { freshPostgres } from '../postgres.ts'
import { buildChaosChild, runChaos } from './chaos.ts'

let child: string
beforeAll(async () => {
  child = await buildChaosChild()
})

const options = {
  kills: 12,
  longestLife: 900,
  atFaultPoints: 0.01,
  speed: 5,
  random: Math.random,
}

test('fault 3: a bot that is killed again and again answers every command once, with SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-kills-'))
  const outcome = await runChaos(child, { ...options, url: `sqlite:${join(folder, 'store.db')}` })
  await rm(folder, { recursive: true })
  expect(outcome).toMatchObject({ lost: [], twice: [], outOfOrder: [] })
  expect(outcome.commands).toBeGreaterThan(options.kills)
}, 180_000)

test('fault 3: a bot that is killed again and again answers every command once, with PostgreSQL', async () => {
  const database = await freshPostgres()
  const outcome = await runChaos(child, { ...options, url: database.url })
  await database.drop()
  expect(outcome).toMatchObject({ lost: [], twice: [], outOfOrder: [] })
}, 180_000)

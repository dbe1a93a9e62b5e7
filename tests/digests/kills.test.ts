import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildChaos, runChaos } from '../../bench/chaos/run.ts'
import { freshPostgres } from '../postgres.ts'
import { hasSharedSpecs } from '../shared-specs.ts'

beforeAll(buildChaos)

/** The long form is `npm run chaos`. */
const options = {
  digests: 120,
  channels: 20,
  longestLife: 2000,
  atFaultPoints: 0.01,
  speed: 5,
  luck: { lost: 0.1, limited: 0.05, failed: 0.05 },
}

test('fault 22: bots that are killed again and again send every digest once, with PostgreSQL', async () => {
  const database = await freshPostgres()
  const outcome = await runChaos({ ...options, url: database.url, processes: 3, kills: 9 })
  await database.drop()
  expect(outcome).toMatchObject({ digests: 120, lost: [], twice: [], stray: [] })
}, 180_000)

test('a bot that is killed again and again sends every digest once, with SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-digest-kills-'))
  const url = `sqlite:${join(folder, 'store.db')}`
  const outcome = await runChaos({ ...options, url, processes: 1, kills: 5 })
  await rm(folder, { recursive: true })
  expect(outcome).toMatchObject({ digests: 120, lost: [], twice: [], stray: [] })
}, 180_000)

test.skipIf(!hasSharedSpecs)(
  'a bot that is killed again and again tells Telegram each digest once, whatever placeholders it leaves',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cxbot-telegram-kills-'))
    const url = `sqlite:${join(folder, 'store.db')}`
    const few = { ...options, platform: 'telegram', digests: 30, speed: 3 } as const
    const outcome = await runChaos({ ...few, url, processes: 1, kills: 2 })
    await rm(folder, { recursive: true })
    expect(outcome).toMatchObject({ digests: 30, lost: [], twice: [], stray: [] })
    const { placeholders, lostAnswers, orphans } = outcome.platform
    expect(placeholders).toBeLessThanOrEqual(lostAnswers + orphans)
  },
  300_000,
)

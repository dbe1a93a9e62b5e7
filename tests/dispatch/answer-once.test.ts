import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import { type Invocation, localCaller, localPlace } from '../../src/core/invocation.ts'
import type { Store } from '../../src/core/store.ts'
import { answersOnce } from '../../src/dispatch/answer-once.ts'
import { openStore } from '../../storage/index.ts'
import { createTestHost, freshStore } from '../delivery/harness.ts'
import { freshPostgres } from '../postgres.ts'

const NOW = 1_763_000_000 as EpochSeconds

function line(text: string, eventId: string): Invocation {
  return {
    platform: 'web',
    eventId,
    workspace: '',
    user: localCaller('web'),
    place: localPlace('web'),
    text,
    at: NOW,
    locale: 'en',
    zone: null,
  }
}

async function postgresStore() {
  const database = await freshPostgres()
  const store = await openStore(database.url)
  const { id } = await store.ensureWorkspace('main', { zone: 'UTC', locale: 'en', sample: false })
  const dispose = async (): Promise<void> => {
    await store.close()
    await database.drop()
  }
  return { store, workspace: id, dispose }
}

describe.each([
  ['SQLite', freshStore],
  ['PostgreSQL', postgresStore],
])('a line of the page or the shell, with %s', (_, open) => {
  let store: Store
  let workspace: WorkspaceId
  let dispose: () => Promise<void>
  let now = NOW
  beforeAll(async () => {
    const opened = await open()
    store = opened.store
    workspace = opened.workspace
    dispose = opened.dispose
  })
  afterAll(() => dispose())

  const process = () => answersOnce(createTestHost(store, workspace), { store, clock: () => now })
  const stored = async () => (await store.span(workspace))?.n ?? 0

  test('has its effect once, however often and wherever it is sent', async () => {
    const before = await stored()
    const [one, other] = [process(), process()]
    const sent = [one, other, one, other].map((host) => host.answer(line('add', 'double')))
    const said = JSON.stringify(await Promise.all(sent))
    expect(await stored()).toBe(before + 1)
    expect(said.match(/errors\.doneBefore|doneBefore/g)).toHaveLength(3)
    await process().answer(line('add', 'another'))
    expect(await stored()).toBe(before + 2)
  })

  test('leaves nothing behind where it fails, and may be sent again', async () => {
    const before = await stored()
    await process().answer(line('add-and-break', 'fails'))
    expect(await stored()).toBe(before)
    await process().answer(line('add', 'fails'))
    expect(await stored()).toBe(before + 1)
  })

  test('that only asks is answered each time', async () => {
    const host = process()
    await host.answer(line('say yes', 'asks'))
    expect(JSON.stringify(await host.answer(line('say yes', 'asks')))).toContain('yes')
  })

  test('is forgotten after a week', async () => {
    await process().answer(line('add', 'old'))
    now = (NOW + 8 * 86_400) as EpochSeconds
    const before = await stored()
    await process().answer(line('add', 'old'))
    expect(await stored()).toBe(before + 1)
  })
})

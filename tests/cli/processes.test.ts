import type { ChildProcess } from 'node:child_process'
import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { answer } from '../contract/feedback.ts'
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/index.ts'
import { freshPostgres } from '../postgres.ts'
import { ended, serveBuilt, until } from './built-program.ts'

const ASKER = 7001
const GROUPS = Array.from({ length: 8 }, (_, n) => -1_001_000_000_000 - n)

/** Feedback, a person who may ask, and groups in which the answers may be shown. */
async function prepare(store: Store, fake: FakeTelegram) {
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('main', settings)
  await store.ingest(id, { items: [answer(9), answer(10), answer(3)], derivedIds: false })
  const asker = fake.person(ASKER)
  for (const group of GROUPS) {
    fake.group(group).members.set(ASKER, 'member')
    const person = { platform: 'telegram', user: String(ASKER), role: 'manager' } as const
    await letIn(store, id, { ...person, channel: String(group), everyone: 'viewer' })
  }
  return { id, asker }
}

/** A digest in each group that is due since the minute began. */
async function makeDigests(store: Store, workspace: Parameters<Store['digests']['create']>[0]) {
  const now = Math.floor(Date.now() / 1000) as EpochSeconds
  const dueAt = (now - (now % 60)) as EpochSeconds
  for (const group of GROUPS) {
    const digest: Parameters<Store['digests']['create']>[1] = {
      name: `Morning of ${group}`,
      owner: { platform: 'telegram', community: null, user: String(ASKER), name: 'Ann' },
      target: {
        type: 'place',
        platform: 'telegram',
        community: null,
        thread: null,
        channel: String(group),
      },
      schedule: {
        days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
        minute: (dueAt / 60) % (24 * 60),
        zone: 'UTC',
      },
      contents: ['nps all'],
      locale: 'en',
      whenEmpty: 'send',
    }
    await store.digests.create(workspace, digest, now, dueAt)
  }
}

test('three programs on one PostgreSQL share commands, poll one at a time, send digests once and follow a dead one within 30 seconds', async () => {
  const database = await freshPostgres()
  const fake = await startFakeTelegram()
  const store = await openStore(database.url)
  const { id, asker } = await prepare(store, fake)
  const programs: ChildProcess[] = []
  const answersTo = (): number => fake.sent(ASKER).length
  const digestsIn = (group: number): number =>
    fake.sent(group).filter(({ text }) => text?.includes('Morning')).length
  try {
    /** The first one polls, and the others find that it does. */
    programs.push(await serveBuilt(database.url, fake.url))
    await until(() => fake.countOf('getUpdates') > 0, 'the first poll')
    programs.push(await serveBuilt(database.url, fake.url))
    programs.push(await serveBuilt(database.url, fake.url))

    await makeDigests(store, id)
    for (let n = 1; n <= 6; n += 1) fake.write('/nps all', asker)
    await until(() => answersTo() >= 6, 'six answers')
    await until(async () => {
      const { queued } = await store.digests.slotCounts(0 as EpochSeconds)
      return queued === GROUPS.length && (await store.delivery.depth()).parts === 0
    }, 'the digests')
    expect(GROUPS.map(digestsIn)).toEqual(GROUPS.map(() => 1))
    const conflicts = fake.calls.filter(({ answer }) => /terminated by other/.test(answer))
    expect(conflicts).toEqual([])

    const [poller] = programs
    if (poller) await ended(poller, 'SIGKILL')
    const killedAt = performance.now() - fake.started
    fake.write('/nps all', asker)
    await until(() => answersTo() >= 7, 'an answer of another program')
    const taken = fake.calls.find(({ at, method }) => method === 'getUpdates' && at > killedAt)
    /** Its lease of 25 seconds ends, and the others ask each second. */
    expect(((taken?.at ?? Number.NaN) - killedAt) / 1000).toBeLessThan(30)

    await Promise.all(programs.map((each) => ended(each, 'SIGTERM')))
    expect(programs.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([
      'SIGKILL',
      0,
      0,
    ])
    expect(GROUPS.map((group) => fake.sent(group).length)).toEqual(GROUPS.map(() => 1))
    expect(answersTo()).toBe(7)
    expect(fake.mistakes).toEqual([])
  } finally {
    await Promise.all(programs.map((each) => ended(each, 'SIGKILL')))
    await store.close()
    await fake.close()
    await database.drop()
  }
}, 180_000)

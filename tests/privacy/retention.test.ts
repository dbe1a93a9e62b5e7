import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { expireAll } from '../../src/privacy/retention.ts'
import { checkRetention } from '../../src/privacy/retention-settings.ts'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'
import { freshPostgres } from '../postgres.ts'

const NOW = (Date.UTC(2026, 10, 21) / 1000) as EpochSeconds

test('each class has days of its own, and a mistake says what would be right', () => {
  const check = (value: unknown) => () => checkRetention({ value, place: 'cxbot.json: retention' })
  expect(check({ texts: 365, audit: 90 })()).toEqual({ texts: 365, audit: 90 })
  expect(check({ text: 365 })).toThrow(
    expect.objectContaining({ id: 'privacy.unknownRetention', suggestion: 'texts' }),
  )
  for (const days of [0, -1, 1.5, '30', null]) {
    expect(check({ texts: days })).toThrow(expect.objectContaining({ id: 'privacy.badRetention' }))
  }
  expect(check([])).toThrow(expect.objectContaining({ id: 'privacy.badRetention' }))
})

test('T20: words go with what they say, and scores stay, where only the words are too old', async () => {
  const directory = emptyFolder()
  mkdirSync(join(directory, '.cxbot'))
  const rows = Array.from({ length: 1_200 }, (_, at) => {
    const day = at < 1_100 ? '2026-01-05' : '2026-11-05'
    return `${day},${at % 11},The courier was late ${at}`
  })
  writeFileSync(join(directory, 'a.csv'), `date,recommend,comment\n${rows.join('\n')}\n`)
  await cxbot(['import', 'a.csv', '--kind', 'nps', '--map', 'score=recommend'], { directory })
  const ask = async (line: string) =>
    JSON.parse((await cxbot(['ask', line, '--json'], { directory })).out).values
  const nps = await ask('nps all')
  const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  expect(await expireAll(store, { texts: 90 }, NOW)).toBe(1_100)
  expect(await expireAll(store, { texts: 90 }, NOW)).toBe(0)
  await store.close()
  expect(await ask('nps all')).toEqual(nps)
  expect((await ask('sentiment all'))[0].n).toBe(100)
  const { out } = await cxbot(['export'], { directory })
  expect(out.match(/courier/g)).toHaveLength(100)
})

const DAY = 86_400
const ASKED = 'zqxasked'
const ANSWERED = 'zqxanswered'
const WAITING = 'zqxwaiting'

function event(externalId: string, payload: string, at: EpochSeconds) {
  const from = { platform: 'test', bot: 'b', externalId, replyBy: null }
  return { ...from, payload, receivedAt: at }
}

function part(key: string, payload: string) {
  const to = { platform: 'test', bot: 'b', place: key, giveUpAt: (NOW * 2) as EpochSeconds }
  return { ...to, key, payload, notBefore: 0 as EpochSeconds }
}

/** Commands that came in now, one answered, one given up and one that waits, and an answer that waits. */
async function deliver({ delivery }: Store, now: EpochSeconds): Promise<void> {
  await delivery.receive(event('done', `{"line":"${ASKED}"}`, now))
  const [claimed] = await delivery.claimEvents('test', 'b', 1, 30)
  const reply = `{"text":"${ANSWERED}"}`
  if (claimed) {
    await delivery.completeEvent(claimed, { parts: [part('sent', reply)], buttons: [], reply })
  }
  const [sent] = await delivery.claimParts('test', 'b', 1, 30)
  if (sent) await delivery.partSent(sent, 'message 1', null)
  await delivery.receive(event('dead', `{"line":"${ASKED}"}`, now))
  for (let failures = 0; failures < 5; failures += 1) {
    const [broken] = await delivery.claimEvents('test', 'b', 1, 30)
    if (broken) await delivery.failEvent(broken, 'broken', 0)
  }
  await delivery.receive(event('open', `{"line":"${WAITING}"}`, now))
  await delivery.enqueue([part('queued', `{"text":"${WAITING}"}`)], [])
}

/** What the tables of the delivery hold, or the bytes of their file. */
const DATABASES = {
  async sqlite() {
    const folder = emptyFolder()
    const holds = (): string =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join()
    return { url: `sqlite:${join(folder, 'store.db')}`, holds, drop: async () => undefined }
  },
  async postgres() {
    const { url, drop } = await freshPostgres()
    const holds = async (): Promise<string> => {
      const client = new pg.Client(url)
      await client.connect()
      const { rows } = await client.query(
        'SELECT payload, reply FROM inbox UNION ALL SELECT payload, NULL FROM outbox',
      )
      await client.end()
      return JSON.stringify(rows)
    }
    return { url, holds, drop }
  },
}

test.each(['sqlite', 'postgres'] as const)(
  'T20: words that came in and went out go after their days, and nothing is done twice (%s)',
  async (name) => {
    const { url, holds, drop } = await DATABASES[name]()
    let now = NOW
    const open = async () => await openStore(url, { clock: () => now * 1000 })
    let store = await open()
    await deliver(store, now)
    const found = async (): Promise<readonly boolean[]> => {
      await store.close()
      const content = await holds()
      store = await open()
      return [ASKED, ANSWERED, WAITING].map((word) => content.includes(word))
    }
    expect(await found()).toEqual([true, true, true])
    now = (NOW + 6 * DAY) as EpochSeconds
    await expireAll(store, { delivery: 7 }, now)
    expect(await found()).toEqual([true, true, true])
    now = (NOW + 8 * DAY) as EpochSeconds
    await expireAll(store, { texts: 1, reports: 1 }, now)
    expect(await found()).toEqual([true, true, true])
    await expireAll(store, { delivery: 7 }, now)
    expect(await found()).toEqual([false, false, true])
    for (const id of ['done', 'dead']) {
      expect(await store.delivery.receive(event(id, '{}', now))).toBe('known')
    }
    now = (NOW + 31 * DAY) as EpochSeconds
    await expireAll(store, { delivery: 7 }, now)
    expect((await store.delivery.partStates('')).map(({ key }) => key)).toEqual(['queued'])
    expect(await store.delivery.receive(event('open', '{}', now))).toBe('known')
    await store.close()
    await drop()
  },
)

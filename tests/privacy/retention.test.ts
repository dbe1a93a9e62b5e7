import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { expireAll } from '../../src/privacy/retention.ts'
import { checkRetention } from '../../src/privacy/retention-settings.ts'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'

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

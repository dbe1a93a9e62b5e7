import { expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Report } from '../../src/core/reply.ts'
import { answers, at, madeWorkspace } from './made-workspace.ts'

/** A day that is not 24 hours long, in the middle of the days that are asked for. */
const DAYS = [
  { zone: 'Europe/Vilnius', days: '2026-10-24..2026-10-26', hours: [24, 25, 24] },
  { zone: 'Europe/Vilnius', days: '2026-03-28..2026-03-30', hours: [24, 23, 24] },
  { zone: 'America/New_York', days: '2025-11-01..2025-11-03', hours: [24, 25, 24] },
  { zone: 'America/New_York', days: '2026-03-07..2026-03-09', hours: [24, 23, 24] },
  { zone: 'Asia/Almaty', days: '2024-02-28..2024-03-01', hours: [24, 25, 24] },
] as const

test.each(DAYS)('in $zone each of $days has its own answers, none twice', async (given) => {
  const [first = '', last = ''] = given.days.split('..')
  const from = at(`${first}T00:00:00Z`) - 2 * 86_400
  const to = at(`${last}T00:00:00Z`) + 3 * 86_400
  const hourly = []
  for (let time = from; time < to; time += 3_600) {
    hourly.push(...answers(1, 'nps', 10, { at: time as EpochSeconds }))
  }
  const made = await madeWorkspace(hourly, { zone: given.zone })
  const other = await madeWorkspace(hourly, { zone: 'UTC' })
  const counts = async (asked: Promise<Report>) => {
    const { blocks } = await asked
    const table = blocks.find((block) => block.type === 'table')
    return table?.rows.map((row) => row.at(-1))
  }
  const line = `nps ${given.days} by day`
  expect(await counts(made.ask(line))).toEqual([...given.hours])
  expect(await counts(other.ask(line, { zone: given.zone }))).toEqual([...given.hours])
  await other.store.updateWorkspace(other.workspace.id, { zone: given.zone })
  expect(await counts(other.ask(line))).toEqual([...given.hours])
  await Promise.all([made.close(), other.close()])
})

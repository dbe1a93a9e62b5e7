import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildChaosChild, runChaos } from '../../tests/delivery/chaos.ts'

/** Kills the bot at random while it answers, and counts what was lost and what was said twice. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    /** A PostgreSQL database to use instead of a SQLite file. */
    db: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})

/** mulberry32: the same luck for the same seed. */
function luck(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const folder = await mkdtemp(join(tmpdir(), 'cxbot-chaos-'))
const outcome = await runChaos(await buildChaosChild(), {
  url: values.db ?? `sqlite:${join(folder, 'store.db')}`,
  kills: Number(values.kills),
  longestLife: 900,
  atFaultPoints: 0.01,
  speed: 5,
  random: luck(Number(values.seed)),
  onKill: (kills) => {
    if (kills % 20 === 0) console.log(`${kills} kills`)
  },
})
await rm(folder, { recursive: true })
const { commands, kills, lostAnswers, lost, twice, outOfOrder, seconds } = outcome
console.log(
  `${commands} commands, ${kills} kills, ${lostAnswers} lost answers, ${seconds.toFixed(0)} s`,
)
console.log(`lost: ${lost.length}, twice: ${twice.length}, out of order: ${outOfOrder.length}`)
if (lost.length + twice.length + outOfOrder.length > 0) {
  console.error(JSON.stringify({ lost, twice, outOfOrder }).slice(0, 2000))
  process.exitCode = 1
}

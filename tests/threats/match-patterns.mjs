// Reads lines {"source","flags","attacks"} and answers each with the slowest of its attacks:
// processor milliseconds for a text of a length and for one of a quarter of it. The length is
// 50,000 characters, or where that would take too long the first that takes its time.
import { createInterface } from 'node:readline'

const LONGEST = 50_000
/** Even what grows with the cube of this length comes to an end. */
const SHORTEST = LONGEST / 128
/** Enough milliseconds to tell how they grow. */
const LONG_ENOUGH = 200

function cost(pattern, { head, pump, tail }, length, runs) {
  const text = head + pump.repeat(Math.ceil(length / pump.length)) + tail
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage()
    text.replace(pattern, '')
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

function growth(pattern, attack) {
  let length = SHORTEST
  let whole = cost(pattern, attack, length, 1)
  while (length < LONGEST && whole < LONG_ENOUGH) {
    length *= 2
    whole = cost(pattern, attack, length, length === LONGEST ? 3 : 1)
  }
  return { quarter: cost(pattern, attack, length / 4, 3), whole, attack }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { source, flags, attacks } = JSON.parse(line)
  const pattern = new RegExp(source, flags)
  let worst = { quarter: 0, whole: 0, attack: null }
  for (const attack of attacks) {
    // What is quick with a sixteenth of the length is so with all of it, unless it grows.
    if (cost(pattern, attack, SHORTEST, 1) < 1 && cost(pattern, attack, SHORTEST * 8, 2) < 0.6) {
      continue
    }
    const found = growth(pattern, attack)
    if (found.whole > worst.whole) worst = found
    if (found.whole > LONG_ENOUGH) break
  }
  process.stdout.write(`${JSON.stringify(worst)}\n`)
}

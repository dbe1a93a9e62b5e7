import type { Countable } from './cells.ts'
import type { Engine, Writer } from './engine.ts'
import { bucketsOfDay, DAYS_AND_WEEKS } from './levels.ts'
import { DIMENSION_CODES, FOUND_CODES, TALLY_COLUMNS } from './schema.ts'
import { insertRows } from './sql-text.ts'

/** How often each polarity was said, in the order of SENTIMENTS. */
export const OPINION_COUNTS = ['negative', 'neutral', 'positive'] as const

const KEY = ['ws', 'series', 'dimension', 'level', 'bucket', 'value'] as const
const VALUES = 2 ** 32
const BUCKETS = 2 ** 22
const HALF = BUCKETS / 2

/**
 * Gathers what a batch changes in the counts of opinions. They are three numbers
 * instead of fourteen, of days and weeks only: a text is counted under every
 * aspect that it speaks of, and cells are what a batch costs.
 */
export class OpinionCells {
  /** The cells of one series, level and bucket, by dimension and value: places in `counts`. */
  private readonly places = new Map<number, Map<number, number>>()
  private readonly counts: number[] = []
  private into: Map<number, number> = new Map()
  private polarity = 0
  private count = 0

  /** Counts what an item says `count` times; `day` is counted from 1970-01-01. */
  add(item: Countable, day: number, count: 1 | -1): void {
    const { opinion } = item
    if (!opinion) return
    this.addTo(opinion.series, opinion.sentiment, item, day, count)
    for (const { aspect, polarity } of opinion.aspects) {
      this.addTo(aspect, polarity, item, day, count)
    }
  }

  private addTo(series: number, polarity: number, item: Countable, day: number, count: number) {
    this.polarity = polarity - 1
    this.count = count
    for (let level = 0; level < DAYS_AND_WEEKS; level += 1) {
      const bucket = bucketsOfDay(level, day)[0] ?? 0
      const key = (series * DAYS_AND_WEEKS + level) * BUCKETS + bucket + HALF
      const known = this.places.get(key)
      this.into = known ?? new Map<number, number>()
      if (!known) this.places.set(key, this.into)
      this.putAll(item, series === item.opinion?.series)
    }
  }

  private putAll(item: Countable, wholeText: boolean): void {
    this.put(0, 0)
    for (let index = 0; index < TALLY_COLUMNS.length; index += 1) {
      const value = item.terms[index] ?? 0
      if (value !== 0) this.put(index + 1, value)
    }
    if (item.tags.length > 0) this.put(DIMENSION_CODES.tag, 0)
    for (const tag of item.tags) this.put(DIMENSION_CODES.tag, tag)
    const { opinion } = item
    if (!opinion) return
    this.put(FOUND_CODES.sentiment, opinion.sentiment)
    this.put(FOUND_CODES.wom, opinion.wom)
    if (!wholeText || opinion.aspects.length === 0) return
    this.put(FOUND_CODES.aspect, 0)
    for (const { aspect } of opinion.aspects) this.put(FOUND_CODES.aspect, aspect)
  }

  private put(dimension: number, value: number): void {
    const key = dimension * VALUES + value
    let place = this.into.get(key)
    if (place === undefined) {
      place = this.counts.push(0, 0, 0) - OPINION_COUNTS.length
      this.into.set(key, place)
    }
    const cell = place + this.polarity
    this.counts[cell] = (this.counts[cell] ?? 0) + this.count
  }

  /** Adds what was gathered to the stored counts, in the order of their key. */
  async write(
    engine: Pick<Engine, 'placeholder' | 'rowsPerStatement'>,
    trx: Writer,
    workspace: number,
  ): Promise<void> {
    const rows: number[][] = []
    for (const [key, cells] of this.places) {
      const bucket = (key % BUCKETS) - HALF
      const place = Math.floor(key / BUCKETS)
      const level = place % DAYS_AND_WEEKS
      const series = Math.floor(place / DAYS_AND_WEEKS)
      for (const [cell, at] of cells) {
        const [negative = 0, neutral = 0, positive = 0] = this.counts.slice(at, at + 3)
        if (negative === 0 && neutral === 0 && positive === 0) continue
        const dimension = Math.floor(cell / VALUES)
        const value = cell % VALUES
        rows.push([workspace, series, dimension, level, bucket, value, negative, neutral, positive])
      }
    }
    rows.sort(byKey)
    const sums = OPINION_COUNTS.map((name) => `${name}=opinion_tally.${name}+excluded.${name}`)
    await insertRows(
      engine,
      trx,
      {
        into: `opinion_tally (${KEY.join(',')},${OPINION_COUNTS.join(',')})`,
        onConflict: `ON CONFLICT (${KEY.join(',')}) DO UPDATE SET ${sums.join(',')}`,
      },
      rows,
    )
  }
}

function byKey(left: readonly number[], right: readonly number[]): number {
  for (let index = 1; index < KEY.length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

import type { DeliveryRates, Rate } from '../core/delivery.ts'

/** Places whose last messages are remembered; those that are silent longest go first. */
const MOST_PLACES = 10_000

/** When messages may go: at most so many in any so many seconds, for each place and for the bot. */
export interface Limiter {
  /**
   * Takes the next turn of a place where it comes within `most` milliseconds, and returns how
   * long it is off; where it comes later, returns how long that is and takes nothing.
   */
  take(place: string, now: number, most: number): number
}

/** Returns a limiter of these rates; without rates every turn is at once. */
export function createLimiter(rates: DeliveryRates | undefined): Limiter {
  const bot = new Turns(rates?.bot ?? [])
  const places = new Map<string, Turns>()
  return {
    take(place, now, most) {
      if (!rates) return 0
      const turns = places.get(place) ?? new Turns(rates.place(place))
      places.delete(place)
      places.set(place, turns)
      if (places.size > MOST_PLACES) {
        const [oldest] = places.keys()
        if (oldest !== undefined) places.delete(oldest)
      }
      const counts = rates.apart?.(place) !== true
      const at = Math.max(now, turns.next(now), counts ? bot.next(now) : now)
      if (at - now > most) return at - now
      turns.add(at)
      if (counts) bot.add(at)
      return at - now
    },
  }
}

/** The instants of past turns, as many as the rates look back on. */
class Turns {
  private readonly rates: readonly Rate[]
  private readonly past: number[] = []

  constructor(rates: readonly Rate[]) {
    this.rates = rates
  }

  next(now: number): number {
    return this.rates.reduce((at, { count, seconds }) => {
      const before = this.past.at(-count)
      return before === undefined ? at : Math.max(at, before + seconds * 1000)
    }, now)
  }

  add(at: number): void {
    this.past.push(at)
    const kept = this.rates.reduce((most, { count }) => Math.max(most, count), 0)
    if (this.past.length > kept * 2 + 16) this.past.splice(0, this.past.length - kept)
  }
}

/** Upper bounds of the buckets in which times are counted, in seconds. */
export const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const

/** How long something took, counted in buckets. */
export interface Histogram {
  readonly counts: readonly number[]
  readonly sum: number
  readonly n: number
}

/** What the delivery of one bot has done since it started. */
export interface Meters {
  /** From the arrival of an event to its being stored. */
  readonly stored: Histogram
  /** From the arrival of an event to its answer's first part on the platform. */
  readonly answered: Histogram
  readonly counts: Readonly<Record<Counter, number>>
}

export const COUNTERS = [
  'events',
  'duplicates',
  'answers',
  'sent',
  'limited',
  'doubtful',
  'dead',
] as const
export type Counter = (typeof COUNTERS)[number]

/** Counts what happens; events are known by their ids until they are answered. */
export class Meter {
  private readonly stored = new Times()
  private readonly answered = new Times()
  private readonly counts = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<
    Counter,
    number
  >
  private readonly arrivals = new Map<string, number>()

  count(what: Counter): void {
    this.counts[what] += 1
  }

  arrived(event: string, at: number): void {
    if (this.arrivals.size >= 10_000) this.arrivals.clear()
    this.arrivals.set(event, at)
  }

  wasStored(seconds: number): void {
    this.stored.add(seconds)
  }

  /** For events that arrived in this process. */
  wasAnswered(event: string, now: number): void {
    const at = this.arrivals.get(event)
    if (at === undefined) return
    this.arrivals.delete(event)
    this.answered.add((now - at) / 1000)
  }

  read(): Meters {
    return {
      stored: this.stored.read(),
      answered: this.answered.read(),
      counts: { ...this.counts },
    }
  }
}

/** Counts how long something took. */
export class Times {
  private readonly counts = BUCKETS.map(() => 0)
  private sum = 0
  private n = 0

  /** Never negative. */
  add(seconds: number): void {
    this.n += 1
    this.sum += seconds
    BUCKETS.forEach((bound, index) => {
      if (seconds <= bound) this.counts[index] = (this.counts[index] ?? 0) + 1
    })
  }

  read(): Histogram {
    return { counts: [...this.counts], sum: this.sum, n: this.n }
  }
}

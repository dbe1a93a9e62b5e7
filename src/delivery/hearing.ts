import type { Timing } from './timing.ts'

/** A platform that has said nothing for so long while something waits for it is not waited for. */
const SILENCE_MILLISECONDS = 1500
const LOOK_MILLISECONDS = 50

/** Knows whether what is in hand still gets on, or waits for a platform that says nothing. */
export class Hearing {
  private working = 0
  private heardAt: number
  private readonly timing: Pick<Timing, 'now' | 'timeout'>

  constructor(timing: Pick<Timing, 'now' | 'timeout'>) {
    this.timing = timing
    this.heardAt = timing.now()
  }

  /** The platform has answered. */
  heard(): void {
    this.heardAt = this.timing.now()
  }

  /** Does work that needs no platform. */
  async work<Result>(work: () => Promise<Result>): Promise<Result> {
    this.working += 1
    try {
      return await work()
    } finally {
      this.working -= 1
      this.heard()
    }
  }

  /** Resolves once nothing was worked at and nothing heard for a while, or at the signal. */
  async silence(signal: AbortSignal): Promise<void> {
    const { timing } = this
    const begun = timing.now()
    const since = (): number => timing.now() - Math.max(begun, this.heardAt)
    while (!signal.aborted && (this.working > 0 || since() < SILENCE_MILLISECONDS)) {
      await timing.timeout(LOOK_MILLISECONDS, signal)
    }
  }
}

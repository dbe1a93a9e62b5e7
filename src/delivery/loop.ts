import type { Timing } from './timing.ts'

/** Work that is done again and again: at once when it is woken, else now and then. */
export interface Loop {
  wake(): void
  /** Resolves when the round in hand is done. */
  stop(): Promise<void>
}

/**
 * Starts a loop. `round` returns whether there may be more to do at once; where it
 * rejects, `onFault` is told and the next round waits.
 */
export function startLoop(options: {
  readonly timing: Timing
  readonly pollMilliseconds: number
  readonly round: () => Promise<boolean>
  readonly onFault: (error: unknown) => void
}): Loop {
  const { timing, pollMilliseconds, round, onFault } = options
  let woken = false
  let stopped = false
  let rest = new AbortController()

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false
      let more = false
      try {
        more = await round()
      } catch (error) {
        onFault(error)
      }
      if (more || woken || stopped) continue
      rest = new AbortController()
      await timing.wait(pollMilliseconds, rest.signal)
    }
  }
  const running = run()
  return {
    wake() {
      woken = true
      rest.abort()
    },
    async stop() {
      stopped = true
      rest.abort()
      await running
    },
  }
}

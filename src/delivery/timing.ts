/** Time and chance as the delivery sees them. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number
  /** From 0 up to, not including, 1. */
  random(): number
  /** Resolves after that many milliseconds, or at once when the signal is given. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** The same, where it ends a patience and not a rest. */
  timeout(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** Returns the time of the machine. */
export function machineTiming(): Timing {
  return { now: Date.now, random: Math.random, wait: sleep, timeout: sleep }
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
}

/**
 * Returns how many seconds to wait before the next attempt: twice as long each time, up
 * to `most`, less up to a quarter by chance, so that many do not come back at once.
 */
export function backOff(
  attempts: number,
  bounds: { readonly first: number; readonly most: number },
  random: () => number,
): number {
  const whole = Math.min(bounds.most, bounds.first * 2 ** Math.min(attempts, 30))
  return whole * (1 - random() / 4)
}

/** Rejects with `fault` where the work takes longer. The work itself goes on. */
export async function within<Result>(
  work: Promise<Result>,
  milliseconds: number,
  timing: Pick<Timing, 'timeout'>,
  fault: () => Error,
): Promise<Result> {
  const end = new AbortController()
  try {
    return await Promise.race([
      work,
      timing.timeout(milliseconds, end.signal).then(() => {
        throw fault()
      }),
    ])
  } finally {
    work.catch(() => undefined)
    end.abort()
  }
}

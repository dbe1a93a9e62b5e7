const LOOK_MILLISECONDS = 5000

/** Opens the gateway while this process may, and closes it when another one may. */
export interface Turns {
  /** Resolves when the gateway is closed. */
  end(): Promise<void>
}

/**
 * Asks now and then whether this process may hold the gateway. Where nobody can tell, things
 * stay as they are: nobody else can be told either. Resolves after the first answer.
 */
export async function takeTurns(parts: {
  readonly mayConnect: () => Promise<boolean>
  readonly open: () => Promise<void>
  readonly close: () => Promise<void>
  readonly onFault: (error: unknown) => void
}): Promise<Turns> {
  let isOpen = false
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    try {
      const may = await parts.mayConnect()
      if (may === isOpen) return
      await (may ? parts.open() : parts.close())
      isOpen = may
    } catch (error) {
      parts.onFault(error)
    }
  }
  function lookOnce(): Promise<void> {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  await lookOnce()
  const timer = setInterval(lookOnce, LOOK_MILLISECONDS)
  return {
    async end() {
      clearInterval(timer)
      await looking
      if (isOpen) await parts.close()
    },
  }
}

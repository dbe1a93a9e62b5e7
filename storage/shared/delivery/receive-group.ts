import type { InboundEvent } from '../../../src/core/delivery.ts'

interface Waiting {
  readonly event: InboundEvent
  resolve(outcome: 'new' | 'known'): void
  reject(error: unknown): void
}

const MOST_AT_ONCE = 200

/**
 * Lets events share commits: what arrives while a commit is on its way waits and
 * goes with the next.
 */
export class ReceiveGroup {
  private waiting: Waiting[] = []
  private running = false
  private readonly store: (events: readonly InboundEvent[]) => Promise<ReadonlySet<number>>

  /** `store` makes events durable and returns the positions of the new ones. */
  constructor(store: (events: readonly InboundEvent[]) => Promise<ReadonlySet<number>>) {
    this.store = store
  }

  async receive(event: InboundEvent): Promise<'new' | 'known'> {
    return await new Promise((resolve, reject) => {
      this.waiting.push({ event, resolve, reject })
      if (!this.running) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.running = true
    /** What arrives in the same turn of the event loop goes along. */
    await new Promise((resolve) => setImmediate(resolve))
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, MOST_AT_ONCE))
    this.running = false
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const fresh = await this.store(group.map(({ event }) => event))
      group.forEach(({ resolve }, index) => {
        resolve(fresh.has(index) ? 'new' : 'known')
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}

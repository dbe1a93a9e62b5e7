interface Waiting<Item, Outcome> {
  readonly item: Item
  resolve(outcome: Outcome | Promise<Outcome>): void
  reject(error: unknown): void
}

/**
 * Lets single calls share a transaction or a query: what arrives while one is on its way
 * waits and goes with the next.
 */
export class Coalescer<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = []
  private running = false
  private readonly work: (
    items: readonly Item[],
  ) => Promise<readonly (Outcome | Promise<Outcome>)[]>
  private readonly mostAtOnce: number

  /**
   * `work` does what the items ask for and returns what became of each, in their order. It
   * takes `mostAtOnce` at most, so that none waits long.
   */
  constructor(
    work: (items: readonly Item[]) => Promise<readonly (Outcome | Promise<Outcome>)[]>,
    mostAtOnce: number,
  ) {
    this.work = work
    this.mostAtOnce = mostAtOnce
  }

  /** Resolves to what became of the item once the work is done. */
  async add(item: Item): Promise<Outcome> {
    return await new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      if (!this.running) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.running = true
    /** What arrives in the same turn of the event loop goes along. */
    await new Promise((resolve) => setImmediate(resolve))
    while (this.waiting.length > 0) await this.end(this.waiting.splice(0, this.mostAtOnce))
    this.running = false
  }

  private async end(group: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.work(group.map(({ item }) => item))
      group.forEach(({ resolve }, index) => {
        resolve(outcomes[index] as Outcome | Promise<Outcome>)
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}

interface Task {
  /** What has the same lane runs one after the other. */
  readonly lane: string
  readonly run: () => Promise<void>
}

/**
 * Runs tasks of many people, a bounded number at once and a smaller number for each
 * person; people take turns, so that nobody waits behind all that another one asked.
 * Tasks of one lane run in the order in which they were given, one at a time.
 */
export class FairQueue {
  private readonly most: number
  private readonly mostEach: number
  private readonly waiting = new Map<string, Task[]>()
  private readonly running = new Map<string, number>()
  private readonly lanes = new Set<string>()
  private busy = 0

  constructor(most: number, mostEach: number) {
    this.most = most
    this.mostEach = mostEach
  }

  /** Returns how many tasks of a person wait or run. */
  load(person: string): number {
    return (this.waiting.get(person)?.length ?? 0) + (this.running.get(person) ?? 0)
  }

  /** Resolves, or rejects, as the task does when its turn has come. */
  run(person: string, lane: string, task: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const tasks = this.waiting.get(person) ?? []
      tasks.push({ lane, run: () => task().then(resolve, reject) })
      this.waiting.set(person, tasks)
      this.next()
    })
  }

  private next(): void {
    for (const [person, tasks] of this.waiting) {
      if (this.busy >= this.most) return
      if ((this.running.get(person) ?? 0) >= this.mostEach) continue
      const free = tasks.findIndex(({ lane }) => !this.lanes.has(lane))
      const [task] = free < 0 ? [] : tasks.splice(free, 1)
      if (!task) continue
      /** To the end of the row: the others come first. */
      this.waiting.delete(person)
      if (tasks.length > 0) this.waiting.set(person, tasks)
      this.start(person, task)
    }
  }

  private start(person: string, { lane, run }: Task): void {
    this.busy += 1
    this.lanes.add(lane)
    this.running.set(person, (this.running.get(person) ?? 0) + 1)
    void run().finally(() => {
      this.busy -= 1
      this.lanes.delete(lane)
      const left = (this.running.get(person) ?? 1) - 1
      if (left > 0) this.running.set(person, left)
      else this.running.delete(person)
      this.next()
    })
  }
}

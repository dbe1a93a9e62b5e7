/** Names of one dimension that are remembered, twice over: those of late and those before. */
const REMEMBERED = 15_000

/** The ids of names that were used of late: the rest is forgotten, half of it at a time. */
export class RecentNames {
  private late = new Map<string, number>()
  private before = new Map<string, number>()

  get(name: string): number | undefined {
    const id = this.late.get(name)
    if (id !== undefined) return id
    const known = this.before.get(name)
    if (known !== undefined) this.set(name, known)
    return known
  }

  /** Keeps a name that may be a part of a long text, which it would keep in memory, as a string of its own. */
  learn(name: string, id: number): void {
    this.set(Buffer.from(name).toString(), id)
  }

  set(name: string, id: number): void {
    if (this.late.size >= REMEMBERED) {
      this.before = this.late
      this.late = new Map()
    }
    this.late.set(name, id)
  }
}

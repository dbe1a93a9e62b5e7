/**
 * Lets what came in the same lane step forward in the order in which it came, however long
 * each takes to get ready.
 */
export class Lanes {
  private readonly last = new Map<string, Promise<void>>()

  /**
   * Takes a place in a lane. `turn` resolves once all before it have stepped forward;
   * `forward` is called when this one has, or never will.
   */
  enter(lane: string): { readonly turn: Promise<void>; readonly forward: () => void } {
    const turn = this.last.get(lane) ?? Promise.resolve()
    let forward = (): void => undefined
    const stepped = new Promise<void>((resolve) => {
      forward = resolve
    })
    const mine = turn.then(() => stepped)
    this.last.set(lane, mine)
    void mine.then(() => {
      if (this.last.get(lane) === mine) this.last.delete(lane)
    })
    return { turn, forward }
  }
}

/** Lets one holder in at a time, in the order of asking. */
export class Mutex {
  private last: Promise<void> = Promise.resolve()

  /** Resolves when it is the caller's turn, to the function that ends the turn. */
  async acquire(): Promise<() => void> {
    const before = this.last
    let release: () => void = () => undefined
    this.last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}

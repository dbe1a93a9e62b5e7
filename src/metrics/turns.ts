import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work before other tasks get their turn. */
const TURN = 8

/** Long work that lets others in between: `if (turn.isOver()) await turn.pass()`. */
export interface Turn {
  isOver(): boolean
  /** Resolves when the other tasks that waited have had their turn. */
  pass(): Promise<void>
}

/** Returns a turn that begins now. */
export function takeTurn(): Turn {
  let begun = performance.now()
  return {
    isOver: () => performance.now() - begun > TURN,
    async pass() {
      await setImmediate()
      begun = performance.now()
    },
  }
}

/** Returns the results of `map` for the items in their order, giving way to other tasks in between. */
export async function mapInTurns<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const turn = takeTurn()
  const results: Result[] = []
  for (const item of items) {
    results.push(map(item, results.length))
    if (turn.isOver()) await turn.pass()
  }
  return results
}

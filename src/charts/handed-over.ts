import { collectGarbage } from '../collect-garbage.ts'

const MEGABYTE = 2 ** 20
/** The engine itself would let them grow to about thirty. */
const MOST_MEGABYTES = 2

/**
 * Returns a function that is told of each picture that is handed over. Pictures lie outside the
 * heap, where the engine hardly notices them: after so many megabytes it is asked to look.
 */
export function createHandOver(): (picture: Uint8Array) => void {
  let bytes = 0
  return (picture) => {
    bytes += picture.length
    if (bytes < MOST_MEGABYTES * MEGABYTE) return
    bytes = 0
    collectGarbage('young')
  }
}

import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const MEGABYTE = 1024 * 1024
/** So much may pile up beside what was in use after the last time. */
const ALLOWANCE = 24 * MEGABYTE

let collect: (() => void) | undefined
let inUse = 12 * MEGABYTE

/**
 * Frees what finished batches left behind. A batch lives just long enough to be
 * taken for old, and the engine lets old objects pile up to several times what is
 * in use before it looks at them.
 */
export function spareMemory(): void {
  if (getHeapStatistics().used_heap_size < inUse + ALLOWANCE) return
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
  inUse = getHeapStatistics().used_heap_size
}

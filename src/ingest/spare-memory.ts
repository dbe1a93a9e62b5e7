import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const MEGABYTE = 1024 * 1024
/** So much may pile up beside what was in use after the last time. */
const ALLOWANCE = 10 * MEGABYTE

let collect: (() => void) | undefined
let inUse = 12 * MEGABYTE

/** Bytes of objects that the engine takes for old; young ones it looks after itself. */
function oldBytes(): number {
  let bytes = 0
  for (const { space_name: name, space_used_size: used } of getHeapSpaceStatistics()) {
    if (!name.startsWith('new_')) bytes += used
  }
  return bytes
}

/**
 * Frees what finished batches left behind. A batch lives just long enough to be
 * taken for old, and the engine lets old objects pile up to several times what is
 * in use before it looks at them.
 */
export function spareMemory(): void {
  if (oldBytes() < inUse + ALLOWANCE) return
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
  inUse = oldBytes()
}

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { collectGarbage } from '../collect-garbage.ts'

const MEGABYTE = 1024 * 1024
/** So much may pile up beside what was in use after the last time. */
const ALLOWANCE = 10 * MEGABYTE

let inUse = 12 * MEGABYTE

/** Of each half of the space where objects begin; the engine lets it grow to four times as much. */
const YOUNG_MEGABYTES = 4

/**
 * Keeps the space small in which objects begin. It doubles whenever many of them outlive
 * a look through it, as the rows of a batch do, and never comes down again.
 */
export function keepYoungSmall(): void {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  if ((young?.space_size ?? 0) < 2 * YOUNG_MEGABYTES * MEGABYTE) return
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Lets it grow again, where the program goes on. */
export function letYoungGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
}

/** Lets the threads that are started from now on begin with that much: it need not grow in them. */
export function startYoungSmall(): void {
  setFlagsFromString(`--min-semi-space-size=${YOUNG_MEGABYTES}`)
}

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
  keepYoungSmall()
  if (oldBytes() < inUse + ALLOWANCE) return
  collectGarbage('all')
  inUse = oldBytes()
}

import { spawnSync } from 'node:child_process'

export interface ChartMemory {
  /** Resident bytes around the 200th and around the 2,000th chart. */
  readonly early: number
  readonly late: number
}

/** Returns the memory of a process that does nothing but have charts drawn by two workers. */
export function chartMemory(): ChartMemory {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['tools/run-typescript.mjs', 'bench/chart-memory-process.ts'],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as ChartMemory
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Calibration } from '../../src/analysis/models.ts'

/** Returns how the scores of each head become decisions, by language and head. */
export function calibrations(): Readonly<Record<string, Readonly<Record<string, Calibration>>>> {
  return JSON.parse(readFileSync(join('tools', 'train', 'calibration.json'), 'utf8'))
}

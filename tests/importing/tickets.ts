import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSpool, type Spool } from '../../src/spool/spool.ts'
import { NOW } from '../commands/made-workspace.ts'

/** Five rows of which three can be used. */
export const TICKETS = Buffer.from(
  'date,score,comment\n2026-11-01,9,Good\n2026-11-02,3,Slow\n31.02.2026,5,Never\n2026-11-03,12,Much\n2026-11-04,8,Fine\n',
)

/** A folder of given files that is gone with `dispose`. */
export function freshSpool(): { spool: Spool; kept(): readonly string[]; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-given-'))
  return {
    spool: createSpool(folder, { clock: () => NOW }),
    kept: () => readdirSync(folder),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}

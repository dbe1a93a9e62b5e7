import type { CommandRegistry } from '../src/core/command.ts'
import { createRegistry } from '../src/dispatch/registry.ts'
import { ces } from './ces.ts'
import { compare } from './compare.ts'
import { csat } from './csat.ts'
import { csi } from './csi.ts'
import { define } from './define.ts'
import { help } from './help.ts'
import { imports } from './imports.ts'
import { loyalty } from './loyalty.ts'
import { nps } from './nps.ts'
import { quotes } from './quotes.ts'
import { rating } from './rating.ts'
import { report } from './report.ts'
import { sentiment } from './sentiment.ts'
import { stores } from './stores.ts'
import { trend } from './trend.ts'

/** Every command, in the order in which help and completion show them. */
export const registry: CommandRegistry = createRegistry([
  nps,
  csat,
  ces,
  csi,
  rating,
  sentiment,
  loyalty,
  stores,
  compare,
  trend,
  quotes,
  report,
  imports,
  define,
  help,
])

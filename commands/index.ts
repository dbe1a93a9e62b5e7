import type { CommandRegistry } from '../src/core/command.ts'
import { createRegistry } from '../src/dispatch/registry.ts'
import { alert } from './alert.ts'
import { answer } from './answer.ts'
import { answered } from './answered.ts'
import { aspect } from './aspect.ts'
import { aspects } from './aspects.ts'
import { audit } from './audit.ts'
import { authors } from './authors.ts'
import { capture } from './capture.ts'
import { ces } from './ces.ts'
import { compare } from './compare.ts'
import { csat } from './csat.ts'
import { csi } from './csi.ts'
import { define } from './define.ts'
import { did } from './did.ts'
import { digest } from './digest.ts'
import { edit } from './edit.ts'
import { feed } from './feed.ts'
import { fix } from './fix.ts'
import { forget } from './forget.ts'
import { help } from './help.ts'
import { hook } from './hook.ts'
import { importFile } from './import.ts'
import { imports } from './imports.ts'
import { link } from './link.ts'
import { listen } from './listen.ts'
import { log } from './log.ts'
import { loyalty } from './loyalty.ts'
import { mentions } from './mentions.ts'
import { merge } from './merge.ts'
import { moved } from './moved.ts'
import { nps } from './nps.ts'
import { open } from './open.ts'
import { queue } from './queue.ts'
import { quotes } from './quotes.ts'
import { rating } from './rating.ts'
import { reopen } from './reopen.ts'
import { report } from './report.ts'
import { resolved } from './resolved.ts'
import { response } from './response.ts'
import { role } from './role.ts'
import { sentiment } from './sentiment.ts'
import { sources } from './sources.ts'
import { stores } from './stores.ts'
import { subscribe } from './subscribe.ts'
import { survey } from './survey.ts'
import { tag } from './tag.ts'
import { tags } from './tags.ts'
import { trend } from './trend.ts'
import { undo } from './undo.ts'
import { whatdoyouknow } from './whatdoyouknow.ts'
import { why } from './why.ts'

/** Every command, in the order in which help and completion show them. */
export const registry: CommandRegistry = createRegistry([
  nps,
  csat,
  ces,
  csi,
  rating,
  sentiment,
  loyalty,
  why,
  moved,
  aspects,
  aspect,
  mentions,
  tags,
  sources,
  authors,
  stores,
  compare,
  trend,
  quotes,
  response,
  did,
  report,
  log,
  queue,
  open,
  answered,
  resolved,
  reopen,
  fix,
  edit,
  tag,
  merge,
  undo,
  importFile,
  imports,
  feed,
  hook,
  listen,
  capture,
  digest,
  subscribe,
  alert,
  survey,
  answer,
  role,
  link,
  audit,
  whatdoyouknow,
  forget,
  define,
  help,
])

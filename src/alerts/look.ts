import type { Alert, ClaimedAlert, Reading } from '../core/alert.ts'
import type { PlaceFacts } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { AlertCheck, Store } from '../core/store.ts'
import { placeOf } from '../digests/destination.ts'
import { reasonOf } from '../digests/reason.ts'
import { tellOwner } from '../digests/tell-owner.ts'
import { evaluate } from './evaluate.ts'
import { isHushed, type Progress, progressOf, type Telling } from './incidents.ts'
import { newItems } from './new-items.ts'
import type { AlertParts } from './run-environment.ts'
import { type AlertNews, heldNotice } from './tell.ts'
import { windowAt } from './windows.ts'

/** How often a rule is looked at: each new item soon, a slow window seldom. */
const EACH_SECONDS = 15
const SHORT_SECONDS = 60
const LONG_SECONDS = 300
const SHORT_WINDOW = 6 * 3600
const RETRY_SECONDS = 60

/** What became of a claimed alert: what its check changes, and what is told of it. */
export interface Checked {
  readonly claimed: ClaimedAlert
  /** The zone of its workspace. */
  readonly zone: string
  readonly check: AlertCheck
  readonly news: AlertNews | undefined
}

/** Looks at one alert; undefined where that could not be done, and then its claim has ended. */
export async function look(
  parts: AlertParts,
  claimed: ClaimedAlert,
  zone: string,
): Promise<Checked | undefined> {
  const { store, clock, log } = parts
  const { alert, open } = claimed
  const now = clock()
  try {
    const access = await parts.accessOf(alert, await placeFor(parts, alert))
    const seen = await parts.seenWith(store, alert, access)
    const silent = alert.state === 'muted' || now < (alert.snoozedUntil ?? 0)
    const lastTold = await lastToldOf(store, alert, now)
    const telling = { now, settings: alert, silent, lastTold }
    const looked = waits(alert, telling)
      ? waiting(alert)
      : await lookThrough(alert, zone, now, seen)
    const progress = progressOf(open, looked.readings, telling)
    return {
      claimed,
      zone,
      check: checkOf(alert, progress, looked, now),
      news: newsOf(alert, progress, seen),
    }
  } catch (error) {
    if (error instanceof UserError) {
      await hold(parts, alert, reasonOf(error))
      return undefined
    }
    const detail = error instanceof Error ? error.message : String(error)
    log.warn('alert-check-failed', { alert: alert.id, detail })
    await store.alerts.settle(claimed, { ...nothingNew(alert, now), againSeconds: RETRY_SECONDS })
    return undefined
  }
}

/** What is new is told when telling is allowed again, all together. */
function waits({ rule, state }: Alert, telling: Telling): boolean {
  return rule.type === 'each' && state !== 'muted' && isHushed('', telling)
}

/** The place may not hear it: nothing is told, the alert waits and its owner is asked. */
async function hold(parts: AlertParts, alert: Alert, reason: string): Promise<void> {
  const { store, outlet, clock } = parts
  const now = clock()
  await store.atomically(async (within) => {
    await within.alerts.change(alert.workspace, alert.id, { state: 'held', reason })
    const key = `a:${alert.workspace}:${alert.id}:${now}:held`
    const adapter = outlet(alert.owner.platform)
    await tellOwner(alert, heldNotice(alert, reason), { store: within, adapter, now, key })
  })
}

/** What was seen, and how far feedback was looked at by then. */
interface Looked extends Pick<Alert, 'seen' | 'lookedAt'> {
  readonly readings: readonly Reading[]
}

function waiting({ seen, lookedAt }: Alert): Looked {
  return { readings: [], seen, lookedAt }
}

/**
 * Evaluates the rule over the data as the owner and the place may see them. Feedback that came
 * in is new trouble where it was said within the rule's window before the last look, however
 * long nothing could be told since.
 */
async function lookThrough(
  alert: Alert,
  zone: string,
  now: EpochSeconds,
  store: Store,
): Promise<Looked> {
  const { rule, workspace } = alert
  const watching = { store, workspace }
  if (rule.type !== 'each') {
    const readings = await evaluate(rule, zone, now, watching)
    return { readings, seen: alert.seen, lookedAt: now }
  }
  const since = windowAt(rule.window, zone, alert.lookedAt).start
  const { reading, seen, all } = await newItems(rule, since, alert.seen, watching)
  return { readings: [reading], seen, lookedAt: all ? now : alert.lookedAt }
}

async function lastToldOf(
  store: Store,
  { workspace, id }: Alert,
  now: EpochSeconds,
): Promise<ReadonlyMap<string, EpochSeconds>> {
  const last = new Map<string, EpochSeconds>()
  for (const { subject, toldAt } of await store.alerts.incidents(workspace, id, 200)) {
    if (toldAt !== null && toldAt <= now && !last.has(subject)) last.set(subject, toldAt)
  }
  return last
}

function nothingNew({ seen, lookedAt, rule }: Alert, at: EpochSeconds): AlertCheck {
  const againSeconds = checkedEvery(rule)
  return { at, againSeconds, seen, lookedAt, begun: [], told: [], ended: [] }
}

function checkedEvery(rule: Alert['rule']): number {
  if (rule.type === 'each') return EACH_SECONDS
  const short = rule.window.type === 'rolling' && rule.window.seconds <= SHORT_WINDOW
  return short ? SHORT_SECONDS : LONG_SECONDS
}

function checkOf(
  alert: Alert,
  { begun, told, ended }: Progress,
  { seen, lookedAt }: Looked,
  at: EpochSeconds,
): AlertCheck {
  return {
    ...nothingNew(alert, at),
    seen,
    lookedAt,
    begun: begun.map(({ reading, tells }) => ({ reading, told: tells })),
    told: told.map(({ incident }) => incident),
    ended: ended.map(({ incident }) => incident),
  }
}

function newsOf(
  alert: Alert,
  { begun, told, ended }: Progress,
  seen: Store,
): AlertNews | undefined {
  const began = [
    ...begun.filter(({ tells }) => tells).map(({ reading }) => reading),
    ...told.map(({ reading }) => reading),
  ]
  const over = ended.filter(({ tells }) => tells).map(({ incident }) => incident)
  return began.length + over.length === 0 ? undefined : { alert, seen, began, ended: over }
}

async function placeFor({ outlet }: AlertParts, { target }: Alert): Promise<PlaceFacts | null> {
  const adapter = outlet(target.platform)
  if (!adapter?.bot) throw new Error(`${target.platform} is not running`)
  return await placeOf(adapter, target)
}

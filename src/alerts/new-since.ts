import type { Alert } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { EachRule } from './new-items.ts'
import { windowAt } from './windows.ts'

/** How long after a snooze quiet hours may still keep back what came in it. */
const LATEST_SECONDS = 24 * 3600

/**
 * Returns when feedback that came in must have been said to be new trouble: within the rule's
 * window. What came in while the alert cooled down or was snoozed is as new as what comes now.
 */
export async function newSince(
  { window }: EachRule,
  alert: Alert,
  {
    zone,
    now,
    lastTold,
    store,
  }: {
    readonly zone: string
    readonly now: EpochSeconds
    /** When it last told of anything. */
    readonly lastTold: EpochSeconds | undefined
    readonly store: Pick<Store, 'feedback'>
  },
): Promise<EpochSeconds> {
  const cooled = windowAt(window, zone, (now - alert.cooldownSeconds) as EpochSeconds).start
  const { snoozedUntil } = alert
  const isWoken =
    snoozedUntil !== null &&
    now < snoozedUntil + LATEST_SECONDS &&
    (lastTold === undefined || lastTold < snoozedUntil)
  if (!isWoken) return cooled
  const last = alert.seen === null ? undefined : await store.feedback(alert.workspace, alert.seen)
  const looked = windowAt(window, zone, last?.at ?? alert.createdAt).start
  return Math.min(cooled, looked) as EpochSeconds
}

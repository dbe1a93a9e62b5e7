import type { EpochSeconds } from '../core/identity.ts'
import { destinationOf } from '../digests/destination.ts'
import { type Checked, look } from './look.ts'
import type { AlertParts } from './run-environment.ts'
import { alertMessage } from './tell.ts'

export type { AlertParts } from './run-environment.ts'

const ALERTS_AT_ONCE = 20
/** An alert of a process that died is taken over after this. */
const LEASE_SECONDS = 25
const WORTH_SECONDS = 6 * 3600

/** Looks at the alerts whose time has come; returns how many messages were queued. */
export async function checkAlerts(parts: AlertParts): Promise<number> {
  const { store } = parts
  const claimed = await store.alerts.claim(ALERTS_AT_ONCE, LEASE_SECONDS)
  const zones = new Map((await store.workspaces()).map(({ id, zone }) => [id, zone]))
  const checked: Checked[] = []
  for (const each of claimed) {
    const done = await look(parts, each, zones.get(each.alert.workspace) ?? 'UTC')
    if (done) checked.push(done)
  }
  let messages = 0
  for (const group of bySharedPlace(checked)) {
    if (await tell(parts, group)) messages += 1
  }
  return messages
}

/** Alerts that go to the same place at the same moment are told in one message. */
function bySharedPlace(checked: readonly Checked[]): readonly (readonly Checked[])[] {
  const groups = new Map<string, Checked[]>()
  for (const each of checked) {
    const { alert } = each.claimed
    const key = each.news
      ? JSON.stringify([alert.workspace, alert.target, alert.locale])
      : `quiet ${alert.workspace} ${alert.id}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

/** Ends the claims and queues their message in one transaction; false where nothing is told. */
async function tell(parts: AlertParts, group: readonly Checked[]): Promise<boolean> {
  const { store, outlet, clock } = parts
  const [first] = group
  if (!first) return false
  const { alert } = first.claimed
  const { zone } = first
  const now = clock()
  const news = group.flatMap((each) => (each.news ? [each.news] : []))
  const adapter = outlet(alert.target.platform)
  // Its platform has just stopped: the claim ends, and it is looked at again.
  if (news.length > 0 && !adapter) return false
  const encoded =
    news.length === 0
      ? undefined
      : adapter?.encode(await alertMessage(news, { zone, now }), destinationOf(alert.target), {
          now,
          locale: alert.locale,
          audience: 'channel',
          keyPrefix: `a:${alert.workspace}:${alert.id}:${now}`,
          giveUpAt: (now + WORTH_SECONDS) as EpochSeconds,
        })
  try {
    await store.atomically(async (within) => {
      for (const { claimed, check } of group) {
        if (!(await within.alerts.settle(claimed, check))) throw new LostClaim()
      }
      if (encoded) await within.delivery.enqueue(encoded.parts, encoded.buttons)
    })
  } catch (error) {
    if (error instanceof LostClaim) return false
    throw error
  }
  return encoded !== undefined
}

/** Another process has taken over one of a group: nothing of it is told here. */
class LostClaim extends Error {}

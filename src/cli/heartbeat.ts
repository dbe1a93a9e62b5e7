import cron from 'node-cron'
import { checkAlerts } from '../alerts/run.ts'
import { planDue, replanAll } from '../digests/plan.ts'
import { createDigestRunner } from '../digests/run.ts'
import { watchImprovements } from '../loop/watch.ts'
import { tendSurveys } from '../surveys/deliver.ts'
import { alertParts, digestParts, type HeartbeatParts, watchParts } from './heartbeat-parts.ts'

/**
 * Wakes every second and sends what is due: digests by their ledger, alerts by their rules,
 * questions and results of surveys, and what became of improvements; none is held up by another.
 * Nothing depends on a wake-up that was missed. Returns what stops it, which resolves when the
 * work in hand is done.
 */
export function startHeartbeat(parts: HeartbeatParts): () => Promise<void> {
  const { store, log, clock, wake } = parts
  const digests = createDigestRunner(digestParts(parts))
  const alerts = alertParts(parts)
  const surveys = { store, log, clock, registry: parts.host.registry, outlet: parts.adapter }
  const improvements = watchParts(parts)
  const busy = new Map<string, Promise<void>>()

  function attempt(name: string, work: () => Promise<void>): void {
    if (busy.has(name)) return
    const working = work()
      .catch((error: unknown) => {
        log.warn(`${name}-failed`, {
          error: error instanceof Error ? error.message : String(error),
        })
      })
      .finally(() => busy.delete(name))
    busy.set(name, working)
  }

  attempt('replan', async () => {
    await replanAll(store, clock())
  })
  const task = cron.schedule(
    '* * * * * *',
    () => {
      attempt('digests', async () => {
        await planDue(store, clock())
        await digests.takeUp()
      })
      attempt('alerts', async () => {
        if ((await checkAlerts(alerts)) > 0) wake()
      })
      attempt('surveys', async () => {
        if ((await tendSurveys(surveys)) > 0) wake()
      })
      attempt('improvements', async () => {
        if ((await watchImprovements(improvements)) > 0) wake()
      })
    },
    { name: 'heartbeat', logger: quiet },
  )
  return async () => {
    await task.destroy()
    await Promise.all(busy.values())
    await digests.idle()
  }
}

/** A wake-up that was missed is told by what it left undone. */
const quiet = { info() {}, warn() {}, error() {}, debug() {} }

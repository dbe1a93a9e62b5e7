import type { AlertSettings, Incident, Reading } from '../core/alert.ts'
import type { AlertId, EpochSeconds } from '../core/identity.ts'
import { evaluate } from './evaluate.ts'
import { progressOf } from './incidents.ts'
import { type Watching, watchCount } from './measure.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** How far back a test looks, and how often, by the length of the rule's window. */
const SHORT = { back: 30 * DAY, step: HOUR }
const LONG = { back: 90 * DAY, step: 6 * HOUR }

/** One time that an alert would have fired. */
export interface Replayed {
  readonly at: EpochSeconds
  /** Null where it would still hold. */
  readonly until: EpochSeconds | null
  readonly reading: Reading
}

export interface Replay {
  readonly from: EpochSeconds
  readonly to: EpochSeconds
  readonly fired: readonly Replayed[]
}

/**
 * Returns when a rule would have fired over the stored history, looked at every hour (or
 * every six, for windows longer than a day), with its cooldown and quiet hours. Rejects with
 * the UserErrors of the rule's question.
 */
export async function replay(
  settings: Pick<AlertSettings, 'rule' | 'cooldownSeconds' | 'quiet'>,
  zone: string,
  now: EpochSeconds,
  watching: Watching,
): Promise<Replay> {
  const { rule } = settings
  const { window } = rule
  const { back, step } = window.type === 'rolling' && window.seconds <= DAY ? SHORT : LONG
  const span = await watching.store.span(watching.workspace)
  const from = Math.max(now - back, span?.first ?? now) as EpochSeconds
  if (rule.type === 'each') return await replayEach(rule, from, now, watching)
  let open: readonly Incident[] = []
  const fired: Replayed[] = []
  const lastTold = new Map<string, EpochSeconds>()
  for (let at = from; at <= now; at = (at + step) as EpochSeconds) {
    const readings = await evaluate(rule, zone, at, watching)
    const progress = progressOf(open, readings, { now: at, settings, silent: false, lastTold })
    const begun = progress.begun.map(({ reading, tells }) => incidentOf(reading, at, tells))
    const told = new Set(progress.told.map(({ incident }) => incident.subject))
    for (const { reading, tells } of progress.begun) if (tells) tell(reading, at)
    for (const { reading } of progress.told) tell(reading, at)
    const over = new Set(progress.ended.map(({ incident }) => incident.subject))
    for (const subject of over) close(subject, at)
    open = [
      ...open
        .filter(({ subject }) => !over.has(subject))
        .map((each) => (told.has(each.subject) ? { ...each, toldAt: at } : each)),
      ...begun,
    ]
  }
  return { from, to: now, fired }

  function tell(reading: Reading, at: EpochSeconds): void {
    lastTold.set(reading.subject, at)
    fired.push({ at, until: null, reading })
  }
  function close(subject: string, at: EpochSeconds): void {
    const last = fired.findLastIndex(
      ({ reading, until }) => until === null && reading.subject === subject,
    )
    const found = fired[last]
    if (found) fired[last] = { ...found, until: at }
  }
}

function incidentOf(reading: Reading, at: EpochSeconds, told: boolean): Incident {
  return {
    alert: 0 as AlertId,
    subject: reading.subject,
    startedAt: at,
    toldAt: told ? at : null,
    resolvedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    reading,
  }
}

/** A rule about each item would have told once a day of that day's items at the least. */
async function replayEach(
  rule: Extract<AlertSettings['rule'], { type: 'each' }>,
  from: EpochSeconds,
  to: EpochSeconds,
  watching: Watching,
): Promise<Replay> {
  const ranges = Array.from({ length: Math.ceil((to - from) / DAY) }, (_, index) => ({
    start: (from + index * DAY) as EpochSeconds,
    end: Math.min(from + (index + 1) * DAY, to) as EpochSeconds,
  }))
  const [counted] = await watchCount(rule.count, rule, ranges, watching)
  const fired = (counted?.counts ?? []).flatMap((n, index): Replayed[] => {
    const range = ranges[index]
    if (n === 0 || !range) return []
    const nothing = { low: null, high: null, against: null, items: [] }
    const reading: Reading = { subject: '', firing: true, value: n, n, ...nothing }
    return [{ at: range.start, until: range.end, reading }]
  })
  return { from, to, fired }
}

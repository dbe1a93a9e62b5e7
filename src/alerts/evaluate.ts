import type { AlertRule, Reading } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from '../metrics/false-discovery.ts'
import { scanPairs } from '../metrics/groups.ts'
import { Z } from '../metrics/measurement.ts'
import { normalTwoSided } from '../metrics/normal.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { unusualCount } from '../metrics/unusual.ts'
import { type Watching, watchCount, watchMetric } from './measure.ts'
import { sameHoursBefore, windowAt, windowBefore } from './windows.ts'

/** How many earlier weeks say what is usual for an hour and weekday. */
const WEEKS_BACK = 8
/** So unlikely must a count be, were everything as usual. */
const UNUSUAL = 0.001
/** Fewer of anything are no spike, however unusual. */
const FEWEST_UNUSUAL = 5

type Rule<Type extends AlertRule['type']> = Extract<AlertRule, { type: Type }>

/** Rules whose state can be read from counts; rules about each follow the feedback itself. */
export type CountedRule = Exclude<AlertRule, { type: 'each' }>

/**
 * Returns what a rule sees at an instant: one reading for each name that it watches. Rejects
 * with a UserError where the workspace has no such answers. Scans over many names control the
 * false discovery rate (Benjamini–Hochberg, 5 %).
 */
export async function evaluate(
  rule: CountedRule,
  zone: string,
  now: EpochSeconds,
  watching: Watching,
): Promise<readonly Reading[]> {
  switch (rule.type) {
    case 'level':
      return await level(rule, zone, now, watching)
    case 'change':
      return await change(rule, zone, now, watching)
    case 'usual':
      return await usual(rule, zone, now, watching)
  }
}

async function level(
  rule: Rule<'level'>,
  zone: string,
  now: EpochSeconds,
  watching: Watching,
): Promise<readonly Reading[]> {
  const { bound, side, least, clearly } = rule
  const range = windowAt(rule.window, zone, now)
  const { metric, groups } = await watchMetric(rule.metric, rule, [range], watching)
  const readings = groups.map(({ subject, tallies }) => {
    const tally = tallies[0] ?? EMPTY_TALLY
    const main = metric.measure(tally)[0]
    const { value = null, low = null, high = null } = main ?? {}
    const beyond = value !== null && (side === 'above' ? value > bound : value < bound)
    return { subject, value, low, high, n: tally.n, beyond: beyond && tally.n >= least }
  })
  const pValues = benjaminiHochberg(
    readings.map(({ value, low, high }) =>
      value === null || low === null || high === null || high <= low
        ? 1
        : normalTwoSided((value - bound) / ((high - low) / (2 * Z))),
    ),
  )
  return readings.map(({ beyond, ...reading }, index) => {
    const whole =
      side === 'above' ? (reading.low ?? bound) > bound : (reading.high ?? bound) < bound
    const clear = whole && (pValues[index] ?? 1) <= FALSE_DISCOVERY_RATE
    return { ...reading, firing: beyond && (!clearly || clear), against: bound, items: [] }
  })
}

async function change(
  rule: Rule<'change'>,
  zone: string,
  now: EpochSeconds,
  watching: Watching,
): Promise<readonly Reading[]> {
  const ranges = [windowAt(rule.window, zone, now), windowBefore(rule.window, zone, now)]
  const { metric, groups } = await watchMetric(rule.metric, rule, ranges, watching)
  const pairs = groups.map(({ tallies }) => ({
    later: tallies[0] ?? EMPTY_TALLY,
    earlier: tallies[1] ?? EMPTY_TALLY,
  }))
  const findings = scanPairs(metric, pairs)
  return groups.map(({ subject }, index) => {
    const { later, earlier } = pairs[index] ?? { later: EMPTY_TALLY, earlier: EMPTY_TALLY }
    const main = metric.measure(later)[0]
    const wanted = rule.direction === 'drops' ? 'down' : 'up'
    return {
      subject,
      firing: findings[index]?.verdict === wanted,
      value: main?.value ?? null,
      low: main?.low ?? null,
      high: main?.high ?? null,
      n: later.n,
      against: metric.measure(earlier)[0]?.value ?? null,
      items: [],
    }
  })
}

async function usual(
  rule: Rule<'usual'>,
  zone: string,
  now: EpochSeconds,
  watching: Watching,
): Promise<readonly Reading[]> {
  const current = windowAt(rule.window, zone, now)
  const ranges = [...sameHoursBefore(current, zone, WEEKS_BACK), current]
  const span = await watching.store.span(watching.workspace)
  const known = ranges.filter(({ start }) => span !== undefined && start >= span.first)
  if (known.at(-1) !== current) return []
  const groups = await watchCount(rule.count, rule, known, watching)
  const compared = groups.map(({ subject, counts }) => {
    const count = counts.at(-1) ?? 0
    return { subject, count, found: unusualCount(count, counts.slice(0, -1)) }
  })
  const pValues = benjaminiHochberg(compared.map(({ found }) => found?.pValue ?? 1))
  return compared.map(({ subject, count, found }, index) => ({
    subject,
    firing:
      found !== null &&
      count >= FEWEST_UNUSUAL &&
      count >= rule.factor * found.usual &&
      (pValues[index] ?? 1) <= UNUSUAL,
    value: count,
    low: null,
    high: null,
    n: count,
    against: found?.usual ?? null,
    items: [],
  }))
}

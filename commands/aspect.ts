import { dayNumber } from '../src/calendar/zone.ts'
import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import type { Period, TimeUnit } from '../src/core/period.ts'
import { isTimeUnit } from '../src/core/period.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { knownAspect } from '../src/report/aspect-names.ts'
import { aspectReport } from '../src/report/aspect-report.ts'
import { openOpinions } from '../src/report/opinions.ts'
import { unitFor } from '../src/report/trend-report.ts'
import { TEXT_BREAKDOWNS } from './text-breakdowns.ts'

/** What is said of one side of the experience: its way, its stores, the words. */
export const aspect: Command = {
  name: 'aspect',
  group: 'explore',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'aspect', required: true, max: 4, from: 'aspect' },
  period: { default: 'last 30 days' },
  breakdowns: TEXT_BREAKDOWNS.filter((by) => by !== 'aspect'),
  baselines: true,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'aspect'),
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  async run(context) {
    const { arguments: asked } = context
    const opinions = await openOpinions(context)
    const period = asked.periodGiven ? asked.period : null
    const key = knownAspect(
      asked.subjects.join(' '),
      context,
      [...opinions.aspects.keys()],
      (name) => formatCommandLine(aspect, asked, { subjects: [name], period }),
    )
    const narrowed = { ...context, arguments: { ...asked, subjects: [key] } }
    const { by } = asked
    const unit = asked.period ? unitOf(asked.period) : 'week'
    if (by === null) return aspectReport(aspect, narrowed, key, { unit, by: 'store' })
    return aspectReport(
      aspect,
      narrowed,
      key,
      isTimeUnit(by) ? { unit: by, by: 'store' } : { unit, by },
    )
  },
}

/** In a shorter period a week would be most of it. */
const SHORTEST_BY_WEEK = 21

/** One side is spoken of a few times a day: most days alone would have too few texts to tell. */
function unitOf(period: Pick<Period, 'from' | 'to'>): TimeUnit {
  const days = dayNumber(period.to) - dayNumber(period.from)
  const unit = unitFor(period)
  return unit === 'day' && days >= SHORTEST_BY_WEEK ? 'week' : unit
}

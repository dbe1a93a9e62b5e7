import type { Command, CommandContext } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { TOO_FEW } from '../src/metrics/measurement.ts'
import { periodOf } from '../src/report/asked-period.ts'
import { askedSeries } from '../src/report/asked-series.ts'
import { breakdownReport } from '../src/report/breakdown-report.ts'
import { openInquiry } from '../src/report/inquiry.ts'
import { type ScoredMetric, seriesFor } from '../src/report/question.ts'
import { readTallies } from '../src/report/read-tallies.ts'

/** The metrics by which stores are ranked, the likeliest first. */
const RANKED = ['rating', 'nps', 'sentiment', 'csat', 'ces'] as const

/** Stores ranked by a metric, the clearly better and worse ones named. */
export const stores: Command = {
  name: 'stores',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'store'),
  views: ['chart', 'table', 'csv', 'text'],
  options: [{ type: 'choice', name: 'metric', values: RANKED }],
  async run(context) {
    const asked = RANKED.find((name) => name === context.arguments.options['metric'])
    const metric = asked ?? (await mostAnswered(context))
    const inquiry = await openInquiry(stores, context, metric, undefined)
    return breakdownReport(inquiry, 'store')
  },
}

/** Returns the first metric that at least two stores have enough answers for, else the most answered one. */
async function mostAnswered(context: CommandContext): Promise<ScoredMetric> {
  const { store, workspaceId, arguments: asked } = context
  const { filters } = asked
  const period = periodOf(context)
  const all = await askedSeries(store, workspaceId)
  const counted = await Promise.all(
    RANKED.map(async (metric) => {
      const series = seriesFor(metric, all)
      const rows =
        series.length === 0
          ? []
          : await readTallies(store, workspaceId, { series, filters }, [period], 'store')
      const n = new Map<string, number>()
      for (const { value, tally } of rows) {
        if (value !== null) n.set(value, (n.get(value) ?? 0) + tally.n)
      }
      const counts = [...n.values()]
      return {
        metric,
        enough: counts.filter((count) => count >= TOO_FEW).length >= 2,
        n: counts.reduce((sum, count) => sum + count, 0),
      }
    }),
  )
  const best = counted.reduce((most, each) => (each.n > most.n ? each : most))
  return (counted.find(({ enough }) => enough) ?? best).metric
}

import type { Block, Report } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { changeBetween, changeFromTarget } from '../metrics/change.ts'
import type { Measurement, Metric } from '../metrics/measurement.ts'
import { type ResolvedBaseline, resolveBaseline } from './baseline.ts'
import { definitionOf } from './definition.ts'
import { distributionParts, npsShares } from './distribution.ts'
import { emptyReport } from './empty-report.ts'
import { detailParagraph, headlineBlock, type ToldChange } from './headline.ts'
import { frameOf, type Inquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { nextQuestions } from './next-questions.ts'
import { poolingOf } from './pooling.ts'
import { reportOf } from './report-frame.ts'

/** Returns a metric's value in the period, its change, and how the answers are spread. */
export async function valueReport(inquiry: Inquiry): Promise<Report> {
  const { command, context, period, question } = inquiry
  const { locale } = context
  const baseline = resolveBaseline(context, question.name, question.variant)
  const rows = await talliesOf(inquiry, [
    period,
    ...(baseline.type === 'period' ? [baseline.period] : []),
  ])
  const pooling = poolingOf(question, rows)
  const current = rows.filter((row) => row.range === 0)
  const tally = pooling.pool(current)
  if (tally.n === 0) return emptyReport(inquiry, pooling)
  const wording = wordingOf(inquiry, pooling)
  const values = pooling.metric.measure(tally)
  const earlier = pooling.pool(rows.filter((row) => row.range === 1))
  const frame = frameOf(inquiry, tally.n)
  const spread = pooling.scale && distributionParts(wording, tally, pooling.scale, frame, values[0])
  const shares = [
    { label: period.label, values },
    ...(baseline.type === 'period'
      ? [{ label: baseline.period.label, values: pooling.metric.measure(earlier) }]
      : []),
  ]
  const chart = question.name === 'nps' ? npsShares(wording, shares, frame) : spread?.chart
  const told = toldChange(pooling.metric, values, { later: tally, earlier }, baseline)
  const blocks: (Block | undefined)[] = [
    headlineBlock(wording, values, period.label, told),
    detailParagraph(wording, values),
    chart,
    spread?.table,
    inquiryNotes(inquiry, {
      leftOut: pooling.leftOut(current),
      scale: pooling.scale,
      unit: pooling.metric.unit,
      compared: baseline.type === 'period',
      answered: current,
    }),
    await nextQuestions({ command, context, metric: question.name, period }),
  ]
  return reportOf(command, context, {
    title: wording.name,
    definition: definitionOf(locale, question.name, question.variant, pooling.scale),
    period,
    blocks,
  })
}

/** Returns how the value changed against its baseline; undefined where it has none. */
export function toldChange(
  metric: Metric,
  values: readonly Measurement[],
  tallies: { readonly later: Tally; readonly earlier: Tally },
  baseline: ResolvedBaseline,
): ToldChange | undefined {
  const [main] = values
  if (baseline.type === 'none' || !main) return undefined
  if (baseline.type === 'target') return { change: changeFromTarget(main, baseline.value) }
  const { from, to, label } = baseline.period
  return {
    change: changeBetween(metric, tallies.later, tallies.earlier, { from, to }),
    period: label,
  }
}

import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { ALONE, findingsOf, pairDifference } from '../metrics/groups.ts'
import { subtractTally } from '../metrics/tally.ts'
import { mapInTurns } from '../metrics/turns.ts'
import { resolveBaseline } from './baseline.ts'
import { breakdownParts } from './breakdown.ts'
import { breakdownChanges } from './breakdown-changes.ts'
import { byValue } from './by-value.ts'
import { definitionOf } from './definition.ts'
import { emptyReport } from './empty-report.ts'
import { headlineBlock } from './headline.ts'
import { frameOf, type Inquiry, talliesOf, wordingOf } from './inquiry.ts'
import { inquiryNotes } from './inquiry-notes.ts'
import { nextQuestions } from './next-questions.ts'
import { poolingOf } from './pooling.ts'
import { reportOf } from './report-frame.ts'
import { toldChange } from './value-report.ts'

/** Returns a metric cut by a dimension: which values lie clearly above or below all the others. */
export async function breakdownReport(inquiry: Inquiry, by: Dimension): Promise<Report> {
  const { command, context, period, question } = inquiry
  const { locale } = context
  const baseline = resolveBaseline(context, question.name, question.variant)
  const ranges = [period, ...(baseline.type === 'period' ? [baseline.period] : [])]
  const changes = context.arguments.baseline !== null && baseline.type === 'period'
  const [totals, cut] = await Promise.all([
    talliesOf(inquiry, ranges),
    talliesOf(inquiry, changes ? ranges : [period], by),
  ])
  const pooling = poolingOf(question, totals)
  const { metric } = pooling
  const current = totals.filter((row) => row.range === 0)
  const whole = pooling.pool(current)
  if (whole.n === 0) return emptyReport(inquiry, pooling)
  const pooled = await mapInTurns(byValue(cut, 0), ([name, rows]) => ({
    name,
    tally: pooling.pool(rows),
  }))
  const groups = pooled.filter(({ tally }) => tally.n > 0)
  if (groups.every(({ name }) => name === null)) {
    throw new UserError('commands.breakdown-empty', { dimension: by })
  }
  const findings = findingsOf(
    await mapInTurns(groups, ({ tally }) =>
      pairDifference(metric, { later: tally, earlier: subtractTally(whole, tally) }),
    ),
  )
  const wording = wordingOf(inquiry, pooling)
  const values = metric.measure(whole)
  const [overall] = values
  if (!overall) throw new RangeError('a metric measures something')
  const earlier = pooling.pool(totals.filter((row) => row.range === 1))
  const measured = await mapInTurns(groups, ({ name, tally }, index) => {
    const finding = groups.length === 1 ? ALONE : findings[index]
    return { name, values: metric.measure(tally), ...(finding ? { finding } : {}) }
  })
  const parts = breakdownParts(wording, by, measured, overall, frameOf(inquiry, whole.n))
  const before = byValue(cut, 1)
  const moved = changes
    ? await breakdownChanges(
        wording,
        by,
        metric,
        await mapInTurns(groups, ({ name, tally }) => {
          const rows = before.get(name)
          return { name, later: tally, earlier: rows && pooling.pool(rows) }
        }),
      )
    : undefined
  const translate = translator(locale)
  return reportOf(command, context, {
    title: translate('report:breakdown.title', {
      name: wording.name,
      dimension: translate(`report:dimension.${by}`),
    }),
    definition: definitionOf(locale, question.name, question.variant, pooling.scale),
    period,
    blocks: [
      headlineBlock(
        wording,
        values,
        period.label,
        toldChange(metric, values, { later: whole, earlier }, baseline),
      ),
      moved?.summary,
      parts.summary,
      parts.chart,
      moved?.table,
      parts.table,
      inquiryNotes(inquiry, {
        leftOut: pooling.leftOut(current),
        scale: pooling.scale,
        unit: metric.unit,
        compared: baseline.type === 'period',
        answered: current,
        more: parts.notes,
      }),
      await nextQuestions({ command, context, metric: question.name, period }),
    ],
  })
}

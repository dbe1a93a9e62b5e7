import type { Cell, Change, MetricValue, Notice, Reply, Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { withoutNoise } from './cell.ts'
import { reportNotes } from './notes.ts'
import { bareText } from './sanitize.ts'

/** More rows than this are counted, unless the table itself was asked for. */
const ROWS = 1_000

function number(value: number | null): number | null {
  return value === null ? null : withoutNoise(value)
}

function cell(value: Cell): Cell {
  return typeof value === 'number' ? withoutNoise(value) : value
}

/**
 * Returns a reply as the object that `ask --json` prints. Its keys never depend
 * on the language; numbers are unrounded. `chartFile` is where the caller has
 * put the picture. Notices of errors come as `{ error }`, others as `{ notice }`.
 */
export function toJson(
  reply: Reply,
  options: { readonly chartFile?: string } = {},
): Readonly<Record<string, unknown>> {
  switch (reply.kind) {
    case 'report':
      return reportJson(reply, options.chartFile ?? null)
    case 'notice':
      return noticeJson(reply)
    case 'form': {
      const { title, command, fields } = reply
      return { form: { title, command, fields } }
    }
  }
}

function reportJson(report: Report, chartFile: string | null): Readonly<Record<string, unknown>> {
  const { blocks, period } = report
  const headline = blocks.find((block) => block.type === 'headline')
  const table = blocks.find((block) => block.type === 'table')
  const chart = blocks.find((block) => block.type === 'chart')
  const rows = report.view === 'table' || report.view === 'csv' ? Number.POSITIVE_INFINITY : ROWS
  const left = Math.max(0, (table?.rows.length ?? 0) - rows)
  const more = left > 0 ? [translator(report.locale)('report:text.more-rows', { count: left })] : []
  return {
    command: report.command,
    title: report.title,
    definition: report.definition ?? null,
    period: period
      ? {
          from: period.from,
          to: period.to,
          zone: period.zone,
          label: period.label,
          complete: period.complete,
        }
      : null,
    filters: report.filters,
    values: (headline?.values ?? []).map(valueJson),
    change: headline?.change ? changeJson(headline.change) : null,
    table: table
      ? {
          columns: table.columns.map(({ key, label }) => ({ key, label })),
          rows: table.rows.slice(0, rows).map((row) => row.map(cell)),
        }
      : null,
    chart: chart ? { alt: chart.spec.alt, file: chartFile } : null,
    quotes: blocks.flatMap((block) =>
      block.type === 'quotes'
        ? block.quotes.map(({ id, text, at, source, sentiment }) => ({
            id: `F-${id}`,
            text,
            at,
            source,
            sentiment,
          }))
        : [],
    ),
    notes: [...reportNotes(report).map(bareText), ...more],
    actions: blocks.flatMap((block) => (block.type === 'actions' ? block.actions : [])),
    reportId: report.reportId === undefined ? null : `R-${report.reportId}`,
  }
}

function valueJson({ key, value, low, high, n, unit }: MetricValue) {
  return { key, value: number(value), low: number(low), high: number(high), n, unit }
}

function changeJson({ value, low, high, verdict, baseline }: Change) {
  const { from, to, n } = baseline
  return {
    value: number(value),
    low: number(low),
    high: number(high),
    verdict,
    baseline: { from, to, value: number(baseline.value), n },
  }
}

function noticeJson(notice: Notice): Readonly<Record<string, unknown>> {
  const message = bareText(notice.text)
  if (notice.level === 'error') {
    const { errorId, suggestion } = notice
    return { error: { id: errorId ?? null, message, suggestion: suggestion ?? null } }
  }
  return { notice: { level: notice.level, message, actions: notice.actions } }
}

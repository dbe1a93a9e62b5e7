import type { ChartSpec } from '../../src/core/chart.ts'
import type { Block, Report } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { filtersInWords, tableForPeople, unsaidPeriod } from '../../src/report/for-people.ts'
import { reportNotes } from '../../src/report/notes.ts'
import { bareText, isolate, tameLine } from '../../src/report/sanitize.ts'
import type { Offer } from './keyboard.ts'
import { limits } from './limits.ts'
import { quoteSections } from './render-quotes.ts'
import { pagesOf, tableSection } from './render-table.ts'
import { mixedRun, type Run, run, runsOf, type Section, type Tag } from './rich-text.ts'

/** A longer headline that marks nothing itself is not made bold as a whole. */
const BOLD_LETTERS = 80

/** A report taken apart: what is read in order, what is drawn, what can be pressed. */
export interface ReportParts {
  readonly sections: readonly Section[]
  readonly chart: ChartSpec | null
  /** The tables that a chart stands for. */
  readonly instead: readonly Section[]
  readonly offers: readonly Offer[]
  /** The data come as a file too. */
  readonly file: boolean
}

/** Returns the parts of a report; `page` is that of its table, the first is 0. */
export function reportParts(report: Report, page: number, hasTableView: boolean): ReportParts {
  const { blocks, locale, view } = report
  const spec = blocks.find((block) => block.type === 'chart')?.spec ?? null
  const chart = view === 'chart' ? spec : null
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [tableForPeople(block)] : []))
  const inChart = chart !== null || view === 'text' || view === 'csv'
  const body = [
    ...titleOf(report),
    ...blocks.flatMap((block) => bodyOf(block, report, inChart ? null : page)),
  ]
  const [lead, ...rest] = body
  const context = contextOf(report)
  const sections = [
    ...(lead ? [context.length > 0 ? [...lead, run('\n'), ...context] : lead] : []),
    ...rest,
    ...(view === 'csv' ? [] : footOf(report)),
  ]
  const pages = inChart ? 1 : Math.max(1, ...tables.map((table) => pagesOf(table, locale)))
  const longest = Math.max(0, ...tables.map(({ rows }) => rows.length))
  return {
    sections,
    chart,
    instead: tables.map((table) => tableSection(table, locale, 0)),
    offers: [
      ...pageOffers(report, Math.min(page, pages - 1), pages),
      ...(chart && tables.length > 0 && hasTableView ? [tableOffer(report)] : []),
      ...blocks
        .flatMap((block) => (block.type === 'actions' ? block.actions : []))
        .filter(({ command }) => command !== report.commandLine),
    ],
    file: view === 'csv' || (!inChart && page === 0 && longest > limits.tableRowsInPages),
  }
}

function bodyOf(block: Block, report: Report, page: number | null): readonly Section[] {
  switch (block.type) {
    case 'headline': {
      const styled = block.text.some(({ style }) => style !== undefined)
      const bold = !styled && bareText(block.text).length <= BOLD_LETTERS
      return [runsOf(block.text, ...(bold ? (['b'] as const) : []))]
    }
    case 'paragraph':
      return [runsOf(block.text)]
    case 'table':
      return page === null || block.rows.length === 0
        ? []
        : [tableSection(tableForPeople(block), report.locale, page)]
    case 'quotes':
      return quoteSections(block, report.locale)
    case 'chart':
    case 'notes':
    case 'actions':
      return []
  }
}

/** Returns the title where no headline says it. */
function titleOf({ blocks, title }: Report): readonly Section[] {
  const told = blocks.some(({ type }) => type === 'headline')
  return told ? [] : [[mixedRun(tameLine(title), 'b')]]
}

/** Returns what the headline leaves out: period and filters. */
function contextOf(report: Report): readonly Run[] {
  const facts = [
    ...unsaidPeriod(report),
    ...filtersInWords(report).map((text) => isolate(tameLine(text))),
  ]
  return facts.length === 0 ? [] : [mixedRun(facts.join(' · '), 'i')]
}

/**
 * Returns notes, definition, zone and number: in a box that opens at a touch, or in the
 * open where words are what was asked for.
 */
function footOf(report: Report): readonly Section[] {
  const { blocks, definition, locale, period, reportId, view } = report
  const data = blocks.some(({ type }) => type === 'headline' || type === 'quotes')
  const box: readonly Tag[] = view === 'text' && !data ? [] : ['blockquote expandable']
  const origin = [
    ...(period ? [period.zone] : []),
    ...(reportId === undefined
      ? []
      : [translator(locale)('report:text.report', { id: `R-${reportId}` })]),
  ]
  const lines: (readonly Run[])[] = [
    ...reportNotes(report).map((note) => runsOf(note, ...box)),
    ...(definition === undefined ? [] : [[mixedRun(definition, ...box)]]),
    ...(origin.length === 0 ? [] : [[run(origin.join(' · '), ...box)]]),
  ]
  return lines.length === 0
    ? []
    : [lines.flatMap((line, index) => (index === 0 ? line : [run('\n', ...box), ...line]))]
}

function tableOffer({ commandLine, locale }: Report): Offer {
  const line = commandLine.replace(/ as \w+$/, '')
  return { label: translator(locale)('chat:table'), command: `${line} as table` }
}

function pageOffers(
  { commandLine, locale }: Report,
  page: number,
  pages: number,
): readonly Offer[] {
  const translate = translator(locale)
  return [
    ...(page > 0
      ? [{ label: translate('chat:previousPage'), command: commandLine, page: page - 1 }]
      : []),
    ...(page < pages - 1
      ? [{ label: translate('chat:nextPage'), command: commandLine, page: page + 1 }]
      : []),
  ]
}

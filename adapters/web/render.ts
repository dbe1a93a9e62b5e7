import type { Locale } from '../../src/core/locale.ts'
import type {
  Block,
  Form,
  HeadlineBlock,
  Notice,
  Quote,
  Report,
  TableBlock,
  Text,
} from '../../src/core/reply.ts'
import { formatDay } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { formatCell } from '../../src/report/cell.ts'
import { filtersInWords, tableForPeople, unsaidPeriod } from '../../src/report/for-people.ts'
import { quoteScore } from '../../src/report/quote-facts.ts'
import { isolate, spanText, tame, tameLine } from '../../src/report/sanitize.ts'
import {
  formatAnswers,
  formatDifference,
  formatInterval,
  formatValue,
} from '../../src/report/values.ts'
import { limits } from './limits.ts'
import type {
  PageBlock,
  PageNotice,
  PageQuote,
  PageReport,
  PageTable,
  PageText,
  PageValue,
} from './page-reply.ts'

type ChartBlock = Extract<PageBlock, { type: 'chart' }>

/** Where the parts of a report that are not text can be fetched. */
export interface Addresses {
  readonly csv: string
  /** By the number of the chart within the report; null where it could not be drawn. */
  readonly pictures: readonly ChartBlock['picture'][]
}

/** Returns a report as the page shows it: all numbers in words, all words from outside tamed. */
export function renderReport(report: Report, addresses: Addresses): PageReport {
  const { locale, commandLine, definition, reportId } = report
  const pictures = [...addresses.pictures]
  const blocks = report.blocks
    .slice(0, limits.blocks)
    .map(
      (block): PageBlock =>
        block.type === 'chart'
          ? { type: 'chart', alt: isolate(block.spec.alt), picture: pictures.shift() ?? null }
          : renderBlock(block, report),
    )
  return {
    kind: 'report',
    locale,
    command: report.command,
    commandLine: tameLine(commandLine),
    title: isolate(report.title),
    definition: definition ?? null,
    context: contextOf(report),
    view: report.view,
    sample: report.sample,
    reportId: reportId === undefined ? null : `R-${reportId}`,
    blocks,
    csv: hasData(report) ? addresses.csv : null,
  }
}

/** Returns a notice as the page shows it. */
export function renderNotice(notice: Notice): PageNotice {
  const { actions, errorId, level, locale, suggestion } = notice
  const offered = actions.some(({ command }) => command === suggestion)
  return {
    kind: 'notice',
    level,
    locale,
    text: renderText(notice.text),
    actions: actions.map(renderAction),
    errorId: errorId ?? null,
    suggestion: suggestion === undefined || offered ? null : tameLine(suggestion),
  }
}

/** Returns a form as a notice that offers its command to be completed by hand. */
export function renderForm({ title, command, locale }: Form): PageNotice {
  return {
    kind: 'notice',
    level: 'information',
    locale,
    text: [{ text: isolate(title) }],
    actions: [],
    errorId: null,
    suggestion: tameLine(command),
  }
}

function hasData({ blocks }: Report): boolean {
  return blocks.some(
    (block) =>
      block.type === 'table' ||
      block.type === 'quotes' ||
      (block.type === 'headline' && block.values.some(({ n }) => n > 0)),
  )
}

function renderText(text: Text): PageText {
  return text.map((span) => ({ ...span, text: spanText(span) }))
}

function renderAction({ label, command }: { label: string; command: string }) {
  return { label: isolate(tameLine(label)), command: tameLine(command) }
}

function contextOf(report: Report): readonly string[] {
  return [
    ...unsaidPeriod(report),
    ...(report.period ? [report.period.zone] : []),
    ...filtersInWords(report).map(isolate),
  ]
}

function renderBlock(block: Exclude<Block, { type: 'chart' }>, report: Report): PageBlock {
  switch (block.type) {
    case 'headline':
      return { type: 'headline', text: renderText(block.text), value: leadOf(block, report) }
    case 'paragraph':
      return { type: 'paragraph', text: renderText(block.text) }
    case 'table':
      return renderTable(tableForPeople(block), report.locale)
    case 'quotes': {
      const quotes = block.quotes.slice(0, limits.quotes)
      const shown = quotes.map((quote) => renderQuote(quote, report.locale))
      return { type: 'quotes', quotes: shown, total: block.quotes.length }
    }
    case 'notes':
      return { type: 'notes', notes: block.notes.map(renderText) }
    case 'actions': {
      // The page has the CSV as a link of its own.
      const csv = `${report.commandLine} as csv`
      const actions = block.actions.filter(({ command }) => command !== csv)
      return { type: 'actions', actions: actions.map(renderAction) }
    }
  }
}

/** A comparison has two values of equal weight: neither is shown larger than the other. */
function leadOf({ values, change }: HeadlineBlock, report: Report): PageValue | null {
  const { command, locale } = report
  const [first] = values
  if (!first || first.value === null || command === 'compare') return null
  const { label, value, low, high, n, unit } = first
  const interval = low === null || high === null ? null : formatInterval(low, high, unit, locale)
  return {
    label,
    value: formatValue(value, unit, locale),
    interval,
    answers: formatAnswers(n, locale),
    verdict: change
      ? {
          kind: change.verdict,
          against: change.baseline.from === null ? 'target' : 'period',
          difference: change.value === null ? null : formatDifference(change.value, unit, locale),
        }
      : null,
  }
}

function renderTable({ caption, columns, rows }: TableBlock, locale: Locale): PageTable {
  return {
    type: 'table',
    caption: caption === undefined ? null : isolate(caption),
    columns: columns.map(({ label, format }) => ({
      label: isolate(tameLine(label)),
      numeric: format !== 'text' && format !== 'date',
    })),
    rows: rows
      .slice(0, limits.rows)
      .map((row) =>
        columns.map(({ format }, index) => formatCell(row[index] ?? null, format, locale)),
      ),
    total: rows.length,
  }
}

function renderQuote(quote: Quote, locale: Locale): PageQuote {
  const translate = translator(locale)
  const letters = [...tame(quote.text)]
  const { sentiment } = quote
  const score = quoteScore(quote, locale)
  return {
    text: letters.slice(0, limits.quoteLetters).join(''),
    cut: letters.length > limits.quoteLetters,
    about: [formatDay(quote.day, locale), ...(score === null ? [] : [score]), `F-${quote.id}`],
    source: tameLine(quote.source),
    sentiment:
      sentiment === null
        ? null
        : { kind: sentiment, label: translate(`report:sentiment.${sentiment}`) },
  }
}

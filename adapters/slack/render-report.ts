import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Block, Quote, Report } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { contextLine, tableForPeople } from '../../src/report/for-people.ts'
import { reportNotes } from '../../src/report/notes.ts'
import { quoteFacts } from '../../src/report/quote-facts.ts'
import { bareText } from '../../src/report/sanitize.ts'
import type { RichText, SlackBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { actionButtons, type Extra } from './render-buttons.ts'
import { nativeChart } from './render-chart.ts'
import { captionOf, listedTable, nativeTable, writtenTable } from './render-table.ts'
import { contextBlocks, headerBlock, richElements, richText } from './render-text.ts'
import { cutTo, literal, someText } from './words.ts'

export interface ReportOptions {
  /** The picture is a part of its own; else the chart stands among the blocks. */
  readonly pictures: boolean
  /** The headline is said above the picture. */
  readonly headlineSaid: boolean
  readonly page: number
  /** Offers to show a private answer to everyone. */
  readonly shareable: boolean
}

export interface RenderedReport {
  readonly main: readonly SlackBlock[]
  /** Notes and buttons, which stay together at the end. */
  readonly foot: readonly SlackBlock[]
  readonly buttons: readonly ButtonLine[]
}

/** How many native blocks of a kind a message has had. */
interface Spent {
  tables: number
  charts: number
}

/** Returns a report as blocks, headline first, what to ask next last. */
export function renderReport(report: Report, options: ReportOptions): RenderedReport {
  const page = pageOf(report, options.page)
  const spent: Spent = { tables: 0, charts: 0 }
  const main = page.report.blocks.flatMap((block) =>
    renderBlock(block, page.report, options, spent),
  )
  const title = page.report.blocks.some(({ type }) => type === 'headline')
    ? []
    : [headerBlock(report.title)]
  const { actions, kept } = actionButtons(report, extras(report, page, options))
  const foot = [...contextBlocks(footLines(report, page)), ...actions]
  return { main: [...title, ...main], foot, buttons: kept }
}

interface Page {
  readonly report: Report
  readonly index: number
  readonly count: number
}

/** Returns the rows and quotes of one page. */
function pageOf(report: Report, asked: number): Page {
  const sizes = report.blocks.map((block) => {
    if (block.type === 'quotes') return Math.ceil(block.quotes.length / limits.quotes)
    return block.type === 'table' ? Math.ceil(block.rows.length / limits.tableRows) : 1
  })
  const count = Math.max(1, ...sizes)
  const index = Math.min(Math.max(0, asked), count - 1)
  if (count === 1) return { report, index, count }
  const slice = <Item>(items: readonly Item[], size: number) =>
    items.slice(index * size, (index + 1) * size)
  const blocks = report.blocks.map((block): Block => {
    if (block.type === 'quotes') return { ...block, quotes: slice(block.quotes, limits.quotes) }
    if (block.type === 'table') return { ...block, rows: slice(block.rows, limits.tableRows) }
    return block
  })
  return { report: { ...report, blocks }, index, count }
}

function extras(
  report: Report,
  { index, count }: Page,
  { shareable }: ReportOptions,
): readonly Extra[] {
  const translate = translator(report.locale)
  const { commandLine: line } = report
  return [
    ...(index > 0
      ? [{ label: translate('chat:previousPage'), line, page: index - 1 } satisfies Extra]
      : []),
    ...(index < count - 1
      ? [{ label: translate('chat:nextPage'), line, page: index + 1 } satisfies Extra]
      : []),
    ...(shareable ? [{ label: translate('chat:share'), line, does: 'share' } satisfies Extra] : []),
  ]
}

function footLines(report: Report, { index, count }: Page): readonly string[] {
  const { locale, definition, reportId } = report
  const translate = translator(locale)
  const id =
    reportId === undefined ? [] : [translate('report:text.report', { id: `R-${reportId}` })]
  const page = count > 1 ? [translate('slack:page', { page: index + 1, pages: count })] : []
  return [
    ...reportNotes(report).map(bareText),
    ...(definition === undefined ? [] : [definition]),
    [...page, contextLine(report), ...id].filter((part) => part !== '').join(' · '),
  ]
}

function renderBlock(
  block: Block,
  report: Report,
  options: ReportOptions,
  spent: Spent,
): readonly SlackBlock[] {
  const { locale, view } = report
  switch (block.type) {
    case 'headline':
      return options.headlineSaid ? [] : richText(richElements(block.text))
    case 'paragraph':
      return richText(richElements(block.text))
    case 'chart': {
      if (options.pictures || view === 'text' || view === 'table' || view === 'csv') return []
      const chart = spent.charts < limits.nativeCharts ? nativeChart(block.spec, locale) : undefined
      if (chart) spent.charts += 1
      return chart ? [chart] : contextBlocks([block.spec.alt])
    }
    case 'table': {
      if (view === 'text') return []
      const several = report.blocks.filter(({ type }) => type === 'table').length > 1
      const table = tableForPeople(block)
      const list = several ? listedTable(table, locale) : undefined
      if (list) return list
      const native = spent.tables < limits.nativeTables ? nativeTable(table, report) : undefined
      if (!native) return writtenTable(table, locale)
      spent.tables += 1
      const captioned = native.type === 'table' && block.caption !== undefined
      return captioned ? [...captionOf(block.caption ?? ''), native] : [native]
    }
    case 'quotes':
      return block.quotes.map((quote) => renderQuote(quote, report))
    case 'notes':
    case 'actions':
      return []
  }
}

function renderQuote(quote: Quote, { locale }: Report): RichText {
  const about = quoteFacts(quote, locale).join(' · ')
  const words = cutTo(someText(literal(quote.text)), limits.quoteLetters)
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_quote', elements: [{ type: 'text', text: words }] },
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: cutTo(literal(about), limits.cell), style: { italic: true } },
        ],
      },
    ],
  }
}

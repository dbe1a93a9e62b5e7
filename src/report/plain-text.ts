import type { Block, Form, Notice, Quote, Reply, Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { toCsv } from './csv.ts'
import { contextLine, tableForPeople } from './for-people.ts'
import { reportNotes } from './notes.ts'
import { plainTable } from './plain-table.ts'
import { quoteFacts } from './quote-facts.ts'
import { bareText, isolate } from './sanitize.ts'
import { textWidth } from './text-width.ts'

/** More rows than this are counted and not printed; where a table was asked for, it is longer. */
const ROWS = 30
const ROWS_OF_TABLE = 200

/**
 * Returns a reply as lines for a terminal of `width` cells, headline first; what
 * every platform falls back to. A report whose view is `csv` comes as CSV.
 */
export function toPlainText(reply: Reply, width = 80): string {
  switch (reply.kind) {
    case 'report':
      return reply.view === 'csv' ? toCsv(reply) : reportText(reply, width)
    case 'notice':
      return noticeText(reply, width)
    case 'form':
      return formText(reply, width)
  }
}

/** A space that no line is broken at. */
const HELD_SPACE = '\uE001'

/** Returns text broken into lines at spaces, though not after a sign; words longer than a line stay whole. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const held = text.replace(/([▲▼≈·–]) /g, `$1${HELD_SPACE}`)
  return held.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = indent
    let empty = true
    for (const word of paragraph.split(' ')) {
      if (!empty && textWidth(`${line} ${word}`) > width) {
        lines.push(line)
        line = indent + word
      } else {
        line = empty ? line + word : `${line} ${word}`
      }
      empty = false
    }
    return [...lines, line].map((each) => each.replaceAll(HELD_SPACE, ' '))
  })
}

function reportText(report: Report, width: number): string {
  const { locale, blocks } = report
  const translate = translator(locale)
  const hasHeadline = blocks.some(({ type }) => type === 'headline')
  const main = blocks.filter(({ type }) => type !== 'notes' && type !== 'actions')
  const context = contextLine(report)
  const parts = main
    .map((block) => blockLines(block, report, width))
    .filter((lines) => lines.length > 0)
  const first = hasHeadline ? [] : [wrap(report.title, width)]
  const [lead = [], ...rest] = [...first, ...parts]
  const notes = [
    ...reportNotes(report).map(bareText),
    ...(report.definition === undefined ? [] : [report.definition]),
  ].flatMap((note) => wrapBullet(note, width))
  const commands = blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
  const next =
    commands.length === 0
      ? []
      : [
          translate('report:text.next'),
          ...commands.map(({ label, command }) => `  ${label}: ${isolate(command)}`),
        ]
  const id =
    report.reportId === undefined
      ? []
      : [translate('report:text.report', { id: `R-${report.reportId}` })]
  const sections = [[...lead, ...(context ? wrap(context, width) : [])], ...rest, notes, next, id]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function wrapBullet(text: string, width: number): readonly string[] {
  return wrap(text, width - 2).map((line, index) => (index === 0 ? `· ${line}` : `  ${line}`))
}

function blockLines(block: Block, report: Report, width: number): readonly string[] {
  const { locale, view } = report
  switch (block.type) {
    case 'headline':
    case 'paragraph':
      return wrap(bareText(block.text), width)
    case 'table':
      return view === 'text'
        ? []
        : plainTable(tableForPeople(block), locale, width, view === 'table' ? ROWS_OF_TABLE : ROWS)
    case 'chart': {
      const told = report.blocks.some(({ type }) => type === 'headline' || type === 'table')
      const { alt } = block.spec
      return told ? [] : wrap(translator(locale)('report:text.chart', { alt: isolate(alt) }), width)
    }
    case 'quotes':
      return block.quotes.flatMap((quote, index) => [
        ...(index === 0 ? [] : ['']),
        ...quoteLines(quote, report, width),
      ])
    case 'notes':
    case 'actions':
      return []
  }
}

function quoteLines(quote: Quote, { locale }: Report, width: number): readonly string[] {
  const about = quoteFacts(quote, locale).join(' · ')
  return [
    ...wrap(translator(locale)('report:text.quote', { text: isolate(quote.text) }), width),
    `  ${about}`,
  ]
}

function noticeText({ text, actions, suggestion, locale }: Notice, width: number): string {
  const translate = translator(locale)
  const known = actions.some(({ command }) => command === suggestion)
  return [
    ...wrap(bareText(text), width),
    ...actions.map(({ label, command }) => `  ${label}: ${isolate(command)}`),
    ...(suggestion === undefined || known
      ? []
      : [translate('report:text.suggestion', { suggestion: isolate(suggestion) })]),
  ].join('\n')
}

function formText({ title, fields, command }: Form, width: number): string {
  return [
    ...wrap(title, width),
    ...fields.map(({ label, name, required, choices }) => {
      const options = choices ? ` (${choices.map((choice) => choice.label).join(', ')})` : ''
      return `  ${label}${required ? ' *' : ''}${options}: ${name}`
    }),
    `  ${command}`,
  ].join('\n')
}

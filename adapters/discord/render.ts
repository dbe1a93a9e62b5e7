import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Form, Notice, Quote, Reply, Report } from '../../src/core/reply.ts'
import { formatDay, formatNumber } from '../../src/language/format.ts'
import { translator } from '../../src/language/translate.ts'
import { filterTexts } from '../../src/report/chart-frame.ts'
import { toCsv } from '../../src/report/csv.ts'
import { reportNotes } from '../../src/report/notes.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { bareText, tame, tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { clip, clipEscaped, clipText, escapeMarkdown, inlineCode, plainWords } from './markdown.ts'
import type { Embed, Message, Picture, TextFile } from './payload.ts'
import { actionWish, buttonRows, reportWishes } from './render-buttons.ts'
import { pagesOf, tableSections } from './render-table.ts'
import { pack, prose, type Section } from './sections.ts'

/** Colours of the stripe beside an embed. */
const COLOURS = { report: 0x3b6fb6, information: 0x6b7280, success: 0x2f855a, error: 0xc53030 }

export interface RenderOptions {
  /** The page of a long table; the first is 0. */
  readonly page: number
  /** A private answer that the caller may show to everyone. */
  readonly canShare: boolean
  /** Tells the message from all others when it is looked for again; null where it is not. */
  readonly mark: string | null
  readonly fileBytes: number
  /** Stands before the answer, where it does not stand under its question. */
  readonly lead: Embed | null
}

export interface Rendered {
  readonly message: Message
  readonly kept: readonly ButtonLine[]
}

/** Returns a reply as one message, within all of Discord's limits. */
export function render(reply: Reply, options: RenderOptions): Rendered {
  const { kept, message } = renderReply(reply, options)
  const { lead } = options
  if (lead === null) return { kept, message }
  return {
    kept,
    message: {
      ...message,
      embeds: [lead, ...message.embeds].slice(0, limits.embeds),
      plainEmbeds: [lead, ...message.plainEmbeds].slice(0, limits.embeds),
      pictures: message.pictures
        .map((picture) => ({ ...picture, embed: picture.embed + 1 }))
        .filter(({ embed }) => embed < limits.embeds),
    },
  }
}

function renderReply(reply: Reply, options: RenderOptions): Rendered {
  switch (reply.kind) {
    case 'report':
      return renderReport(reply, options)
    case 'notice':
      return renderNotice(reply, options)
    case 'form':
      return renderForm(reply, options)
  }
}

function oneEmbed(embed: Embed, kept: readonly ButtonLine[], rows: Message['rows']): Rendered {
  const embeds = [embed]
  return { message: { embeds, plainEmbeds: embeds, rows, pictures: [], files: [] }, kept }
}

function footerOf(parts: readonly string[]): Pick<Embed, 'footer'> {
  const text = clip(parts.filter((part) => part !== '').join(' · '), limits.footer)
  return text === '' ? {} : { footer: { text } }
}

function renderNotice(notice: Notice, { mark }: RenderOptions): Rendered {
  const { actions, level, locale, suggestion, text } = notice
  const offered = actions.some(({ command }) => command === suggestion)
  const lines = [clipText(text, limits.paragraph * 2)]
  if (suggestion !== undefined && !offered) {
    lines.push(
      translator(locale)('report:text.suggestion', {
        suggestion: inlineCode(clip(tameLine(suggestion), limits.note)),
      }),
    )
  }
  const { rows, kept } = buttonRows(actions.map(actionWish))
  const embed = { description: lines.join('\n') || '–', color: COLOURS[level] }
  return oneEmbed({ ...embed, ...footerOf([mark ?? '']) }, kept, rows)
}

/** A form that was not opened at once stands behind a button. */
function renderForm({ title, command, locale }: Form, { mark }: RenderOptions): Rendered {
  const label = translator(locale)('discord:openForm')
  const { rows, kept } = buttonRows([{ label, line: command, does: 'form' }])
  const embed = {
    title: clipEscaped(tameLine(title), limits.title) || '–',
    color: COLOURS.information,
  }
  return oneEmbed({ ...embed, ...footerOf([mark ?? '']) }, kept, rows)
}

function quoteLines(quote: Quote, report: Report, most: number): readonly string[] {
  const { locale } = report
  const t = translator(locale)
  const number = (value: number): string =>
    formatNumber(value, locale, { decimals: Number.isInteger(value) ? 0 : 1 })
  const { score, scaleMax, sentiment } = quote
  const about = [
    formatDay(quote.day, locale),
    tameLine(quote.source),
    ...(score === null || scaleMax === null
      ? []
      : [t('report:text.score', { score: number(score), max: number(scaleMax) })]),
    ...(sentiment === null ? [] : [t(`report:sentiment.${sentiment}`)]),
    `F-${quote.id}`,
  ].join(' · ')
  const words = clipEscaped(
    tame(quote.text)
      .trim()
      .replace(/\n{2,}/g, '\n'),
    most,
  )
  return [...words.split('\n').map((line) => `> ${line}`), `-# ${clipEscaped(about, limits.note)}`]
}

function sectionsOf(report: Report, page: number, withTables: boolean): readonly Section[] {
  const sections: Section[] = []
  for (const block of report.blocks) {
    switch (block.type) {
      case 'headline':
      case 'paragraph':
        sections.push(prose([clipText(block.text, limits.paragraph)]))
        break
      case 'table':
        if (withTables) sections.push(...tableSections(block, report, page))
        break
      case 'chart':
        if (!withTables || isTold(report)) break
        sections.push(
          prose([
            translator(report.locale)('report:text.chart', {
              alt: clipEscaped(block.spec.alt, limits.paragraph),
            }),
          ]),
        )
        break
      case 'quotes': {
        const shown = block.quotes.slice(0, limits.quotes)
        const most = Math.min(limits.quote, Math.floor(4200 / Math.max(1, shown.length)) - 120)
        sections.push(
          ...shown.map((quote) => prose(['', ...quoteLines(quote, report, Math.max(80, most))])),
        )
        break
      }
    }
  }
  return sections
}

/** A headline or a table says what a chart shows. */
function isTold({ blocks }: Report): boolean {
  return blocks.some(({ type }) => type === 'headline' || type === 'table')
}

function noteSection(report: Report): Section {
  const notes = [
    ...reportNotes(report).map((note) => clipText(note, limits.note)),
    ...(report.definition === undefined ? [] : [escapeMarkdown(report.definition)]),
  ]
  return prose(notes.flatMap((note) => note.split('\n')).map((note) => `-# ${note}`))
}

/** Returns what the headline does not say: period, zone, filters, the report's number. */
function contextOf(report: Report, { page, mark }: RenderOptions): readonly string[] {
  const { blocks, filters, locale, period, reportId } = report
  const said = blocks
    .flatMap((block) => (block.type === 'headline' ? [bareText(block.text)] : []))
    .join(' ')
  const pages = pagesOf(report)
  return [
    ...(pages > 1 ? [translator(locale)('discord:page', { page: page + 1, pages })] : []),
    ...(period && !said.includes(period.label) ? [period.label] : []),
    ...(period ? [period.zone] : []),
    ...filterTexts(filters, locale).map((text) => clip(plainWords(tameLine(text)), 300)),
    ...(reportId === undefined ? [] : [`R-${reportId}`]),
    ...(mark === null ? [] : [mark]),
  ]
}

function csvFile(report: Report, bytes: number): TextFile {
  const lines = toCsv(report, { bom: true }).split(/(?<=\r\n)/)
  let text = ''
  let used = 0
  for (const line of lines) {
    used += Buffer.byteLength(line)
    if (used > Math.min(bytes, limits.textFileBytes)) break
    text += line
  }
  const days = report.period ? `-${report.period.from}` : ''
  return { name: `${report.command}${days}.csv`, text, contentType: 'text/csv' }
}

function wholeText(report: Report): TextFile {
  const text = toPlainText({ ...report, view: 'table' }, 100)
  return {
    name: `${report.command}.txt`,
    text: clip(text, limits.textFileBytes / 4),
    contentType: 'text/plain',
  }
}

function renderReport(report: Report, options: RenderOptions): Rendered {
  const { locale, view } = report
  const page = Math.min(options.page, pagesOf(report) - 1)
  const specs =
    view === 'chart' && page === 0
      ? report.blocks.flatMap((block) => (block.type === 'chart' ? [block.spec] : []))
      : []
  const title = clipEscaped(tameLine(report.title), limits.title)
  const footer = footerOf(contextOf(report, { ...options, page }))
  const room =
    limits.embedTotal -
    title.length -
    (footer.footer?.text.length ?? 0) -
    (options.lead?.description?.length ?? 0) -
    50
  const cutNote = `-# ${translator(locale)('discord:cut')}`

  const compose = (withTables: boolean): { embeds: readonly Embed[]; isCut: boolean } => {
    const notes = noteSection(report)
    const main =
      view === 'csv'
        ? sectionsOf({ ...report, blocks: headOf(report) }, page, false)
        : sectionsOf(report, page, withTables)
    const { texts, isCut } = pack([...main, notes], room - cutNote.length)
    const [first = '', ...rest] = texts
    const last = rest.length
    const all = [first, ...rest].map((text, index) =>
      isCut && index === last
        ? `${text.slice(0, limits.description - cutNote.length - 1)}\n${cutNote}`
        : text,
    )
    return {
      embeds: all.map((description, index) => ({
        ...(index === 0 && title !== '' ? { title } : {}),
        ...(description.trim() === '' ? {} : { description }),
        color: COLOURS.report,
        ...(index === last ? footer : {}),
      })),
      isCut,
    }
  }
  const withTables = view !== 'text' && (view !== 'chart' || specs.length === 0)
  const main = compose(withTables)
  const plain = withTables ? main : compose(true)
  const pictures = specs.slice(0, limits.files - 2).map((spec, index): Picture => {
    const name = `${report.command}${index === 0 ? '' : `-${index + 1}`}.png`
    return {
      spec,
      name,
      alt: clip(plainWords(tameLine(spec.alt)) || plainWords(tameLine(spec.title)), limits.altText),
      embed: index === 0 ? main.embeds.length - 1 : main.embeds.length - 1 + index,
    }
  })
  const spare = pictures
    .slice(1, limits.embeds - main.embeds.length + 1)
    .map((): Embed => ({ color: COLOURS.report }))
  const files = [
    ...(view === 'csv' ? [csvFile(report, options.fileBytes)] : []),
    ...(main.isCut && view !== 'csv' ? [wholeText(report)] : []),
  ]
  const { rows, kept } = buttonRows(reportWishes(report, page, options.canShare))
  return {
    message: {
      embeds: [...main.embeds, ...spare],
      plainEmbeds: plain.embeds,
      rows,
      pictures: pictures.slice(0, 1 + spare.length),
      files,
    },
    kept,
  }
}

/** The data itself is in the file. */
function headOf({ blocks }: Report): Report['blocks'] {
  return blocks.filter(({ type }) => type === 'headline' || type === 'paragraph')
}

import type { Report } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { filtersInWords, tableForPeople, unsaidPeriod } from '../../src/report/for-people.ts'
import { reportNotes } from '../../src/report/notes.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { clip, clipEscaped, clipText, escapeMarkdown, plainWords } from './markdown.ts'
import type { Embed, Picture, Rendered, RenderOptions } from './payload.ts'
import { buttonRows, reportWishes } from './render-buttons.ts'
import { type Csv, csvOf, textFileOf } from './render-files.ts'
import { COLOURS, footerOf } from './render-frame.ts'
import { quoteSections } from './render-quotes.ts'
import { pagesOf, tableSections } from './render-table.ts'
import { pack, prose, type Section } from './sections.ts'

/** A headline or a table says what a chart shows. */
function isTold({ blocks }: Report): boolean {
  return blocks.some(({ type }) => type === 'headline' || type === 'table')
}

/** Returns the blocks as sections; tables stand aside where a picture shows the same. */
function sectionsOf(report: Report, page: number, withTables: boolean): readonly Section[] {
  const { blocks, locale } = report
  return blocks.flatMap((block): readonly Section[] => {
    switch (block.type) {
      case 'headline':
      case 'paragraph':
        return [prose(clipText(block.text, limits.paragraph).split('\n'))]
      case 'table':
        return withTables ? tableSections(tableForPeople(block), report, page) : []
      case 'quotes':
        return quoteSections(block, locale)
      case 'chart': {
        if (!withTables || isTold(report)) return []
        const alt = clipEscaped(tameLine(block.spec.alt), limits.paragraph)
        return [prose([translator(locale)('report:text.chart', { alt })])]
      }
      default:
        return []
    }
  })
}

/** The data itself is in the file. */
function withoutData(report: Report): Report {
  const blocks = report.blocks.filter(({ type }) => type === 'headline' || type === 'paragraph')
  return { ...report, blocks }
}

function noteSection(report: Report, csv: Csv | null): Section {
  const t = translator(report.locale)
  const notes = [
    ...(csv && csv.shown < csv.total
      ? [escapeMarkdown(t('discord:csvCut', { shown: csv.shown, total: csv.total }))]
      : []),
    ...reportNotes(report).map((note) => clipText(note, limits.note)),
    ...(report.definition === undefined ? [] : [escapeMarkdown(report.definition)]),
  ]
  return prose(notes.flatMap((note) => note.split('\n')).map((note) => `-# ${note}`))
}

/** Returns what the headline does not say: page, period, zone, filters, the report's number. */
function contextOf(report: Report, page: number, mark: string | null): readonly string[] {
  const { locale, period, reportId } = report
  const pages = pagesOf(report)
  return [
    ...(pages > 1 ? [translator(locale)('discord:page', { page: page + 1, pages })] : []),
    ...unsaidPeriod(report),
    ...(period ? [period.zone] : []),
    ...filtersInWords(report).map((text) => clip(plainWords(tameLine(text)), limits.filter)),
    ...(reportId === undefined ? [] : [`R-${reportId}`]),
    ...(mark === null ? [] : [mark]),
  ]
}

function picturesOf(report: Report, firstEmbed: number): readonly Picture[] {
  if (report.view !== 'chart') return []
  const specs = report.blocks.flatMap((block) => (block.type === 'chart' ? [block.spec] : []))
  return specs
    .slice(0, Math.min(limits.pictures, limits.embeds - firstEmbed))
    .map((spec, index) => ({
      spec,
      name: `${report.command}${index === 0 ? '' : `-${index + 1}`}.png`,
      alt: clip(plainWords(tameLine(`${spec.title}. ${spec.alt}`)), limits.altText),
      embed: firstEmbed + index,
    }))
}

/** Returns a report as one message: the words in one embed or more, the first picture in the last of them. */
export function renderReport(report: Report, options: RenderOptions): Rendered {
  const { locale, view } = report
  const { fileBytes, lead, mark } = options
  const page = Math.min(options.page, pagesOf(report) - 1)
  const csv = view === 'csv' ? csvOf(report, fileBytes) : null
  const title = clipEscaped(tameLine(report.title), limits.title)
  const footer = footerOf(contextOf(report, page, mark))
  const taken = title.length + (footer.footer?.text.length ?? 0) + (lead?.description?.length ?? 0)
  const cutNote = `-# ${translator(locale)('discord:cut')}`
  const room = { total: limits.embedTotal - taken, reserved: cutNote.length + 1 }

  function compose(withTables: boolean) {
    const main = csv
      ? sectionsOf(withoutData(report), page, false)
      : sectionsOf(report, page, withTables)
    const { texts, isCut } = pack([...main, noteSection(report, csv)], room)
    const last = Math.max(0, texts.length - 1)
    const whole = texts.length === 0 ? [title === '' ? '–' : ''] : [...texts]
    if (isCut) whole[last] = `${whole[last]}\n${cutNote}`
    const embeds = whole.map(
      (description, index): Embed => ({
        ...(index === 0 && title !== '' ? { title } : {}),
        ...(description.trim() === '' ? {} : { description }),
        color: COLOURS.report,
        ...(index === last ? footer : {}),
      }),
    )
    return { embeds, isCut }
  }

  const hasPicture = view === 'chart' && report.blocks.some(({ type }) => type === 'chart')
  const main = compose(view !== 'text' && !hasPicture)
  const plain = hasPicture ? compose(true) : main
  const pictures = picturesOf(report, main.embeds.length - 1)
  const spare = pictures.slice(1).map((): Embed => ({ color: COLOURS.report }))
  const { rows, kept } = buttonRows(reportWishes(report, page, options.canShare))
  return {
    message: {
      embeds: [...main.embeds, ...spare],
      plainEmbeds: plain.embeds,
      rows,
      pictures,
      files: csv ? [csv.file] : main.isCut || plain.isCut ? [textFileOf(report, fileBytes)] : [],
    },
    kept,
  }
}

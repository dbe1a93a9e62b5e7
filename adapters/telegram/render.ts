import type { ChartSpec } from '../../src/core/chart.ts'
import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Notice, Reply, Report } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { toCsv } from '../../src/report/csv.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import type { Origin } from './callback-data.ts'
import type { Button, Content, Keyboard } from './content.ts'
import { boardOf } from './keyboard.ts'
import { limits } from './limits.ts'
import { joined, packed } from './pack.ts'
import { noticeParts } from './render-notice.ts'
import { reportParts } from './render-report.ts'
import { guarded, lengthOf, mixedRun, run, type Section, toHtml, withoutTags } from './rich-text.ts'

/** What a reply is rendered with besides itself. */
export interface RenderOptions {
  /** The page of its table, the first is 0. */
  readonly page: number
  /** Stands above the reply. */
  readonly header: readonly Section[]
  /** The command can be asked for with “as table”. */
  readonly hasTableView: boolean
  /** Stands under the reply's own buttons. */
  readonly more: readonly Button[]
  /** Where the buttons of a notice are carried out, if not where they are pressed. */
  readonly origin: Origin | null
}

/** The messages of a reply in their order, and the lines that keys stand for. */
export interface Rendered {
  readonly messages: readonly Content[]
  readonly lines: readonly ButtonLine[]
}

/** Returns a report or a notice as messages, each within Telegram's limits. */
export function render(reply: Exclude<Reply, { kind: 'form' }>, options: RenderOptions): Rendered {
  if (reply.kind === 'report') return renderReport(reply, options)
  const { sections, offers } = noticeParts(reply)
  const { keyboard, lines } = boardOf(offers, options.more, options.origin)
  const runs = packed([...options.header, ...sections].map(guarded), limits.text, limits.text)
  return { messages: textMessages(runs, keyboard, reply), lines }
}

function renderReport(report: Report, options: RenderOptions): Rendered {
  const { chart, file, instead, offers, sections } = reportParts(
    report,
    options.page,
    options.hasTableView,
  )
  const { keyboard, lines } = boardOf(offers, options.more)
  const all = [...options.header, ...sections].map(guarded)
  if (report.view === 'csv') return { messages: [csvFile(report, all, keyboard)], lines }
  if (chart !== null) {
    return { messages: picture(report, chart, all, instead.map(guarded), keyboard), lines }
  }
  const texts = textMessages(packed(all, limits.text, limits.text), keyboard, report)
  const words = translator(report.locale)('telegram:file', { name: tameLine(report.title) })
  const data = file ? [csvFile(report, [guarded([mixedRun(words)])], [])] : []
  return { messages: [...texts, ...data], lines }
}

function picture(
  report: Report,
  spec: ChartSpec,
  sections: readonly Section[],
  tables: readonly Section[],
  keyboard: Keyboard,
): readonly Content[] {
  const [caption = [], ...others] = packed(sections, limits.caption, limits.text)
  const apology = [run(translator(report.locale)('chat:noPicture'), 'i')]
  const [instead = []] = packed([caption, apology, ...tables], limits.text, limits.text)
  const alone = others.length === 0
  const photo: Content = {
    type: 'photo',
    spec,
    html: toHtml(alone ? withAlt(caption, spec.alt, report.locale) : caption),
    instead: toHtml(instead),
    keyboard: alone ? keyboard : [],
  }
  return [photo, ...(alone ? [] : textMessages(others, keyboard, report))]
}

/** Pictures have no words for those who cannot see them: what they say is in the caption, where it fits. */
function withAlt(caption: Section, alt: string, locale: Locale): Section {
  const words = translator(locale)('telegram:picture', { alt: isolate(alt) })
  const box = 'blockquote expandable'
  const line = guarded([mixedRun(words, box)])
  const boxed = caption.at(-1)?.tags[0] === box
  const told = boxed ? [...caption, run('\n', box), ...line] : joined([caption, line])
  return lengthOf(told) <= limits.caption ? told : caption
}

/** Returns texts as messages; what would be too many goes on in a file. */
function textMessages(
  texts: readonly Section[],
  keyboard: Keyboard,
  reply: Report | Notice,
): readonly Content[] {
  const seen = texts.map(toHtml).filter((html) => /[^\s\p{C}]/u.test(withoutTags(html)))
  const shown = seen.length === 0 ? ['—'] : seen
  if (shown.length <= limits.messages) {
    const last = shown.length - 1
    return shown.map((html, index) => textOf(html, index === last ? keyboard : []))
  }
  const words = translator(reply.locale)('chat:inFile')
  const name = reply.kind === 'report' ? baseName(reply) : 'cxbot'
  return [
    ...shown.slice(0, limits.messages - 1).map((html) => textOf(html, [])),
    {
      type: 'file',
      name: `${name}.txt`,
      data: toPlainText(reply),
      html: toHtml([run(words, 'i')]),
      keyboard,
    },
  ]
}

function textOf(html: string, keyboard: Keyboard): Content {
  return { type: 'text', html, keyboard }
}

function csvFile(report: Report, sections: readonly Section[], keyboard: Keyboard): Content {
  const [caption = []] = packed(sections, limits.caption, limits.caption)
  return {
    type: 'file',
    name: `${baseName(report)}.csv`,
    data: withinBytes(toCsv(report, { bom: true }), limits.csv),
    html: toHtml(caption),
    keyboard,
  }
}

/** Returns as many whole lines as fit. */
function withinBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  const head = Buffer.from(text).subarray(0, most).toString('utf8')
  return head.slice(0, head.lastIndexOf('\n') + 1)
}

function baseName({ command, period }: Report): string {
  return [command, period?.from, period?.to]
    .filter((part) => part !== undefined)
    .join('-')
    .replace(/[^\w-]+/g, '-')
}

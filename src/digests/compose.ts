import type { CivilDate, EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Action, Block, Notice, Reply, Report, Text } from '../core/reply.ts'
import { formatDay, formatInstant } from '../language/format.ts'
import { type Translate, translator } from '../language/translate.ts'
import { formatValue, joinTexts } from '../report/values.ts'
import {
  clearness,
  headlineOf,
  isEmptyReport,
  isMetric,
  isReason,
  mainValue,
  metricsAmong,
} from './report-facts.ts'

const MOST_ROWS = 5
const MOST_QUOTES = 3
const MOST_NOTES = 2
const MOST_ACTIONS = 4

/** One line of a digest's contents and what the bot answered to it. */
export interface DigestAnswer {
  readonly line: string
  readonly reply: Reply
}

export interface DigestFrame {
  readonly name: string
  readonly date: CivilDate
  readonly locale: Locale
  readonly zone: string
  /** The command line that asks for the digest again. */
  readonly commandLine: string
  /** When it should have come, where it comes late. */
  readonly delayedFrom: EpochSeconds | null
  readonly actions: readonly Action[]
}

/** Returns whether no line of a digest has anything to tell, and none failed. */
export function isEmpty(answers: readonly DigestAnswer[]): boolean {
  return answers.every(({ reply }) => reply.kind === 'report' && isEmptyReport(reply))
}

/** Returns the one line that says that there is nothing to tell. */
export function emptyDigest(frame: DigestFrame): Notice {
  const { name, date, locale } = frame
  const translate = translator(locale)
  const line = translate('digests:message.empty', { name, day: formatDay(date, locale) })
  const late = delayedText(frame, translate)
  const text = late === undefined ? line : `${line} ${late}`
  return { kind: 'notice', level: 'information', locale, text: [{ text, data: true }], actions: [] }
}

/**
 * Returns one message out of many answers: first the metric whose change is clearest, with
 * its chart; then the other clear changes and what carries them; metrics that did not clearly change in one
 * line; then what reports without a change tell; what failed, in its place.
 */
export function composeDigest(answers: readonly DigestAnswer[], frame: DigestFrame): Report {
  const { locale, name, date, zone } = frame
  const translate = translator(locale)
  const reports = answers.flatMap(({ reply }) => (reply.kind === 'report' ? [reply] : []))
  const metrics = metricsAmong(reports)
  const clear = metrics
    .filter((report) => clearness(report) > 0)
    .sort((a, b) => clearness(b) - clearness(a))
  const lead = clear[0] ?? metrics[0]
  const quiet = metrics.filter((report) => report !== lead && !clear.includes(report))
  const reasons = reports.filter((report) => isReason(report) && clearness(report) > 0)
  const stories = answers.filter(
    ({ reply }) => reply.kind !== 'report' || !(metrics.includes(reply) || isReason(reply)),
  )
  const title = translate('digests:message.title', { name, day: formatDay(date, locale) })
  const chart = [lead, ...reports]
    .flatMap((report) => report?.blocks ?? [])
    .find((block) => block.type === 'chart')
  const blocks: (Block | undefined)[] = [
    lead && headlineOfDigest(lead, title),
    delayed(frame, translate),
    ...clear.filter((report) => report !== lead).map(headlineParagraph),
    ...reasons.map(reasonParagraph),
    quietLine(quiet, locale, translate),
    chart,
    ...stories.flatMap(({ line, reply }) => story(line, reply, translate)),
    notes(reports.filter((report) => !isReason(report) || reasons.includes(report))),
    actionsOf(lead, frame),
  ]
  return {
    kind: 'report',
    command: 'digest',
    commandLine: frame.commandLine,
    locale,
    title,
    ...(lead?.period ? { period: { ...lead.period, zone } } : {}),
    filters: {},
    view: 'chart',
    blocks: blocks.filter((block) => block !== undefined),
    sample: reports.some(({ sample }) => sample),
  }
}

/** What carries a change, without the change itself, which is told before. */
function reasonParagraph({ title, blocks }: Report): Block | undefined {
  const cause = blocks.find((block) => block.type === 'paragraph')
  const name: Text = [{ text: `${title}: `, style: 'strong' }]
  return cause && { type: 'paragraph', text: [...name, ...cause.text] }
}

/** The headline tells whose it is: platforms show the title only where there is none. */
function headlineOfDigest(lead: Report, title: string): Block | undefined {
  const headline = headlineOf(lead)
  if (!headline) return undefined
  const name: Text = [{ text: `${title}: `, style: 'strong', data: true }]
  return { ...headline, text: [...name, ...headline.text] }
}

function headlineParagraph(report: Report): Block | undefined {
  const headline = headlineOf(report)
  return headline && { type: 'paragraph', text: headline.text }
}

function quietLine(
  quiet: readonly Report[],
  locale: Locale,
  translate: Translate,
): Block | undefined {
  const figures = quiet.flatMap((report): Text[] => {
    const { label, value = null, unit } = mainValue(report) ?? {}
    if (value === null || unit === undefined) return []
    return [[{ text: `${label} ` }, { text: formatValue(value, unit, locale), style: 'strong' }]]
  })
  if (figures.length === 0) return undefined
  return {
    type: 'paragraph',
    text: joinTexts([[{ text: translate('digests:message.quiet') }], joinTexts(figures, ' · ')]),
  }
}

/** What a report tells that is not about one number: its words, and the top of its tables and quotes. */
function story(line: string, reply: Reply, translate: Translate): Block[] {
  if (reply.kind === 'form') return []
  if (reply.kind === 'notice') {
    const text: Text = [
      { text: `${translate('digests:message.failed')} ` },
      { text: line, style: 'code', data: true },
      { text: ': ' },
      ...reply.text,
    ]
    return [{ type: 'paragraph', text }]
  }
  /** Of a number that is told already, such as the rating by which stores are ranked. */
  const isKnown = isMetric(reply)
  const told = reply.blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'headline':
        return isKnown ? [] : [{ type: 'paragraph', text: block.text }]
      case 'paragraph':
        return [{ type: 'paragraph', text: block.text }]
      case 'table':
        return [{ ...block, rows: block.rows.slice(0, MOST_ROWS) }]
      case 'quotes':
        return [{ ...block, quotes: block.quotes.slice(0, MOST_QUOTES) }]
      default:
        return []
    }
  })
  return [{ type: 'paragraph', text: [{ text: reply.title, style: 'strong' }] }, ...told]
}

function delayed(frame: DigestFrame, translate: Translate): Block | undefined {
  const text = delayedText(frame, translate)
  return text === undefined ? undefined : { type: 'paragraph', text: [{ text, style: 'muted' }] }
}

function delayedText(
  { delayedFrom, locale, zone }: DigestFrame,
  translate: Translate,
): string | undefined {
  if (delayedFrom === null) return undefined
  return translate('digests:message.delayed', { time: formatInstant(delayedFrom, locale, zone) })
}

/** Notes that several reports share are told once. */
function notes(reports: readonly Report[]): Block | undefined {
  const texts = reports
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'notes' ? block.notes : []))
  const different = new Map(texts.map((text) => [JSON.stringify(text), text]))
  const first = [...different.values()].slice(0, MOST_NOTES)
  return first.length === 0 ? undefined : { type: 'notes', notes: first }
}

function actionsOf(lead: Report | undefined, frame: DigestFrame): Block | undefined {
  const own = lead?.blocks.find((block) => block.type === 'actions')?.actions ?? []
  const actions = [...own.slice(0, MOST_ACTIONS - frame.actions.length), ...frame.actions]
  return actions.length === 0 ? undefined : { type: 'actions', actions }
}

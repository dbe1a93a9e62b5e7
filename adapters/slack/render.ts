import type { CommandRegistry } from '../../src/core/command.ts'
import type {
  ButtonLine,
  Destination,
  EncodeContext,
  Encoded,
  OutgoingPart,
} from '../../src/core/delivery.ts'
import type { ChartBlock, Reply, Report, Text } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { toCsv } from '../../src/report/csv.ts'
import { bareText } from '../../src/report/sanitize.ts'
import type { SlackBlock } from './blocks.ts'
import { type LateIntro, lateIntro, NOT_LATE } from './late.ts'
import { limits } from './limits.ts'
import type { Message, PartPayload, Target } from './payload.ts'
import { refusedForm } from './refused-form.ts'
import { renderForm, renderNotice } from './render-notice.ts'
import { renderReport } from './render-report.ts'
import { richText } from './render-text.ts'
import { readStored, type StoredEvent } from './stored-event.ts'
import { carriesFiles, privateMessages, targetOf } from './target.ts'
import { cutMrkdwn, someText } from './words.ts'

interface Encoding {
  readonly to: Target
  readonly event: StoredEvent | null
  readonly intro: LateIntro
  readonly registry: Pick<CommandRegistry, 'find'>
}

/** Who speaks on Slack, and which commands there are. */
export interface Speaker {
  readonly bot: string
  readonly registry: Pick<CommandRegistry, 'find'>
}

/** Splits a reply into the messages and files that Slack takes. */
export function encodeReply(
  reply: Reply,
  destination: Destination,
  context: EncodeContext,
  { bot, registry }: Speaker,
): Encoded {
  const event = destination.type === 'answer' ? readStored(destination.event) : null
  const to = targetOf(reply, destination, context)
  const late = destination.type === 'answer' && destination.late
  const intro = late && event ? lateIntro(event, context.locale, registry) : NOT_LATE
  const { payloads, buttons } = payloadsOf(reply, { to, event, intro, registry })
  const parts = payloads.map(
    (payload, index): OutgoingPart => ({
      key: `${context.keyPrefix}:${index}`,
      platform: 'slack',
      bot,
      place: payload.to.channel ?? payload.to.user ?? '',
      payload: JSON.stringify(payload),
      notBefore: context.now,
      giveUpAt: context.giveUpAt,
    }),
  )
  return { parts, buttons }
}

interface Payloads {
  readonly payloads: readonly PartPayload[]
  readonly buttons: readonly ButtonLine[]
}

function payloadsOf(reply: Reply, encoding: Encoding): Payloads {
  if (reply.kind === 'report') return reportPayloads(reply, encoding)
  const refused = refusedForm(reply, encoding.event, encoding.registry)
  const { blocks, buttons, text } =
    reply.kind === 'notice' ? renderNotice(reply, refused?.reopens) : renderForm(reply)
  const message = {
    text,
    blocks: [...encoding.intro.blocks, ...blocks, ...(refused?.blocks ?? [])],
  }
  return { payloads: [{ kind: 'message', to: encoding.to, message }], buttons }
}

function reportPayloads(report: Report, encoding: Encoding): Payloads {
  const { to, event, intro } = encoding
  const text = summaryOf(report)
  const files = carriesFiles(to)
  const charts = report.blocks.filter((block): block is ChartBlock => block.type === 'chart')
  const pictures = files && report.view === 'chart' && charts.length > 0
  const shareable = to.hidden && to.channel !== null && !report.namesPeople
  const page = event?.page ?? 0
  const options = { page, shareable, pictures, headlineSaid: pictures }
  const { main, foot, buttons } = renderReport(report, options)
  const whole = renderReport(report, { ...options, pictures: false, headlineSaid: false })
  if (report.view === 'csv') {
    return { payloads: csvPayloads(report, encoding, [...whole.main, ...whole.foot]), buttons }
  }
  const drawn = pictures
    ? charts.map(
        ({ spec }, index): PartPayload => ({
          kind: 'chart',
          to,
          spec,
          name: `${fileName(report)}${index === 0 ? '' : `-${index + 1}`}.png`,
          comment: index === 0 ? `${intro.comment}${commentOf(report)}` : '',
          instead: {
            text,
            blocks: index === 0 ? [...intro.blocks, ...headOf(whole.main)] : [],
          },
        }),
      )
    : []
  const blocks = pictures ? main : [...intro.blocks, ...main]
  const messages = split(blocks, foot).map((each): PartPayload => {
    return { kind: 'message', to, message: { text, blocks: each } }
  })
  const room = privateMessages(to) ? limits.responseUses : Number.POSITIVE_INFINITY
  return { payloads: [...drawn, ...messages].slice(0, room), buttons }
}

/** A private answer in a channel cannot carry a file: it goes to the direct messages. */
function csvPayloads(
  report: Report,
  { to, intro }: Encoding,
  instead: readonly SlackBlock[],
): readonly PartPayload[] {
  const here = carriesFiles(to)
  const name = `${fileName(report)}.csv`
  const text = summaryOf(report)
  const aside: Target = {
    ...to,
    channel: null,
    thread: null,
    hidden: true,
    response: null,
    edit: null,
  }
  const file: PartPayload = {
    kind: 'csv',
    to: here ? to : aside,
    content: toCsv(report, { bom: true }),
    name,
    title: name,
    comment: `${intro.comment}${commentOf(report)}`,
    instead: { text, blocks: [...intro.blocks, ...instead].slice(0, limits.blocks) },
  }
  if (here) return [file]
  const sent = translator(report.locale)('slack:csvSent')
  const note: Message = { text: sent, blocks: richText([{ type: 'text', text: sent }]) }
  return [file, { kind: 'message', to, message: note }]
}

/** Letters that all blocks of a message but Slack's own tables and charts may hold together, as JSON. */
const LETTERS = 12_000

function isNative({ type }: SlackBlock): boolean {
  return type === 'table' || type === 'data_table' || type === 'data_visualization'
}

/** Returns the blocks of each message; the foot stays whole and comes last. */
function split(
  main: readonly SlackBlock[],
  foot: readonly SlackBlock[],
): readonly (readonly SlackBlock[])[] {
  const messages: SlackBlock[][] = [[]]
  let letters = 0
  let natives = 0
  const add = (blocks: readonly SlackBlock[]): void => {
    const size = JSON.stringify(blocks.filter((block) => !isNative(block))).length
    const tables = blocks.filter(({ type }) => type === 'table' || type === 'data_table').length
    const last = messages[messages.length - 1] ?? []
    const full =
      last.length + blocks.length > limits.blocks ||
      (letters + size > LETTERS && last.length > 0) ||
      natives + tables > limits.nativeTables
    if (full) {
      messages.push([...blocks])
      letters = size
      natives = tables
    } else {
      last.push(...blocks)
      letters += size
      natives += tables
    }
  }
  for (const block of main) add([block])
  if (foot.length > 0) add(foot)
  return messages.filter((blocks) => blocks.length > 0)
}

/** Returns what the message says until its chart or first table: all that must be said at once. */
function headOf(blocks: readonly SlackBlock[]): readonly SlackBlock[] {
  const chart = blocks.findIndex(({ type }) => type === 'data_visualization')
  const first = blocks.findIndex(({ type }) => type !== 'rich_text' && type !== 'header')
  return chart >= 0
    ? blocks.filter((_, index) => index === chart || index === 0)
    : blocks.slice(0, first === -1 ? 1 : Math.max(1, first))
}

function summaryOf(report: Report): string {
  const said = report.blocks.find(({ type }) => type === 'headline' || type === 'paragraph')
  const words =
    said?.type === 'headline' ? bareText(said.text) : [report.title, ...paragraph(said)].join(': ')
  return someText(cutMrkdwn(words, limits.text))
}

function paragraph(block: Report['blocks'][number] | undefined): readonly string[] {
  return block?.type === 'paragraph' ? [bareText(block.text)] : []
}

/** Returns the headline as mrkdwn: its own numbers strong, words from outside as they stand. */
function commentOf(report: Report): string {
  const headline = report.blocks.find(({ type }) => type === 'headline')
  if (headline?.type !== 'headline') return `*${cutMrkdwn(report.title, limits.header)}*`
  return marked(headline.text)
}

function marked(text: Text): string {
  let result = ''
  for (const span of text) {
    const words = cutMrkdwn(bareText([span]), limits.fileComment)
    const strong = span.style === 'strong' && !span.data && words.trim() !== ''
    const next = strong ? ` *${words.trim()}* ` : words
    if (result.length + next.length > limits.fileComment) break
    result += next
  }
  return result
    .replace(/ {2,}/g, ' ')
    .replace(/\* ([.,;:)])/g, '*$1')
    .trim()
}

function fileName({ command, period }: Report): string {
  const days = period ? `-${period.from}-${period.to}` : ''
  return `${command}${days}`.replace(/[^\w.-]+/g, '-')
}

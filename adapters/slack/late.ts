import type { CommandRegistry } from '../../src/core/command.ts'
import type { Locale } from '../../src/core/locale.ts'
import { translator } from '../../src/language/translate.ts'
import type { RichElement, SlackBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { richText } from './render-text.ts'
import { slashed } from './slashed.ts'
import type { StoredEvent } from './stored-event.ts'
import { cutMrkdwn, cutTo, literal } from './words.ts'

/** Stands for the time in a sentence, until Slack's own date takes its place. */
const TIME = '\uE000'
const FORMAT = '{date_short_pretty} {time}'

/** What was asked and when, for an answer that comes too late to stand in place. */
export interface LateIntro {
  readonly blocks: readonly SlackBlock[]
  /** The same as mrkdwn, with a line feed. */
  readonly comment: string
}

export const NOT_LATE: LateIntro = { blocks: [], comment: '' }

/** Returns the sentence above a late answer; Slack shows its time in each reader's own zone. */
export function lateIntro(
  { line, at }: StoredEvent,
  locale: Locale,
  registry: Pick<CommandRegistry, 'find'>,
): LateIntro {
  const command = cutTo(line === '' ? '…' : slashed(line, registry), limits.header)
  const sentence = translator(locale)('chat:late', { command, time: TIME })
  const [before = '', after = ''] = sentence.split(TIME)
  const fallback = `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const words = (text: string): readonly RichElement[] =>
    text === '' ? [] : [{ type: 'text', text: literal(text), style: { italic: true } }]
  return {
    blocks: richText([
      ...words(before),
      { type: 'date', timestamp: at, format: FORMAT, fallback },
      ...words(after),
    ]),
    comment: [
      cutMrkdwn(before, limits.context),
      `<!date^${at}^${FORMAT}|${fallback}>`,
      `${cutMrkdwn(after, limits.context)}\n`,
    ].join(''),
  }
}

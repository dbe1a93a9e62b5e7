import type { Command, CommandContext } from '../core/command.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Action, Block, Notice, Report, Text } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { quoteName } from '../parse/index.ts'
import { aspectName } from '../report/aspect-names.ts'
import { quoteOf } from '../report/quoted.ts'
import { reportOf } from '../report/report-frame.ts'
import { textOf } from '../report/values.ts'
import { shownFeedback } from './find.ts'
import type { NearName } from './near-names.ts'

const SHOWN_FIELDS = ['source', 'store', 'brand', 'product', 'channel', 'stage', 'segment'] as const

/** Returns what was understood of a piece of feedback, with buttons to mend it. */
export function understood(
  command: Command,
  feedback: Feedback,
  said: string,
  duplicates: readonly Feedback[],
  context: CommandContext,
  slips: readonly NearName[] = [],
): Report {
  const { locale } = context
  const translate = translator(locale)
  const id = shownFeedback(feedback.id)
  const duplicate = duplicates[0]
  return reportOf(command, context, {
    title: translate('moderation:item', { id }),
    view: 'text',
    namesPeople: true,
    blocks: [
      { type: 'paragraph', text: [{ text: said }] },
      feedback.text === null
        ? undefined
        : { type: 'quotes', quotes: [quoteOf(feedback, context.zone)] },
      { type: 'notes', notes: notes(feedback, context) },
      ...slips.map(
        ({ field, name, known }): Block => ({
          type: 'paragraph',
          text: textOf(locale, 'moderation:new-name', {
            field: translate(`report:dimension.${field}`),
            name: { text: name, data: true },
            known: { text: known, data: true },
          }),
        }),
      ),
      duplicate && {
        type: 'paragraph',
        text: [
          { text: translate('moderation:alike') },
          { text: ` ${duplicates.map((each) => shownFeedback(each.id)).join(', ')}` },
        ],
      },
      { type: 'actions', actions: actions(feedback, duplicate, slips, context) },
    ],
  })
}

function notes(feedback: Feedback, context: CommandContext): readonly Text[] {
  const { locale, zone } = context
  const translate = translator(locale)
  const { analysis } = feedback
  const say = (label: string, value: string): Text => [
    { text: `${label}: ` },
    { text: value, data: true },
  ]
  const fields = SHOWN_FIELDS.flatMap((field) => {
    const value = feedback[field]
    return value ? [say(translate(`report:dimension.${field}`), value)] : []
  })
  const aspects = (analysis?.aspects ?? [])
    .map(
      ({ aspect, polarity }) =>
        `${aspectName(aspect, context)} – ${translate(`analysis:sentiments.${polarity}`)}`,
    )
    .join(', ')
  return [
    ...(analysis
      ? [
          say(
            translate('moderation:sentiment'),
            `${translate(`analysis:sentiments.${analysis.sentiment}`)} (${analysis.lang})`,
          ),
        ]
      : []),
    ...(aspects === '' ? [] : [say(translate('moderation:aspects'), aspects)]),
    ...fields,
    ...(feedback.tags.length === 0
      ? []
      : [say(translate('moderation:tags'), feedback.tags.join(', '))]),
    say(translate('moderation:time'), formatInstant(feedback.at, locale, zone)),
    ...(feedback.url === null ? [] : [say(translate('moderation:link'), feedback.url)]),
  ]
}

function actions(
  { id, analysis }: Feedback,
  duplicate: Feedback | undefined,
  slips: readonly NearName[],
  { locale }: CommandContext,
): readonly Action[] {
  const translate = translator(locale)
  const shown = shownFeedback(id)
  const tones = (['negative', 'neutral', 'positive'] as const).filter(
    (tone) => analysis && tone !== analysis.sentiment,
  )
  return [
    ...slips.map(({ field, known }) => ({
      label: known,
      command: `edit ${shown} ${field}:${quoteName(known)}`,
    })),
    ...(duplicate
      ? [
          {
            label: translate('moderation:buttons.merge', { id: shownFeedback(duplicate.id) }),
            command: `merge ${shownFeedback(duplicate.id)} ${shown}`,
          },
        ]
      : []),
    ...tones.map((tone) => ({
      label: translate(`analysis:sentiments.${tone}`),
      command: `fix ${shown} ${tone}`,
    })),
    { label: translate('moderation:buttons.undo'), command: `undo ${shown}` },
  ]
}

/** Returns one sentence about something that was done. */
export function done(text: string, actions: readonly Action[], { locale }: CommandContext): Notice {
  return { kind: 'notice', level: 'success', locale, text: [{ text, data: true }], actions }
}

/** Returns a list of items to be sorted, with a button each. */
export function queueBlocks(
  items: readonly Feedback[],
  next: string | undefined,
  context: CommandContext,
): readonly Block[] {
  const translate = translator(context.locale)
  const more: readonly Action[] =
    next === undefined ? [] : [{ label: translate('moderation:buttons.more'), command: next }]
  return [
    {
      type: 'paragraph',
      text: [
        {
          text:
            items.length === 0
              ? translate('moderation:queue.empty')
              : translate('moderation:queue.intro', { count: items.length }),
        },
      ],
    },
    ...(items.length === 0
      ? []
      : [
          { type: 'quotes', quotes: items.map((item) => quoteOf(item, context.zone)) } as const,
          {
            type: 'notes',
            notes: items.map(
              (item): Text => [
                { text: `${shownFeedback(item.id)}: ` },
                {
                  text: missingOf(item)
                    .map((field) => translate(`moderation:missing.${field}`))
                    .join(', '),
                },
              ],
            ),
          } as const,
        ]),
    { type: 'actions', actions: [...more] },
  ]
}

/** Returns what an item lacks to be found in the reports. */
export function missingOf({
  store,
  tags,
  analysis,
}: Feedback): readonly ('store' | 'tag' | 'tone')[] {
  return [
    ...(store === null ? (['store'] as const) : []),
    ...(tags.length === 0 ? (['tag'] as const) : []),
    ...(analysis && Math.abs(analysis.score) < 0.2 && !analysis.corrected
      ? (['tone'] as const)
      : []),
  ]
}

import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feedback } from '../core/feedback.ts'
import type { LoopItem } from '../core/loop.ts'
import type { Action, Report, Text } from '../core/reply.ts'
import { formatDuration } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { shownFeedback } from '../moderation/find.ts'
import { formatCommandLine } from '../parse/index.ts'
import { quoteOf } from '../report/quoted.ts'
import { reportOf } from '../report/report-frame.ts'
import { textOf } from '../report/values.ts'
import { openFigures, openText } from './open-figures.ts'

const PAGE = 8
/** More buttons than this are no longer read by anyone. */
const WITH_BUTTONS = 3

/** Returns what waits for an answer, the oldest first, with buttons to settle it. */
export async function waitingReport(
  command: CommandDeclaration,
  context: CommandContext,
): Promise<Report> {
  const { store, workspaceId, locale, zone, arguments: asked } = context
  const translate = translator(locale)
  const after = asked.options['after']
  if (after !== undefined && !/^-?\d{1,11}\.\d{1,10}$/.test(after)) {
    throw new UserError('loop.no-page', { page: after.slice(0, 40) }, command.name)
  }
  const page = await store.loop.open(workspaceId, {
    filters: asked.filters,
    limit: PAGE,
    ...(after === undefined ? {} : { after }),
  })
  const found = await Promise.all(
    page.items.map(async (item) => ({
      item,
      feedback: await store.feedback(workspaceId, item.feedback),
    })),
  )
  const shown = found.flatMap(({ item, feedback }) => (feedback ? [{ item, feedback }] : []))
  const quotes = shown.flatMap(({ feedback }) =>
    feedback.text === null ? [] : [quoteOf(feedback, zone)],
  )
  const more: readonly Action[] =
    page.next === null
      ? []
      : [
          {
            label: translate('loop:buttons.more'),
            command: formatCommandLine(command, asked, { options: { after: page.next } }),
          },
        ]
  return reportOf(command, context, {
    title: translate('loop:open.title'),
    view: 'text',
    blocks: [
      openText(await openFigures(context), context),
      quotes.length === 0 ? undefined : { type: 'quotes', quotes },
      shown.length === 0
        ? undefined
        : { type: 'notes', notes: shown.map((each) => waits(each, context)) },
      {
        type: 'actions',
        actions: [
          ...more,
          ...shown.slice(0, WITH_BUTTONS).flatMap(({ item }) => settling(item, context)),
        ],
      },
    ],
  })
}

function waits(
  { item, feedback }: { readonly item: LoopItem; readonly feedback: Feedback },
  { locale, now }: CommandContext,
): Text {
  const { score, scale, store, source } = feedback
  const rating = score === null || scale === null ? [] : [`${score}/${scale.max}`]
  return textOf(locale, 'loop:open.waits', {
    id: { text: shownFeedback(item.feedback), style: 'strong' },
    duration: formatDuration((now - item.at) / 3600, locale),
    about: { text: [...rating, store ?? source].join(', '), data: true },
  })
}

/** Returns the buttons that end the waiting of an item. */
export function settling(
  { feedback, state }: Pick<LoopItem, 'feedback' | 'state'>,
  { locale }: Pick<CommandContext, 'locale'>,
): readonly Action[] {
  const translate = translator(locale)
  const id = shownFeedback(feedback)
  const [answered, resolved, reopen] = (['answered', 'resolved', 'reopen'] as const).map(
    (command) => ({
      label: translate(`loop:buttons.${command}`, { id }),
      command: `${command} ${id}`,
    }),
  ) as [Action, Action, Action]
  if (state === 'resolved') return [reopen]
  return state === 'answered' ? [resolved, reopen] : [answered, resolved]
}

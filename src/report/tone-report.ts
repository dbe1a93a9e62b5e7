import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Action, ParagraphBlock, Report, Text } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { scanPairs } from '../metrics/groups.ts'
import { opinionCounts, opinionTally, sentimentMetric } from '../metrics/sentiment.ts'
import { shareMetric } from '../metrics/share.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { formatCommandLine } from '../parse/index.ts'
import { unfinished } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import { resolveBaseline } from './baseline.ts'
import { divergingPicture } from './diverging-picture.ts'
import { emptyMessages } from './empty-messages.ts'
import { filtersOf } from './inquiry.ts'
import { countMessages, type MessageCounts } from './messages.ts'
import { type MovedGroup, movedNames } from './moved-names.ts'
import { metricNotes } from './notes.ts'
import { reportOf } from './report-frame.ts'
import { sharePicture } from './share-picture.ts'
import { type ToneGroup, toneTable } from './tone-table.ts'
import { formatAnswers, joinTexts, textOf } from './values.ts'

/** As many rows as a picture holds; the table has all. */
const ROWS_IN_PICTURE = 20
const NAMED = 5

/** What a report on the values of one dimension says besides its figures. */
export interface ToneParts {
  readonly summary?: (groups: readonly ToneGroup[]) => Text
  readonly notes?: readonly Text[]
  /** At most this many rows. */
  readonly most?: number
  readonly actions?: (groups: readonly ToneGroup[]) => readonly Action[]
}

/** The share of messages that come under a name; its tallies have them in the last of three bins. */
const messageShare = shareMetric('share', (tally) => opinionCounts(tally).positive)

function shareTally(n: number, all: number): Tally {
  return opinionTally({ positive: n, neutral: all - n, negative: 0 })
}

/** Returns how much and what is said under each value of a dimension, and how that changed. */
export async function toneReport(
  command: CommandDeclaration,
  context: CommandContext,
  by: Dimension,
  parts: ToneParts = {},
): Promise<Report> {
  const { locale, arguments: asked } = context
  const translate = translator(locale)
  const period = periodOf(context)
  const baseline = resolveBaseline(context, 'sentiment')
  const ranges = [period, ...(baseline.type === 'period' ? [baseline.period] : [])]
  const counts = await countMessages(context, ranges, by)
  const all = counts.total(0)
  const title = translate(`report:tone.${by as 'tag'}`)
  if (all === 0) return emptyMessages(command, context, period, title)
  const every = groupsOf(counts)
  if (every.length === 0) throw new UserError('commands.breakdown-empty', { dimension: by })
  const groups = every.slice(0, parts.most ?? every.length)
  const analysed = groups.some(({ tone }) => (tone[0]?.n ?? 0) > 0)
  const frame = {
    period,
    n: all,
    counted: 'messages' as const,
    filters: filtersOf(context),
    sample: context.workspace.sample,
  }
  const drawn = groups.slice(0, ROWS_IN_PICTURE)
  const lead = textOf(locale, 'report:tone.headline', {
    title,
    period: period.label,
    count: formatCount(every.length, locale),
    messages: formatAnswers(all, locale, 'messages'),
    names: namesOf(groups, locale),
  })
  const changes = baseline.type === 'period' ? changesOf(groups, locale) : []
  const summary = parts.summary?.(every) ?? []
  const paragraphs = [summary, changes].filter((text) => text.length > 0)
  return reportOf(command, context, {
    title,
    definition: translate('report:tone.definition'),
    namesPeople: by === 'author',
    period,
    blocks: [
      {
        type: 'headline',
        text: lead,
        values: [
          {
            key: 'messages',
            label: translate('report:value.messages'),
            value: all,
            low: null,
            high: null,
            n: all,
            unit: 'count',
          },
        ],
      },
      ...paragraphs.map((text): ParagraphBlock => ({ type: 'paragraph', text })),
      analysed
        ? divergingPicture(
            title,
            drawn.map(({ name, counts: { positive, negative }, n }) => ({
              label: name,
              n,
              positive,
              negative,
            })),
            frame,
            locale,
          )
        : sharePicture(title, drawn, frame, locale),
      toneTable(by, groups, locale),
      notesOf(context, groups, {
        compared: baseline.type === 'period',
        more: [
          ...(analysed ? [] : [textOf(locale, 'report:tone.not-analysed')]),
          ...(every.length > groups.length
            ? [
                textOf(locale, 'report:tone.most', {
                  shown: formatCount(groups.length, locale),
                  total: formatCount(every.length, locale),
                }),
              ]
            : []),
          ...(parts.notes ?? []),
        ],
      }),
      {
        type: 'actions',
        actions: [
          ...(parts.actions?.(groups) ?? []),
          {
            label: translate('commands:actions.csv'),
            command: `${formatCommandLine(command, asked, { view: null })} as csv`,
          },
        ],
      },
    ],
  })
}

/** Returns the named values, the most messages first. */
function groupsOf(counts: MessageCounts): readonly ToneGroup[] {
  const names = [...counts.names(0)].sort(
    (a, b) => counts.of(0, b) - counts.of(0, a) || (a < b ? -1 : 1),
  )
  const [all, before] = [counts.total(0), counts.total(1)]
  const changes = scanPairs(
    messageShare,
    names.map((name) => ({
      later: shareTally(counts.of(0, name), all),
      earlier: before > 0 ? shareTally(counts.of(1, name), before) : EMPTY_TALLY,
    })),
  )
  return names.flatMap((name, index) => {
    const [share] = messageShare.measure(shareTally(counts.of(0, name), all))
    const change = changes[index]
    if (!share || !change) return []
    const tone = counts.tone(0, name)
    return [
      {
        name,
        n: counts.of(0, name),
        share,
        change,
        counts: opinionCounts(tone),
        tone: sentimentMetric.measure(tone),
      },
    ]
  })
}

function namesOf(groups: readonly ToneGroup[], locale: CommandContext['locale']): Text {
  return joinTexts(
    groups
      .slice(0, NAMED)
      .map(
        ({ name, n }): Text => [{ text: name, data: true }, { text: ` ${formatCount(n, locale)}` }],
      ),
    ', ',
  )
}

function changesOf(groups: readonly ToneGroup[], locale: CommandContext['locale']): Text {
  const changed = groups.map(({ name, change }): MovedGroup => {
    return { name: { text: name, data: true }, change }
  })
  const list = (verdict: 'up' | 'down'): Text => {
    const names = movedNames(changed, verdict, { most: NAMED, unit: 'percent', locale })
    if (names.length === 0) return []
    return textOf(locale, `report:tone.${verdict}`, { names })
  }
  return joinTexts([list('up'), list('down')])
}

function notesOf(
  context: CommandContext,
  groups: readonly ToneGroup[],
  { compared, more }: { readonly compared: boolean; readonly more: readonly Text[] },
) {
  const { locale } = context
  const notes = [
    ...metricNotes(locale, unfinished(periodOf(context), compared)),
    ...(compared && groups.length > 2 ? [textOf(locale, 'report:note.scan')] : []),
    ...more,
  ]
  return notes.length > 0 ? ({ type: 'notes', notes } as const) : undefined
}

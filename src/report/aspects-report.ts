import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Action, HeadlineBlock, Report, Text } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { formatCommandLine } from '../parse/index.ts'
import { textFrame, textsIn, unfinished } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import {
  type AspectFigures,
  aspectFigures,
  clearlyDisliked,
  clearlyLiked,
  type PolaritySide,
  ranked,
} from './aspect-figures.ts'
import { aspectName } from './aspect-names.ts'
import { aspectsTable } from './aspects-table.ts'
import { changesText, likesText, WHOLE } from './aspects-words.ts'
import { resolveBaseline } from './baseline.ts'
import { divergingPicture } from './diverging-picture.ts'
import { emptyOpinions } from './empty-opinions.ts'
import { metricNotes } from './notes.ts'
import { type OpinionRow, openOpinions, readOpinions } from './opinions.ts'
import { quotesLine } from './quotes-line.ts'
import { reportOf } from './report-frame.ts'
import { formatAnswers, textOf } from './values.ts'

/** Returns what customers like and dislike in the period, and how that changed. */
export async function aspectsReport(
  command: CommandDeclaration,
  context: CommandContext,
  side: PolaritySide,
): Promise<Report> {
  const { locale, arguments: asked } = context
  const period = periodOf(context)
  const opinions = await openOpinions(context)
  const baseline = resolveBaseline(context, 'sentiment')
  const ranges = [period, ...(baseline.type === 'period' ? [baseline.period] : [])]
  const rows = await readOpinions(context, opinions, ranges, asked.filters)
  const texts = textsIn(rows)
  if (texts === 0) {
    return emptyOpinions(command, context, period, translator(locale)('report:aspects.title'))
  }
  const figures = ranked(figuresOf(rows), side)
  const changes = baseline.type === 'period' ? changesText(figures, context) : []
  return reportOf(command, context, {
    title: translator(locale)('report:aspects.title'),
    definition: translator(locale)('report:aspects.definition'),
    period,
    blocks: [
      aspectsHeadline(context, period, figures, texts, side),
      changes.length > 0 ? { type: 'paragraph', text: changes } : undefined,
      divergingPicture(
        translator(locale)('report:aspects.title'),
        figures.map(({ key, counts, values }) => ({
          label: aspectName(key, context),
          n: values[0]?.n ?? 0,
          positive: side === 'neg' ? 0 : counts.positive,
          negative: side === 'pos' ? 0 : counts.negative,
        })),
        textFrame(context, period, texts),
        locale,
      ),
      aspectsTable(figures, context),
      aspectNotes(context, period, figures, baseline.type === 'period'),
      { type: 'actions', actions: actionsOf(command, context, figures) },
    ],
  })
}

/** Returns the figures of every aspect that is spoken of in range 0, against range 1. */
export function figuresOf(rows: readonly OpinionRow[]): readonly AspectFigures[] {
  const before = new Map(
    rows.flatMap(({ range, aspect, tally }) =>
      range === 1 && aspect !== null ? [[aspect, tally] as const] : [],
    ),
  )
  return aspectFigures(
    rows.flatMap(({ range, aspect, tally }) =>
      range === 0 && aspect !== null
        ? [{ key: aspect, now: tally, before: before.get(aspect) ?? EMPTY_TALLY }]
        : [],
    ),
  )
}

/** Returns the sentence that answers: how many aspects in how many texts, what is liked and what is not. */
export function aspectsHeadline(
  context: CommandContext,
  period: Period,
  figures: readonly AspectFigures[],
  texts: number,
  side: PolaritySide,
): HeadlineBlock {
  const { locale } = context
  const translate = translator(locale)
  const lead = textOf(locale, 'report:aspects.headline', {
    title: translate('report:aspects.title'),
    period: period.label,
    aspects: translate('report:aspects.count', { count: figures.length }),
    texts: formatAnswers(texts, locale, 'texts'),
  })
  const likes = likesText(figures, side, context)
  const value = { value: texts, low: null, high: null, n: texts, unit: 'count' as const }
  return {
    type: 'headline',
    text: likes.length > 0 ? [...lead, { text: ' ' }, ...likes] : lead,
    values: [{ key: 'texts', label: translate('report:value.texts'), ...value }],
  }
}

/** Returns what has to be known beside figures of aspects. */
export function aspectNotes(
  { locale }: CommandContext,
  period: Period,
  figures: readonly AspectFigures[],
  compared: boolean,
) {
  const small = figures.filter(({ values }) => values[0]?.value === null).length
  const notes: Text[] = [
    ...metricNotes(locale, unfinished(period, compared)),
    ...(small > 0 ? [textOf(locale, 'report:aspects.small', { count: small })] : []),
    ...(compared && figures.length > 2 ? [textOf(locale, 'report:note.scan')] : []),
  ]
  return notes.length > 0 ? ({ type: 'notes', notes } as const) : undefined
}

function actionsOf(
  command: CommandDeclaration,
  context: CommandContext,
  figures: readonly AspectFigures[],
): Action[] {
  const { locale, arguments: asked } = context
  const translate = translator(locale)
  const telling = figures.filter(({ key }) => key !== WHOLE)
  const most = (side: 'pos' | 'neg') => {
    const clear = side === 'pos' ? clearlyLiked(telling) : clearlyDisliked(telling)
    const any = ranked(telling, side).filter(
      ({ counts }) => counts[side === 'pos' ? 'positive' : 'negative'] > 0,
    )
    return clear[0] ?? any[0]
  }
  const quoted = (['neg', 'pos'] as const).flatMap((side): Action[] => {
    const figure = most(side)
    if (!figure) return []
    const name = aspectName(figure.key, context)
    const sentiment = side === 'neg' ? ('negative' as const) : ('positive' as const)
    return [
      {
        label: translate(`report:aspects.quotes-${side}`, { name }),
        command: quotesLine(context, figure.key, sentiment),
      },
    ]
  })
  const worst = most('neg')
  return [
    ...quoted,
    ...(worst
      ? [
          {
            label: translate('report:aspects.one', { name: aspectName(worst.key, context) }),
            command: formatCommandLine(
              { name: 'aspect', options: [], period: { default: '' } },
              asked,
              { subjects: [worst.key], by: null, baseline: null, view: null },
            ),
          },
        ]
      : []),
    {
      label: translate('commands:actions.by.brand'),
      command: formatCommandLine(command, asked, { by: 'brand', view: null, baseline: null }),
    },
    {
      label: translate('commands:actions.moved'),
      command: formatCommandLine({ name: 'moved', options: [], period: { default: '' } }, asked, {
        subjects: [],
        by: null,
        baseline: null,
        view: null,
      }),
    },
    {
      label: translate('commands:actions.csv'),
      command: `${formatCommandLine(command, asked, { view: null })} as csv`,
    },
  ]
}

import { axisLabels, splitPeriod } from '../calendar/periods.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Dimension } from '../core/feedback.ts'
import type { TimeUnit } from '../core/period.ts'
import type { Action, Block, ParagraphBlock, Report } from '../core/reply.ts'
import type { Tally } from '../core/store.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { changeBetween } from '../metrics/change.ts'
import { scanGroups } from '../metrics/groups.ts'
import type { Measurement } from '../metrics/measurement.ts'
import { sentimentMetric } from '../metrics/sentiment.ts'
import { combineTallies, EMPTY_TALLY } from '../metrics/tally.ts'
import { formatCommandLine } from '../parse/index.ts'
import { textFrame, unfinished } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import { aspectName } from './aspect-names.ts'
import { resolveBaseline } from './baseline.ts'
import { type BreakdownParts, breakdownParts } from './breakdown.ts'
import { displayName } from './display-names.ts'
import { emptyOpinions } from './empty-opinions.ts'
import { detailParagraph, headlineBlock } from './headline.ts'
import { metricNotes } from './notes.ts'
import { openOpinions } from './opinions.ts'
import { quoteOf } from './quoted.ts'
import { quotesLine } from './quotes-line.ts'
import { readTallies } from './read-tallies.ts'
import { reportOf } from './report-frame.ts'
import { trendParts } from './trend.ts'
import { checkPoints } from './trend-report.ts'
import { formatAnswers, type Wording } from './values.ts'

/** As many of the newest words as are shown of each kind. */
const QUOTED = 3

/** Returns what is said of one aspect: how much and how well, its way, its stores and the newest words. */
export async function aspectReport(
  command: CommandDeclaration,
  context: CommandContext,
  key: string,
  cut: { readonly unit: TimeUnit; readonly by: Dimension },
): Promise<Report> {
  const { locale, store, workspaceId, arguments: asked } = context
  const translate = translator(locale)
  const period = periodOf(context)
  const opinions = await openOpinions(context)
  const baseline = resolveBaseline(context, 'sentiment')
  const parts = splitPeriod(period, cut.unit, locale)
  checkPoints({ command, context, period }, cut.unit, parts.length)
  const name = aspectName(key, context)
  const id = opinions.aspects.get(key)
  const read = (ranges: Parameters<typeof readTallies>[3], by?: Dimension) =>
    id === undefined
      ? Promise.resolve([])
      : readTallies(store, workspaceId, { series: [{ id }], filters: asked.filters }, ranges, by)
  const [rows, before, groups, texts] = await Promise.all([
    read(parts),
    baseline.type === 'period' ? read([baseline.period]) : [],
    read([period], cut.by),
    readTallies(store, workspaceId, { series: [{ id: opinions.texts }], filters: asked.filters }, [
      period,
    ]),
  ])
  const whole = combineTallies(rows.map(({ tally }) => tally))
  if (whole.n === 0) return emptyOpinions(command, context, period, name)
  const wording: Wording = {
    locale,
    name: translate('report:aspects.net-of', { name }),
    unit: 'points',
    scale: null,
    higherIsBetter: true,
    counted: 'texts',
  }
  const values = sentimentMetric.measure(whole)
  const told =
    baseline.type === 'period'
      ? {
          change: changeBetween(
            sentimentMetric,
            whole,
            combineTallies(before.map(({ tally }) => tally)),
            { from: baseline.period.from, to: baseline.period.to },
          ),
          period: baseline.period.label,
        }
      : undefined
  const frame = textFrame(context, period, whole.n)
  const trend = trendParts(
    wording,
    {
      unit: cut.unit,
      labels: axisLabels(parts, cut.unit, locale),
      lines: [{ name: null, points: parts.map((_, range) => pointOf(rows, range)) }],
      unfinished: parts.at(-1)?.complete === false,
    },
    frame,
  )
  const [overall] = values
  const cutBy = groups.some(({ value }) => value !== null)
    ? placesOf(wording, context, cut.by, groups, overall, frame)
    : undefined
  const all = combineTallies(texts.map(({ tally }) => tally)).n
  const share: ParagraphBlock = {
    type: 'paragraph',
    text: [
      {
        text: translate('report:aspects.spoken-of', {
          name,
          count: formatCount(whole.n, locale),
          all: formatAnswers(all, locale, 'texts'),
        }),
      },
    ],
  }
  const chosen = asked.by === cut.by
  return reportOf(command, context, {
    title: name,
    definition: translate('report:aspects.definition'),
    period,
    blocks: [
      headlineBlock(wording, values, period.label, told),
      detailParagraph(wording, values),
      share,
      ...(chosen
        ? [cutBy?.summary, cutBy?.chart, cutBy?.table]
        : [trend.summary, trend.chart, trend.table, cutBy?.summary]),
      await quotesBlock(context, key),
      notesOf(context, baseline.type === 'period', chosen ? (cutBy?.notes ?? []) : trend.notes),
      { type: 'actions', actions: actionsOf(command, context, key, name) },
    ],
  })
}

function pointOf(rows: readonly { range: number; tally: Tally }[], range: number): Measurement {
  const tally = rows.find((row) => row.range === range)?.tally ?? EMPTY_TALLY
  const [point] = sentimentMetric.measure(tally)
  if (!point) throw new RangeError('a metric measures something')
  return point
}

function placesOf(
  wording: Wording,
  context: CommandContext,
  by: Dimension,
  groups: readonly { readonly value: string | null; readonly tally: Tally }[],
  overall: Measurement | undefined,
  frame: Parameters<typeof breakdownParts>[4],
): BreakdownParts | undefined {
  if (!overall) return undefined
  const findings = scanGroups(
    sentimentMetric,
    groups.map(({ tally }) => tally),
  )
  return breakdownParts(
    wording,
    by,
    groups.map(({ value, tally }, index) => {
      const finding = findings[index]
      return {
        name: value === null ? null : displayName(by, value, context),
        values: sentimentMetric.measure(tally),
        ...(finding ? { finding } : {}),
      }
    }),
    overall,
    frame,
  )
}

async function quotesBlock(context: CommandContext, key: string): Promise<Block | undefined> {
  const { store, workspaceId, arguments: asked } = context
  const { start, end } = periodOf(context)
  const sentiments = ['negative', 'positive'] as const
  const pages = await Promise.all(
    sentiments.map((sentiment) =>
      store.quotes(workspaceId, {
        range: { start, end },
        filters: [
          ...asked.filters.filter(({ dimension }) => dimension !== 'sentiment'),
          { dimension: 'aspect', names: [key] },
          { dimension: 'sentiment', names: [sentiment] },
        ],
        words: [],
        limit: QUOTED,
      }),
    ),
  )
  const seen = new Set<number>()
  const quotes = pages.flatMap((page, index) =>
    page.quotes.flatMap((feedback) => {
      if (seen.has(feedback.id)) return []
      seen.add(feedback.id)
      return [{ ...quoteOf(feedback, context.zone), sentiment: sentiments[index] ?? null }]
    }),
  )
  return quotes.length > 0 ? { type: 'quotes', quotes } : undefined
}

function notesOf(
  context: CommandContext,
  compared: boolean,
  more: BreakdownParts['notes'],
): Block | undefined {
  const { locale } = context
  const notes = [
    ...metricNotes(locale, unfinished(periodOf(context), compared)),
    ...more,
    [{ text: translator(locale)('commands:quotes.hidden') }],
  ]
  return { type: 'notes', notes }
}

function actionsOf(
  command: CommandDeclaration,
  context: CommandContext,
  key: string,
  name: string,
): Action[] {
  const { arguments: asked, locale } = context
  const translate = translator(locale)
  const line = (changes: Parameters<typeof formatCommandLine>[2]) =>
    formatCommandLine(command, asked, { view: null, ...changes })
  return [
    {
      label: translate('report:aspects.quotes-neg', { name }),
      command: quotesLine(context, key, 'negative'),
    },
    {
      label: translate('report:aspects.quotes-pos', { name }),
      command: quotesLine(context, key, 'positive'),
    },
    { label: translate('commands:actions.by.store'), command: line({ by: 'store' }) },
    { label: translate('commands:actions.by.brand'), command: line({ by: 'brand' }) },
    { label: translate('commands:actions.csv'), command: `${line({})} as csv` },
  ]
}

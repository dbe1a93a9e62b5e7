import { addUnits, axisLabels, makePeriod, splitPeriod } from '../calendar/periods.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Period, TimeUnit } from '../core/period.ts'
import type { Report, Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { CYCLES_BACK, findSpikes, type Volume } from '../metrics/spikes.ts'
import { formatCommandLine } from '../parse/index.ts'
import { unfinished } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import { resolveBaseline } from './baseline.ts'
import { footnoteOf, subtitleOf } from './chart-frame.ts'
import { emptyMessages } from './empty-messages.ts'
import { filtersOf } from './inquiry.ts'
import { type Bucket, mentionsChart, mentionsTable } from './mentions-picture.ts'
import { countMessages } from './messages.ts'
import { metricNotes } from './notes.ts'
import { reportOf } from './report-frame.ts'
import { checkPoints } from './trend-report.ts'
import { formatAnswers, joinTexts, textOf } from './values.ts'

const NAMED = 5

/** Returns how many messages came over time, with the days that are clearly more than usual. */
export async function mentionsReport(
  command: CommandDeclaration,
  context: CommandContext,
  unit: TimeUnit,
): Promise<Report> {
  const { locale, arguments: asked, workspace } = context
  const translate = translator(locale)
  const period = periodOf(context)
  const parts = splitPeriod(period, unit, locale)
  checkPoints({ command, context, period }, unit, parts.length)
  const earlier = usualParts(context, period, unit)
  const baseline = resolveBaseline(context, 'sentiment')
  const others = baseline.type === 'period' ? [baseline.period] : []
  const [counts, before, sources] = await Promise.all([
    countMessages(context, [...earlier, ...parts]),
    countMessages(context, others),
    countMessages(context, [period], 'source'),
  ])
  const totals = [...earlier, ...parts].map((_, range) => counts.total(range))
  const n = totals.slice(earlier.length).reduce((sum, count) => sum + count, 0)
  const title = translate('report:mentions.title', {
    unit: translate(`report:dimension.${unit}`),
  })
  if (n === 0) return emptyMessages(command, context, period, translate('report:mentions.name'))
  const known = await knownFrom(context, earlier, totals)
  const volumes = findSpikes(totals.slice(known), earlier.length - known, unit === 'day' ? 7 : 1)
  const labels = axisLabels(parts, unit, locale)
  const buckets = parts.map((part, index): Bucket => {
    const volume = volumes[index] ?? { usual: null, spike: false }
    return {
      label: labels[index] ?? '',
      period: part,
      n: totals[earlier.length + index] ?? 0,
      volume: part.complete ? volume : { ...volume, spike: false },
    }
  })
  const spikes = buckets.filter(({ volume }) => volume.spike)
  const frame = {
    period,
    n,
    counted: 'messages' as const,
    filters: filtersOf(context),
    sample: workspace.sample,
  }
  const top = [...sources.names(0)]
    .sort((a, b) => sources.of(0, b) - sources.of(0, a))
    .slice(0, NAMED)
    .map(
      (name): Text => [
        { text: name, data: true },
        { text: ` ${formatCount(sources.of(0, name), locale)}` },
      ],
    )
  const line = (changes: Parameters<typeof formatCommandLine>[2]) =>
    formatCommandLine(command, asked, { view: null, ...changes })
  return reportOf(command, context, {
    title,
    definition: translate('report:mentions.definition'),
    period,
    blocks: [
      {
        type: 'headline',
        text: joinTexts([
          textOf(locale, 'report:mentions.headline', {
            period: period.label,
            messages: { text: formatAnswers(n, locale, 'messages'), style: 'strong' },
          }),
          baseline.type === 'period'
            ? textOf(locale, 'report:mentions.before', {
                period: baseline.period.label,
                messages: formatAnswers(before.total(0), locale, 'messages'),
              })
            : [],
        ]),
        values: [
          {
            key: 'messages',
            label: translate('report:value.messages'),
            value: n,
            low: null,
            high: null,
            n,
            unit: 'count',
          },
        ],
      },
      { type: 'paragraph', text: spikesText(spikes, volumes, locale) },
      top.length > 0
        ? {
            type: 'paragraph',
            text: textOf(locale, 'report:mentions.sources', { names: joinTexts(top, ', ') }),
          }
        : undefined,
      mentionsChart(
        title,
        buckets,
        subtitleOf(frame, locale),
        footnoteOf(frame, locale, []),
        context,
      ),
      mentionsTable(buckets, context),
      {
        type: 'notes',
        notes: [
          ...metricNotes(locale, unfinished(period, baseline.type === 'period')),
          textOf(locale, unit === 'day' ? 'report:mentions.rule-day' : 'report:mentions.rule'),
        ],
      },
      {
        type: 'actions',
        actions: [
          ...spikes.slice(0, 2).map(({ label, period: day }) => ({
            label: translate('report:mentions.quotes', { day: label }),
            command: formatCommandLine(
              { name: 'quotes', options: [], period: { default: 'all' } },
              asked,
              { period: day, by: null, baseline: null, view: null },
            ),
          })),
          { label: translate('commands:actions.by.source'), command: sourcesLine(context) },
          { label: translate('commands:actions.csv'), command: `${line({})} as csv` },
        ],
      },
    ],
  })
}

function sourcesLine({ arguments: asked }: CommandContext): string {
  const command = { name: 'sources', options: [], period: { default: '' } }
  const filters = asked.filters.filter(({ dimension }) => dimension !== 'source')
  return formatCommandLine(command, asked, { by: null, baseline: null, view: null, filters })
}

/** Returns the units before the period in which the usual volume is looked for. */
function usualParts(
  { locale, now, zone }: CommandContext,
  period: Period,
  unit: TimeUnit,
): readonly Period[] {
  const back = CYCLES_BACK * (unit === 'day' ? 7 : 1)
  const from = addUnits(period.from, unit, -back)
  const shape = { type: 'days', count: back } as const
  return splitPeriod(makePeriod(from, period.from, shape, { zone, now, locale }), unit, locale)
}

/** Returns the first of the earlier units that lies after the data begin: what was not collected is not zero. */
async function knownFrom(
  { store, workspaceId }: CommandContext,
  earlier: readonly Period[],
  totals: readonly number[],
): Promise<number> {
  const span = await store.span(workspaceId)
  const first = earlier.findIndex(({ start }) => span !== undefined && start >= span.first)
  const begins = first === -1 ? earlier.length : first
  return totals[begins - 1] ? begins - 1 : begins
}

function spikesText(
  spikes: readonly Bucket[],
  volumes: readonly Volume[],
  locale: CommandContext['locale'],
): Text {
  if (volumes.every(({ usual }) => usual === null)) {
    return textOf(locale, 'report:mentions.too-new')
  }
  if (spikes.length === 0) return textOf(locale, 'report:mentions.no-spikes')
  const names = [...spikes]
    .sort((a, b) => b.n - (b.volume.usual ?? 0) - (a.n - (a.volume.usual ?? 0)))
    .slice(0, NAMED)
    .map(({ label, n, volume }) =>
      textOf(locale, 'report:mentions.spike', {
        day: { text: label, style: 'strong' },
        count: formatCount(n, locale),
        usual: formatCount(Math.round(volume.usual ?? 0), locale),
      }),
    )
  return textOf(locale, 'report:mentions.spikes', { list: joinTexts(names, '; ') })
}

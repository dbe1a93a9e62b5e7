import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import { accountOf } from '../core/access.ts'
import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds, ImprovementId } from '../core/identity.ts'
import type { Improvement, ImprovementSettings } from '../core/loop.ts'
import { isLocal } from '../core/platforms.ts'
import type { Reply, Report, TableBlock } from '../core/reply.ts'
import { targetNamed } from '../digests/place-words.ts'
import { fold } from '../language/fold.ts'
import { formatDay } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { done } from '../moderation/replies.ts'
import { numberOfId, parsePeriod } from '../parse/index.ts'
import { askedSeries } from '../report/asked-series.ts'
import { METRIC_NAMES, type MetricName } from '../report/metric-names.ts'
import { poolingOf } from '../report/pooling.ts'
import { askQuestion, metricsWithAnswers, type ScoredMetric } from '../report/question.ts'
import { reportOf } from '../report/report-frame.ts'
import { formatDifference, valueLabel } from '../report/values.ts'
import { shownImprovement, trendAction } from './tell.ts'

const LONGEST_LABEL = 80
const REMOVE = new Set(['remove', 'delete', 'удалить', 'жою', 'pašalinti', 'ištrinti'])
const LIST = new Set('list show список показать тізім көрсету sąrašas rodyti'.split(' ').map(fold))
/** A day behind the words is when it was done. */
const DAY = /^\d{4}-\d{2}-\d{2}$/
const YES = new Set(['yes', 'true', 'да', 'иә', 'taip'])
const NO = new Set(['no', 'false', 'нет', 'жоқ', 'ne'])

/** Marks an improvement, takes one away, or lists them. Throws a UserError for what cannot be right. */
export async function manageImprovements(
  command: CommandDeclaration,
  context: CommandContext,
): Promise<Reply> {
  const { subjects } = context.arguments
  const [first = '', second] = subjects
  if (subjects.length === 0 || (second === undefined && LIST.has(fold(first)))) {
    return await listed(command, context)
  }
  if (REMOVE.has(fold(first)) && subjects.length === 2) return await removed(second ?? '', context)
  const { store, workspaceId, now, locale, zone } = context
  const settings = await settingsOf(context)
  const improvement = await store.loop.mark(workspaceId, settings, now)
  const translate = translator(locale)
  const said = translate('loop:did.marked', {
    id: shownImprovement(improvement),
    label: settings.label,
    day: formatDay(civilDate(zoneCalendar(zone).dayOf(settings.at)), locale),
    metric: valueLabel(settings.metric === 'sentiment' ? 'net' : settings.metric, locale),
  })
  const told = settings.tell ? `${said} ${translate('loop:did.telling')}` : said
  const remove = {
    label: translate('loop:buttons.remove'),
    command: `did remove ${shownImprovement(improvement)}`,
  }
  return done(
    told,
    [{ ...trendAction(improvement), label: translate('loop:buttons.trend') }, remove],
    context,
  )
}

async function settingsOf(context: CommandContext): Promise<ImprovementSettings> {
  const { arguments: asked, invocation, locale, access } = context
  const last = asked.subjects.at(-1) ?? ''
  const day = asked.subjects.length > 1 && DAY.test(last) ? last : undefined
  const label = asked.subjects
    .slice(0, day === undefined ? undefined : -1)
    .join(' ')
    .trim()
  if (label.length > LONGEST_LABEL)
    throw new UserError('loop.label-too-long', { max: LONGEST_LABEL })
  const own = asked.filters.filter(
    ({ dimension }) => !access.scope.some((limit) => limit.dimension === dimension),
  )
  const forced = access.scope.map(
    (limit) => asked.filters.find(({ dimension }) => dimension === limit.dimension) ?? limit,
  )
  const tell = readTell(asked.options['tell'])
  if (tell && !asked.filters.some(({ dimension }) => dimension === 'tag')) {
    throw new UserError('loop.tell-needs-tag', {}, `did "${label}" tag:… tell:yes`)
  }
  const { platform, user, place } = invocation
  const local = isLocal(platform)
  return {
    label,
    metric: await metricOf(asked.options['metric'], context),
    filters: [...own, ...forced],
    at: readDay(asked.options['at'] ?? day, context),
    owner: { ...accountOf(platform, user, place), name: user.name },
    target: local
      ? { type: 'person', platform, user: user.id }
      : targetNamed(undefined, invocation),
    locale,
    tell,
  }
}

function readTell(text: string | undefined): boolean {
  if (text === undefined || NO.has(fold(text))) return false
  if (YES.has(fold(text))) return true
  throw new UserError('loop.yes-or-no', { text: text.slice(0, 40) }, 'tell:yes')
}

/** The metric that was named, or the first that the workspace has answers to. */
async function metricOf(
  text: string | undefined,
  { store, workspaceId, arguments: asked }: CommandContext,
): Promise<ScoredMetric> {
  const series = await askedSeries(store, workspaceId)
  const able = METRIC_NAMES.filter((name): name is ScoredMetric => name !== 'csi')
  const named = able.find((name) => name === text?.toLowerCase())
  if (text !== undefined && !named) {
    const list = able.join(', ')
    throw new UserError('loop.no-such-metric', { metric: text.slice(0, 40), list }, 'metric:nps')
  }
  const metric = named ?? metricsWithAnswers(series).find(isScored) ?? 'nps'
  askQuestion(metric, undefined, series, asked.filters, (other) => `metric:${other}`)
  return metric
}

function isScored(name: MetricName): name is ScoredMetric {
  return name !== 'csi'
}

/** The first instant of a day; now where none is named. */
function readDay(text: string | undefined, { now, zone, locale }: CommandContext): EpochSeconds {
  if (text === undefined) return now
  return parsePeriod(text, { now, zone, locale, span: undefined }).start
}

async function removed(text: string, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, locale } = context
  const id = numberOfId('M', text)
  if (id === undefined || !(await store.loop.unmark(workspaceId, id as ImprovementId))) {
    throw new UserError('loop.no-such-improvement', { id: text.slice(0, 40) }, 'did')
  }
  return done(translator(locale)('loop:did.removed', { id: `M-${id}` }), [], context)
}

async function listed(command: CommandDeclaration, context: CommandContext): Promise<Report> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const all = await store.loop.improvements(workspaceId)
  const [newest] = all
  return reportOf(command, context, {
    title: translate('loop:did.title'),
    view: 'table',
    blocks: [
      newest === undefined
        ? { type: 'paragraph', text: [{ text: translate('loop:did.none') }] }
        : await improvementTable(all, context),
      { type: 'actions', actions: newest ? [trendAction({ ...newest, locale })] : [] },
    ],
  })
}

async function improvementTable(
  all: readonly Improvement[],
  context: CommandContext,
): Promise<TableBlock> {
  const { locale, zone, store, workspaceId } = context
  const translate = translator(locale)
  const calendar = zoneCalendar(zone)
  const series = await askedSeries(store, workspaceId)
  const effect = ({ outcome, metric, state, filters }: Improvement): string => {
    if (state === 'watching') return translate('loop:did.watching')
    if (!outcome || outcome.value === null) return translate('loop:did.too-few')
    const question = askQuestion(metric as ScoredMetric, undefined, series, filters, (name) => name)
    const { unit } = poolingOf(question, []).metric
    return translate(`loop:did.${outcome.verdict}`, {
      difference: formatDifference(outcome.value, unit, locale),
    })
  }
  const columns = ['id', 'label', 'metric', 'since', 'effect'] as const
  return {
    type: 'table',
    columns: columns.map((key) => ({
      key,
      label: translate(`loop:did.columns.${key}`),
      format: key === 'since' ? 'date' : 'text',
    })),
    rows: all.map((each) => [
      shownImprovement(each),
      each.label,
      [each.metric, ...each.filters.map(({ names }) => names.join(', '))].join(', '),
      civilDate(calendar.dayOf(each.at)),
      effect(each),
    ]),
  }
}

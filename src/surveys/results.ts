import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Scale } from '../core/feedback.ts'
import type { Locale } from '../core/locale.ts'
import type { Block, Report, Text } from '../core/reply.ts'
import type { PartState, Store, Tally } from '../core/store.ts'
import {
  LEAST_ANSWERS,
  type Survey,
  type SurveyMessage,
  type SurveyWave,
  surveyKey,
} from '../core/survey.ts'
import { formatDays } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { cesMetric } from '../metrics/ces.ts'
import { csatMetric } from '../metrics/csat.ts'
import type { Metric } from '../metrics/measurement.ts'
import { npsMetric } from '../metrics/nps.ts'
import { wilson } from '../metrics/proportion.ts'
import { topBoxSize } from '../metrics/scale.ts'
import { EMPTY_TALLY } from '../metrics/tally.ts'
import { quoteName } from '../parse/index.ts'
import { detailParagraph, headlineBlock } from '../report/headline.ts'
import { formatAnswers, formatInterval, formatValue, textOf } from '../report/values.ts'
import { shownSurvey } from './reference.ts'

/** How many people were asked; null where nobody said how many read a place. */
export async function peopleAsked(
  store: Pick<Store, 'surveys' | 'delivery'>,
  wave: SurveyWave,
): Promise<number | null> {
  const asked = (await store.surveys.messages(wave)).filter(
    ({ what, state }) => what === 'question' && state !== 'refused',
  )
  const parts = await store.delivery.partStates(surveyKey(wave))
  const reached = asked.filter((message) => !isUndelivered(message, parts))
  const known = reached.every(({ people }) => people !== null)
  return known ? reached.reduce((sum, { people }) => sum + (people ?? 0), 0) : null
}

function isUndelivered(message: SurveyMessage, parts: readonly PartState[]): boolean {
  const own = parts.filter(({ key }) => key.startsWith(surveyKey(message, message.number)))
  return own.some(({ state }) => state === 'dead')
}

/** Returns how many of those who were asked answered, with Wilson's interval. */
function responseText(answers: number, asked: number | null, locale: Locale): Text {
  const told = formatAnswers(answers, locale)
  if (asked === null || asked === 0) {
    return textOf(locale, 'surveys:response.unknown', { answers: told })
  }
  const people = Math.max(asked, answers)
  const { value, low, high } = wilson(answers, people)
  return textOf(locale, 'surveys:response.rate', {
    answers: told,
    asked: people,
    rate: { text: formatValue(100 * value, 'percent', locale), style: 'strong' },
    interval: formatInterval(100 * low, 100 * high, 'percent', locale),
  })
}

/** Returns what came of a closed wave, or of an open one how many answered and nothing else. */
export async function resultsReport(
  store: Pick<Store, 'surveys' | 'delivery'>,
  survey: Survey,
  wave: SurveyWave,
  {
    locale,
    zone,
    sample,
  }: { readonly locale: Locale; readonly zone: string; readonly sample: boolean },
): Promise<Report> {
  const asked = await peopleAsked(store, wave)
  const blocks: readonly (Block | undefined)[] = [
    { type: 'paragraph', text: [{ text: survey.question, style: 'strong', data: true }] },
    ...(wave.scores === null ? [] : figures(survey, wave, locale, zone)),
    { type: 'paragraph', text: responseText(wave.answers, asked, locale) },
    { type: 'notes', notes: [noteOf(wave, locale)] },
    wave.scores === null ? undefined : { type: 'actions', actions: [nextQuestion(survey, locale)] },
  ]
  return {
    kind: 'report',
    command: 'survey',
    commandLine: `survey results ${shownSurvey(survey)}.${wave.wave}`,
    locale,
    title: translator(locale)('surveys:results.title', { name: survey.name, wave: wave.wave }),
    filters: {},
    view: wave.scores === null ? 'text' : 'table',
    blocks: blocks.filter((block) => block !== undefined),
    sample,
  }
}

function noteOf({ closedAt, scores }: SurveyWave, locale: Locale): Text {
  if (closedAt === null) return textOf(locale, 'surveys:results.hidden')
  if (scores === null) return textOf(locale, 'surveys:results.too-few', { least: LEAST_ANSWERS })
  return textOf(locale, 'surveys:results.anonymous')
}

function nextQuestion({ kind, name }: Survey, locale: Locale) {
  return {
    label: translator(locale)('surveys:results.more'),
    command: `${kind} all survey:${quoteName(name)}`,
  }
}

function figures(
  survey: Survey,
  { scores, openedAt, closedAt }: SurveyWave,
  locale: Locale,
  zone: string,
): readonly (Block | undefined)[] {
  const { scale, kind } = survey
  const translate = translator(locale)
  const counts = Object.entries(scores ?? {}).map(([score, n]) => [Number(score), n] as const)
  const tally = tallyOf(counts, scale)
  const metric = metricOf(survey)
  const wording = {
    locale,
    name: kind.toUpperCase(),
    unit: metric.unit,
    scale,
    higherIsBetter: metric.higherIsBetter,
  }
  const values = metric.measure(tally)
  const calendar = zoneCalendar(zone)
  const day = (at: SurveyWave['openedAt']) => civilDate(calendar.dayOf(at))
  const period = formatDays(day(openedAt), day(closedAt ?? openedAt), locale)
  const answers = Array.from({ length: scale.max - scale.min + 1 }, (_, index) => scale.min + index)
  return [
    headlineBlock(wording, values, period),
    detailParagraph(wording, values),
    {
      type: 'table',
      columns: [
        { key: 'score', label: translate('surveys:columns.score'), format: 'text' },
        { key: 'answers', label: translate('surveys:columns.answers'), format: 'count' },
      ],
      rows: answers.map((score) => [
        String(score),
        counts.find(([each]) => each === score)?.[1] ?? 0,
      ]),
    },
  ]
}

/** A survey's scale has no more answers than a tally has bins. */
function tallyOf(counts: readonly (readonly [score: number, n: number])[], { min }: Scale): Tally {
  const bins = EMPTY_TALLY.bins.slice()
  const total = (value: (score: number) => number) =>
    counts.reduce((sum, [score, n]) => sum + n * value(score), 0)
  for (const [score, n] of counts) bins[score - min] = n
  return {
    n: total(() => 1),
    sum: total((score) => score),
    sumOfSquares: total((score) => score * score),
    bins,
  }
}

function metricOf({ kind, scale }: Survey): Metric {
  switch (kind) {
    case 'nps':
      return npsMetric({ kind, scale })
    case 'csat':
      return csatMetric(scale, topBoxSize(scale) === null ? 'mean' : 'top')
    case 'ces':
      return cesMetric(scale)
  }
}

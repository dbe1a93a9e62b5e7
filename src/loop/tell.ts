import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Improvement, Origin } from '../core/loop.ts'
import type { Action, Notice, Text } from '../core/reply.ts'
import { formatDay, formatDays } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { quoteName } from '../parse/index.ts'
import { changeText } from '../report/headline.ts'
import { joinTexts, textOf, valueLabel, type Wording } from '../report/values.ts'
import type { Judgement } from './judge.ts'

/** Returns the id of an improvement as people see it. */
export function shownImprovement({ id }: Pick<Improvement, 'id'>): string {
  return `M-${id}`
}

/** Returns the filters as they are written in a command line, with a space before. */
function filterWords({ filters }: Pick<Improvement, 'filters'>): string {
  return filters
    .map(({ dimension, names }) => ` ${dimension}:${names.map(quoteName).join(',')}`)
    .join('')
}

/** Returns the button that shows the way of the improvement's metric. */
export function trendAction(improvement: Improvement): Action {
  const { metric, locale } = improvement
  return {
    label: translator(locale)('loop:buttons.trend'),
    command: `trend ${metric}${filterWords(improvement)}`,
  }
}

/** Returns what an improvement's owner and place are told of its effect. */
export function effectNotice(
  improvement: Improvement,
  judgement: Exclude<Judgement, { type: 'later' }>,
  zone: string,
): Notice {
  const { label, at, locale, metric } = improvement
  const intro = textOf(locale, 'loop:effect.intro', {
    label: { text: label, data: true },
    day: formatDay(civilDate(zoneCalendar(zone).dayOf(at)), locale),
    metric: `${valueLabel(metric === 'sentiment' ? 'net' : metric, locale)}${filterWords(improvement)}`,
  })
  return {
    kind: 'notice',
    level: judgement.type === 'judged' ? 'success' : 'information',
    locale,
    text: joinTexts([intro, effectText(improvement, judgement)]),
    actions: [trendAction(improvement)],
  }
}

function effectText(
  { locale, metric }: Improvement,
  judgement: Exclude<Judgement, { type: 'later' }>,
): Text {
  if (judgement.type === 'never') return textOf(locale, 'loop:effect.never')
  const { change, pooling } = judgement
  const { from, to } = change.baseline
  const wording: Wording = {
    locale,
    name: valueLabel(metric, locale),
    unit: pooling.metric.unit,
    scale: pooling.scale,
    higherIsBetter: pooling.metric.higherIsBetter,
  }
  const period = from !== null && to !== null ? formatDays(from, lastDay(to), locale) : ''
  return changeText(wording, { change, period })
}

function lastDay(to: string): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** Returns what somebody is told who had asked for the improvement. */
export function askedNotice({ label, locale }: Improvement, { author }: Origin): Notice {
  const text = textOf(locale, 'loop:asked', {
    name: { text: author, data: true },
    label: { text: label, data: true },
  })
  return { kind: 'notice', level: 'information', locale, text, actions: [] }
}

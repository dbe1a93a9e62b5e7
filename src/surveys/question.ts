import type { Action, Notice, Text } from '../core/reply.ts'
import type { Survey, SurveyWave } from '../core/survey.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { shownWave } from './reference.ts'

/** Returns the question of a wave as people get it: what the ends mean, and a button for each number. */
export function questionNotice(
  { question, kind, scale, locale }: Survey,
  wave: SurveyWave,
  zone: string,
): Notice {
  const translate = translator(locale)
  const { min, max, reversed } = scale
  const [worst, best] = reversed ? [max, min] : [min, max]
  const ends = [
    { score: worst, text: translate(`surveys:ends.${kind}.worst`) },
    { score: best, text: translate(`surveys:ends.${kind}.best`) },
  ]
    .sort((left, right) => left.score - right.score)
    .map(({ score, text }) => `${score} – ${text}`)
  const until = formatInstant(wave.closesAt, locale, zone)
  const text: Text = [
    { text: question, style: 'strong', data: true },
    { text: `\n${ends.join(' · ')}` },
    { text: `\n${translate('surveys:question.anonymous', { until })}`, style: 'muted' },
  ]
  return { kind: 'notice', level: 'information', locale, text, actions: scoreButtons(wave, scale) }
}

/** Returns a button for each answer, lowest first. */
function scoreButtons(wave: SurveyWave, { min, max }: Survey['scale']): readonly Action[] {
  const reference = shownWave(wave)
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    label: String(min + index),
    command: `answer ${reference} ${min + index}`,
  }))
}

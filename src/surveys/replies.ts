import type { CommandContext } from '../core/command.ts'
import type { Action, Block, Form, Text } from '../core/reply.ts'
import { SURVEY_KINDS, type Survey, type SurveyWave } from '../core/survey.ts'
import { formatTarget } from '../digests/place-words.ts'
import { formatCount, formatInstant } from '../language/format.ts'
import { lookUp, translator } from '../language/translate.ts'
import { textOf } from '../report/values.ts'
import { shownSurvey } from './reference.ts'
import { peopleAsked } from './results.ts'

/** Returns the surveys of the workspace as a table, with how their last wave stands. */
export async function surveyTable(
  surveys: readonly Survey[],
  context: CommandContext,
): Promise<Block> {
  const { locale, store, workspaceId } = context
  const translate = translator(locale)
  const label = (key: 'id' | 'name' | 'kind' | 'wave' | 'answers' | 'state') =>
    translate(`surveys:columns.${key}`)
  const rows = await Promise.all(
    surveys.map(async (survey) => {
      const [wave] = await store.surveys.waves(workspaceId, survey.id)
      const asked = wave ? await peopleAsked(store, wave) : null
      const answers = wave ? formatCount(wave.answers, locale) : '–'
      return [
        shownSurvey(survey),
        survey.name,
        survey.kind.toUpperCase(),
        wave ? String(wave.wave) : '–',
        asked ? `${answers} / ${formatCount(asked, locale)}` : answers,
        stateOf(wave, context),
      ]
    }),
  )
  return {
    type: 'table',
    columns: (['id', 'name', 'kind', 'wave', 'answers', 'state'] as const).map((key) => ({
      key,
      label: label(key),
      format: 'text',
    })),
    rows,
  }
}

function stateOf(wave: SurveyWave | undefined, { locale, zone }: CommandContext): string {
  const translate = translator(locale)
  if (!wave) return translate('surveys:states.new')
  const { closedAt, closesAt } = wave
  const time = formatInstant(closedAt ?? closesAt, locale, zone)
  return translate(closedAt === null ? 'surveys:states.open' : 'surveys:states.closed', { time })
}

/** Returns one survey in words: what is asked, of whom, and what can be done with it. */
export async function describedSurvey(
  survey: Survey,
  said: Text,
  context: CommandContext,
): Promise<readonly Block[]> {
  const { locale, store, workspaceId } = context
  const translate = translator(locale)
  const { question, why, scale, kind, cooldownSeconds, place, name } = survey
  const [wave] = await store.surveys.waves(workspaceId, survey.id)
  const id = shownSurvey(survey)
  const isOpen = wave?.closedAt === null
  const [from, to] = scale.reversed ? [scale.max, scale.min] : [scale.min, scale.max]
  const verbs = isOpen ? (['results', 'close'] as const) : (['send', 'results', 'delete'] as const)
  const actions: readonly Action[] = verbs
    .filter((verb) => verb !== 'results' || wave)
    .map((verb) => ({
      label: translate(`surveys:verbs.${verb}`),
      command: `survey ${verb} ${id}${verb === 'send' && place === null ? ' here' : ''}`,
    }))
  return [
    { type: 'paragraph', text: said },
    {
      type: 'notes',
      notes: [
        [{ text: question, style: 'strong', data: true }],
        textOf(locale, 'surveys:described.scale', { kind: kind.toUpperCase(), from, to }),
        ...(why === null ? [] : [[{ text: why, data: true as const }]]),
        [{ text: stateOf(wave, context) }],
        textOf(locale, 'surveys:described.rest', {
          count: Math.round(cooldownSeconds / 86_400),
          name,
        }),
        ...(place === null ? [] : [[{ text: `→ ${formatTarget(place)}`, data: true as const }]]),
      ],
    },
    { type: 'actions', actions },
  ]
}

/** Returns the form in which a new survey is described. */
export function surveyForm({ locale }: CommandContext): Form {
  const translate = translator(locale)
  const field = (name: 'kind' | 'question' | 'why' | 'until' | 'name') =>
    ({ name, label: translate(`surveys:form.${name}`) }) as const
  return {
    kind: 'form',
    locale,
    title: translate('surveys:form.title'),
    command: 'survey create',
    fields: [
      {
        ...field('kind'),
        type: 'choice',
        required: true,
        choices: SURVEY_KINDS.map((value) => ({
          value,
          label: lookUp(locale, `surveys:kinds.${value}`) ?? value,
        })),
        value: 'nps',
      },
      { ...field('question'), type: 'text', required: false },
      { ...field('why'), type: 'text', required: false, value: translate('surveys:questions.why') },
      { ...field('until'), type: 'text', required: false, value: '7d' },
      { ...field('name'), type: 'text', required: false },
    ],
  }
}

import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Reply, Text } from '../core/reply.ts'
import { LEAST_ANSWERS, type Survey } from '../core/survey.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { textOf } from '../report/values.ts'
import { closeWave } from './close.ts'
import { findSurvey, readReference, shownSurvey } from './reference.ts'
import { describedSurvey, surveyForm, surveyTable } from './replies.ts'
import type { SurveyRequest } from './request.ts'
import { resultsReport } from './results.ts'
import { sendSurvey } from './send.ts'
import { newSettings } from './settings.ts'

/** Does what was asked with a survey and returns the answer. Throws a UserError where it cannot be. */
export async function manageSurvey(
  command: Command,
  request: SurveyRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  switch (request.verb) {
    case 'list':
      return await listed(command, context)
    case 'create': {
      if (Object.keys(request.draft).length === 0) return surveyForm(context)
      const settings = await newSettings(request.draft, context)
      const survey = await store.surveys.create(workspaceId, settings, now)
      const named = { id: shownSurvey(survey) }
      return await described(
        command,
        survey,
        textOf(locale, 'surveys:said.created', named),
        context,
      )
    }
    case 'send': {
      const survey = await findSurvey(request.survey, context)
      const sent = await sendSurvey(survey, request.to, request.people, context)
      const { wave, targets, resting } = sent
      const time = formatInstant(wave.closesAt, locale, context.zone)
      const translate = translator(locale)
      const said = [
        translate(targets > 0 ? 'surveys:said.sent' : 'surveys:said.known', {
          id: shownSurvey(survey),
          wave: wave.wave,
          time,
        }),
        ...(resting > 0 ? [translate('surveys:said.resting', { count: resting })] : []),
      ]
      return await described(command, survey, [{ text: said.join(' ') }], context)
    }
    case 'results':
      return await results(request.survey, context)
    case 'close':
      return await close(command, request.survey, request.anyway, context)
    case 'delete': {
      const survey = await findSurvey(request.survey, context)
      const id = shownSurvey(survey)
      const [wave] = await store.surveys.waves(workspaceId, survey.id)
      if (wave?.closedAt === null && !request.anyway) {
        throw new UserError('surveys.still-open', { id }, `survey close ${id}`)
      }
      await store.surveys.remove(workspaceId, survey.id)
      return {
        kind: 'notice',
        level: 'success',
        locale,
        text: textOf(locale, 'surveys:said.deleted', { id }),
        actions: [],
      }
    }
  }
}

async function described(
  command: Command,
  survey: Survey,
  said: Text,
  context: CommandContext,
): Promise<Reply> {
  return reportOf(command, context, {
    title: survey.name,
    view: 'text',
    commandLine: `survey results ${shownSurvey(survey)}`,
    blocks: await describedSurvey(survey, said, context),
  })
}

async function listed(command: Command, context: CommandContext): Promise<Reply> {
  const { locale, store, workspaceId } = context
  const translate = translator(locale)
  const surveys = await store.surveys.list(workspaceId)
  const create = { label: translate('surveys:verbs.create'), command: 'survey' }
  return reportOf(command, context, {
    title: translate('surveys:listTitle'),
    view: 'table',
    blocks: [
      surveys.length === 0
        ? { type: 'paragraph', text: textOf(locale, 'surveys:none') }
        : await surveyTable(surveys, context),
      { type: 'actions', actions: [create] },
    ],
  })
}

async function results(named: string | undefined, context: CommandContext): Promise<Reply> {
  const { store, workspaceId, workspace, locale, zone } = context
  const survey = await findSurvey(named, context)
  const number = readReference(named ?? '')?.wave ?? null
  const waves = await store.surveys.waves(workspaceId, survey.id)
  const wave = waves.find((each) => number === null || each.wave === number)
  const id = shownSurvey(survey)
  if (!wave) throw new UserError('surveys.not-sent', { id }, `survey send ${id} here`)
  return await resultsReport(store, survey, wave, { locale, zone, sample: workspace.sample })
}

async function close(
  command: Command,
  named: string | undefined,
  anyway: boolean,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, workspace, locale, now } = context
  const survey = await findSurvey(named, context)
  const id = shownSurvey(survey)
  const [wave] = await store.surveys.waves(workspaceId, survey.id)
  if (!wave || wave.closedAt !== null) {
    throw new UserError('surveys.not-open', { id }, `survey send ${id} here`)
  }
  if (wave.answers < LEAST_ANSWERS && !anyway) {
    throw new UserError(
      'surveys.too-few-to-close',
      { count: wave.answers, least: LEAST_ANSWERS },
      `survey close ${id} anyway`,
    )
  }
  const closed = await closeWave(store, survey, wave, workspace, now)
  if (!closed) throw new UserError('surveys.not-open', { id }, `survey results ${id}`)
  return await described(command, survey, textOf(locale, 'surveys:said.closed', { id }), context)
}

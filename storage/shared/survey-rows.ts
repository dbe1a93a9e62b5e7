import type { MessageTarget } from '../../src/core/digest.ts'
import type { SurveyId, WorkspaceId } from '../../src/core/identity.ts'
import type {
  Survey,
  SurveyAnswer,
  SurveyMessage,
  SurveySettings,
  SurveyWave,
} from '../../src/core/survey.ts'
import { instant, instantOrNull } from './instants.ts'
import type {
  SurveyAnswerTable,
  SurveyMessageTable,
  SurveyTable,
  SurveyWaveTable,
} from './survey-tables.ts'
import { storable } from './text.ts'

/** Returns a survey as it was stored. */
export function toSurvey(row: SurveyTable): Survey {
  return {
    ...(JSON.parse(row.settings) as SurveySettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as SurveyId,
    createdAt: instant(row.created_at),
  }
}

/** Returns the column of the settings. */
export function surveyColumn(settings: SurveySettings): string {
  const { name, kind, question, scale, why, owner, locale, closes, cooldownSeconds, place } =
    settings
  return storable(
    JSON.stringify({
      name,
      kind,
      question,
      scale,
      why,
      owner,
      locale,
      closes,
      cooldownSeconds,
      place,
    }),
  )
}

/** Returns a wave; `answers` are those that are kept aside while it is open. */
export function toWave(row: SurveyWaveTable, answers: number): SurveyWave {
  return {
    workspace: row.ws as WorkspaceId,
    survey: row.survey as SurveyId,
    wave: row.wave,
    openedAt: instant(row.opened_at),
    closesAt: instant(row.closes_at),
    closedAt: instantOrNull(row.closed_at),
    answers: row.closed_at === null ? answers : row.answers,
    scores: row.scores === null ? null : (JSON.parse(row.scores) as SurveyWave['scores']),
  }
}

/** Returns the message that a row holds. */
export function toMessage(row: SurveyMessageTable): SurveyMessage {
  return {
    workspace: row.ws as WorkspaceId,
    survey: row.survey as SurveyId,
    wave: row.wave,
    number: row.number,
    what: row.what as SurveyMessage['what'],
    target: JSON.parse(row.target) as MessageTarget,
    people: row.people,
    state: row.state as SurveyMessage['state'],
    reason: row.reason,
  }
}

/** Returns the column of a target: the same target is the same text. */
export function targetColumn(target: MessageTarget): string {
  const { type, platform } = target
  return storable(
    JSON.stringify(
      target.type === 'person'
        ? { type, platform, user: target.user }
        : {
            type,
            platform,
            community: target.community,
            channel: target.channel,
            thread: target.thread,
          },
    ),
  )
}

/** Returns the answer that a row holds. */
export function toAnswer(row: SurveyAnswerTable): SurveyAnswer {
  return {
    person: row.person,
    score: row.score,
    why: row.why,
    platform: row.platform,
    firstAt: instant(row.first_at),
    changedAt: instant(row.changed_at),
  }
}

import type { Command } from '../src/core/command.ts'
import { manageSurvey } from '../src/surveys/manage.ts'
import { onlyReadsSurveys, readSurveyRequest } from '../src/surveys/request.ts'

/** Questions that are asked in chat: made, sent, closed, and what came of them. */
export const survey: Command = {
  name: 'survey',
  group: 'messages',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsSurveys,
  read: readSurveyRequest,
  unscoped: true,
  opens: 'form',
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [],
  run: (context) =>
    manageSurvey(survey, readSurveyRequest(context.arguments.subjects[0] ?? ''), context),
}

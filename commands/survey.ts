import type { Command } from '../src/core/command.ts'
import { manageSurvey } from '../src/surveys/manage.ts'
import { onlyReadsSurveys, readSurveyRequest } from '../src/surveys/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

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
  formWords: ['create'],
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) =>
    manageSurvey(survey, readSurveyRequest(context.arguments.subjects[0] ?? ''), context),
}

import type { Command } from '../src/core/command.ts'
import { answerSurvey } from '../src/surveys/answer.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** What a survey's buttons do: whoever was invited answers, with a role or without. */
export const answer: Command = {
  name: 'answer',
  group: 'messages',
  audience: 'caller',
  needs: 'stranger',
  writes: true,
  unscoped: true,
  opens: 'form',
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run: (context) => answerSurvey(context.arguments.subjects[0] ?? '', context),
}

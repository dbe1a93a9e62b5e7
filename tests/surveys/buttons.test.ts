import { expect, test } from 'vitest'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { boardOf } from '../../adapters/telegram/keyboard.ts'
import type { ChatAdapter } from '../../src/core/delivery.ts'
import type { EpochSeconds, SurveyId, WorkspaceId } from '../../src/core/identity.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { questionNotice } from '../../src/surveys/question.ts'
import { recommend } from '../contract/surveys.ts'

const at = 1_800_000_000 as EpochSeconds
const key = { workspace: 3 as WorkspaceId, survey: 1 as SurveyId, wave: 2 }
const wave = { ...key, openedAt: at, closesAt: at, closedAt: null, answers: 0, scores: null }
const secret = (value: string) => ({ reveal: () => value })

const adapters: readonly ChatAdapter[] = [
  createSlackAdapter({
    botToken: secret('x'),
    appToken: secret('x'),
    signingSecret: null,
    port: null,
    api: 'http://127.0.0.1:9/',
  }),
  createDiscordAdapter({ token: secret('x'), guild: '1', api: 'http://127.0.0.1:9' }),
]

test.each(adapters.map((adapter) => [adapter.name, adapter] as const))(
  '%s shows a question from 0 to 10 with all its eleven buttons, in one message',
  (_, adapter) => {
    for (const locale of LOCALES) {
      const survey = {
        ...recommend,
        locale,
        id: key.survey,
        workspace: key.workspace,
        createdAt: at,
      }
      const { parts, buttons } = adapter.encode(
        questionNotice(survey, wave, 'Europe/Vilnius'),
        { type: 'place', channel: '100', thread: null },
        { now: at, locale, audience: 'channel', keyPrefix: 's:3:1:2:1', giveUpAt: at },
      )
      expect(parts).toHaveLength(1)
      expect(buttons).toEqual([])
      const payload = parts[0]?.payload ?? ''
      for (let score = 0; score <= 10; score += 1) {
        expect(payload).toContain(`answer S-1.2@3 ${score}"`)
      }
    }
  },
)

test('telegram shows them in two rows, short enough for a callback', () => {
  const survey = { ...recommend, id: key.survey, workspace: key.workspace, createdAt: at }
  const { keyboard, lines } = boardOf(questionNotice(survey, wave, 'Europe/Vilnius').actions)
  expect(keyboard.map((row) => row.map(({ text }) => text).join(' '))).toEqual([
    '0 1 2 3 4 5',
    '6 7 8 9 10',
  ])
  expect(lines).toEqual([])
})

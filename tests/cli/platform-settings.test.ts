import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { loadConfig, SettingsError } from '../../src/config.ts'
import { UserError } from '../../src/core/errors.ts'
import { mistakeText } from '../../src/language/mistake-text.ts'
import { fingerprint, type PlatformSettings } from '../../src/platform-settings.ts'
import { emptyFolder } from './shell.ts'

const SLACK = { CXBOT_SLACK_BOT_TOKEN: 'xoxb-secret-1', CXBOT_SLACK_APP_TOKEN: 'xapp-secret-2' }

function load(
  environment: Record<string, string>,
  file?: unknown,
  directory = emptyFolder(),
): PlatformSettings {
  if (file) writeFileSync(join(directory, 'cxbot.json'), JSON.stringify(file))
  return loadConfig({ flags: {}, environment, directory, machineZone: 'UTC' }).platforms
}

function problems(environment: Record<string, string>, file?: unknown): readonly UserError[] {
  try {
    load(environment, file)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    if (error instanceof UserError) return [error]
    throw error
  }
  return []
}
const ids = (...given: Parameters<typeof problems>): readonly string[] =>
  problems(...given).map(({ id }) => id)

test('no platform is set up where there is no token', () => {
  expect(load({})).toEqual({ slack: null, discord: null, telegram: null })
})

test('platforms are set up by the environment', () => {
  const { slack, discord, telegram } = load({
    ...SLACK,
    CXBOT_DISCORD_TOKEN: 'Bot abc.def.ghi',
    CXBOT_DISCORD_GUILD: '1234567890',
    CXBOT_TELEGRAM_TOKEN: '123456:AA-bb_cc',
    CXBOT_TELEGRAM_API: 'http://127.0.0.1:8081/',
  })
  expect(slack?.botToken.reveal()).toBe('xoxb-secret-1')
  expect(slack).toMatchObject({ signingSecret: null, port: null })
  expect(discord?.token.reveal()).toBe('abc.def.ghi')
  expect(discord?.guild).toBe('1234567890')
  expect(telegram?.token.reveal()).toBe('123456:AA-bb_cc')
  expect(telegram).toMatchObject({ api: 'http://127.0.0.1:8081' })
  expect(telegram).not.toHaveProperty('webhook')
})

test('Slack listens for signed requests where there is a signing secret and no app token', () => {
  const { slack } = load({
    CXBOT_SLACK_BOT_TOKEN: 'xoxb-1',
    CXBOT_SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
    CXBOT_SLACK_PORT: '4000',
  })
  expect(slack).toMatchObject({ appToken: null, port: 4000 })
  expect(slack?.signingSecret?.reveal()).toBe('8f742231b10e8888abcd99yyyzzz85a5')
})

test('Telegram is called back where there is an address', () => {
  const { telegram } = load({
    CXBOT_TELEGRAM_TOKEN: '123456:AA-bb_cc',
    CXBOT_TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/telegram',
    CXBOT_TELEGRAM_WEBHOOK_SECRET: 'se-cret_1',
    CXBOT_TELEGRAM_PORT: '8443',
  })
  expect(telegram?.webhook).toMatchObject({ url: 'https://bot.example.org/telegram', port: 8443 })
})

test('tokens come from files too, and from the settings file', () => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'token'), '123456:from-a-file\n')
  const file = {
    slack: { botToken: 'xoxb-1', appToken: 'xapp-2' },
    discord: { token: 'abc.def.g' },
  }
  const settings = load({ CXBOT_TELEGRAM_TOKEN_FILE: 'token' }, file, directory)
  expect(settings.telegram?.token.reveal()).toBe('123456:from-a-file')
  expect(settings.slack?.appToken?.reveal()).toBe('xapp-2')
  expect(settings.discord?.token.reveal()).toBe('abc.def.g')
})

test('every mistake is told at once', () => {
  expect(
    ids(
      {
        CXBOT_SLACK_BOT_TOKEN: 'xapp-1-wrong',
        CXBOT_SLACK_APP_TOKEN: 'xoxb-1-wrong',
        CXBOT_TELEGRAM_TOKEN: 'not a token',
        CXBOT_DISCORD_GUILD: 'my server',
        CXBOT_TELEGRAM_WEBHOOK_URL: 'http://example.org',
      },
      { discord: { tokn: 'x' } },
    ),
  ).toEqual([
    'cli.unknownKey',
    'cli.otherSlackToken',
    'cli.otherSlackToken',
    'cli.noToken',
    'cli.badGuild',
    'cli.spaceInSecret',
    'cli.badWebhookAddress',
  ])
})

test('what belongs together is told', () => {
  expect(ids({ CXBOT_SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['cli.slackTransport'])
  expect(ids({ CXBOT_SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['cli.noToken'])
  expect(ids({ ...SLACK, CXBOT_SLACK_BOT_TOKEN_FILE: 'x' })).toEqual(['cli.givenTwice'])
  expect(ids({ CXBOT_TELEGRAM_TOKEN_FILE: 'missing' })).toEqual(['cli.noSecretFile'])
  expect(ids({}, { slack: 'xoxb-1' })).toEqual(['cli.notObject'])
  const [mistyped] = problems({ CXBOT_SLACK_BOT_TOKN: 'xoxb-1' })
  expect(mistyped).toMatchObject({
    id: 'cli.unknownVariable',
    suggestion: 'CXBOT_SLACK_BOT_TOKEN',
  })
})

test.each([
  ['CXBOT_SLACK_BOT_TOKEN', 'xapp-CANARY'],
  ['CXBOT_SLACK_BOT_TOKEN', 'CANARY'],
  ['CXBOT_SLACK_APP_TOKEN', 'xoxp-CANARY'],
  ['CXBOT_SLACK_SIGNING_SECRET', 'xoxb-CANARY'],
  ['CXBOT_DISCORD_TOKEN', '123:CANARY'],
  ['CXBOT_TELEGRAM_TOKEN', 'CANARY'],
  ['CXBOT_TELEGRAM_TOKEN', '12 CANARY'],
  ['CXBOT_TELEGRAM_WEBHOOK_SECRET', 'CANARY!'],
  ['CXBOT_TELEGRAM_WEBHOOK_URL', 'http://user:CANARY@x'],
  ['CXBOT_DISCORD_GUILD', 'CANARY'],
  ['CXBOT_SLACK_API', 'CANARY'],
])('the wrong %s is never shown', (name, value) => {
  const found = problems({ [name]: value })
  expect(found.length).toBeGreaterThan(0)
  for (const problem of found) {
    expect(inspect(problem)).not.toContain('CANARY')
    for (const locale of ['en', 'ru', 'kk', 'lt'] as const) {
      const text = mistakeText(problem, locale)
      expect(text).not.toContain('CANARY')
      expect(text).not.toContain('{{')
    }
  }
})

test('secrets show themselves to nobody, and still tell when they change', () => {
  const one = load(SLACK)
  const other = load({ ...SLACK, CXBOT_SLACK_BOT_TOKEN: 'xoxb-secret-3' })
  expect(`${inspect(one)} ${JSON.stringify(one)}`).not.toContain('secret')
  expect(fingerprint(one.slack)).not.toBe(fingerprint(other.slack))
  expect(fingerprint(one.slack)).toBe(fingerprint(load(SLACK).slack))
})

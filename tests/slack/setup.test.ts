import { afterEach, beforeEach, expect, test } from 'vitest'
import { examineSlack, slackManifest } from '../../adapters/slack/index.ts'
import { SCOPES } from '../../adapters/slack/register.ts'
import { registry } from '../../commands/index.ts'
import type { Command } from '../../src/core/command.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { translator } from '../../src/language/translate.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { configOf } from './bench.ts'

interface Manifest {
  readonly display_information: { readonly description: string; readonly long_description: string }
  readonly features: {
    readonly shortcuts: readonly { name: string; description: string; callback_id: string }[]
    readonly slash_commands: readonly {
      command: string
      description: string
      usage_hint?: string
      url?: string
    }[]
  }
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
  readonly settings: {
    readonly socket_mode_enabled: boolean
    readonly event_subscriptions: { readonly request_url?: string }
  }
}

const manifest = (options: Parameters<typeof slackManifest>[1]) =>
  slackManifest(registry, options) as unknown as Manifest

test('the manifest has a slash command for each usual command and one for all', () => {
  const { features } = manifest({ locale: 'en' })
  const names = features.slash_commands.map(({ command }) => command)
  expect(names[0]).toBe('/cx')
  const usual = registry.commands.filter(({ seldom }) => !seldom)
  expect(names.slice(1)).toEqual(usual.map(({ name }) => `/${name}`))
  expect(new Set(names).size).toBe(names.length)
})

test('the manifest keeps within what Slack takes, in every language', () => {
  for (const locale of LOCALES) {
    const { display_information: about, features } = manifest({ locale })
    expect(about.description.length).toBeLessThanOrEqual(140)
    expect(about.long_description.length).toBeGreaterThanOrEqual(174)
    expect(features.slash_commands.length).toBeLessThanOrEqual(50)
    for (const { command, description, usage_hint: hint = 'x' } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/)
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(hint.length).toBeLessThanOrEqual(1000)
    }
    expect(features.shortcuts.length).toBeLessThanOrEqual(10)
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
  }
})

test('a command too many for Slack is told when the manifest is made', () => {
  const [first] = registry.commands
  const commands = Array.from({ length: 50 }, (_, n) => ({ ...first, name: `c${n}` }) as Command)
  const options = { locale: 'en' } as const
  const made = (known: readonly Command[]) =>
    slackManifest({ commands: known, find: () => undefined }, options)
  expect(() => made(commands)).toThrow('declare some as seldom')
  expect(() => made(commands.slice(1))).not.toThrow()
  expect(() =>
    made([{ ...commands[0], seldom: true } as Command, ...commands.slice(1)]),
  ).not.toThrow()
})

test('Slack hands over who and what was picked from its lists', () => {
  const { features } = manifest({ locale: 'en' })
  for (const each of features.slash_commands) expect(each).toMatchObject({ should_escape: true })
})

test('the manifest asks for Socket Mode, or names the address of the bot', () => {
  expect(manifest({ locale: 'en' }).settings.socket_mode_enabled).toBe(true)
  const requestUrl = 'https://bot.example.com/slack/events'
  const { features, settings } = manifest({ locale: 'en', requestUrl })
  expect(settings.socket_mode_enabled).toBe(false)
  expect(settings.event_subscriptions.request_url).toBe(requestUrl)
  expect(features.slash_commands.every(({ url }) => url === requestUrl)).toBe(true)
})

let slack: FakeSlack
beforeEach(async () => {
  slack = await new FakeSlack().start()
})
afterEach(() => slack.stop())

const checks = async (more: Parameters<typeof configOf>[1] = {}) => {
  const findings = await examineSlack(configOf(slack, more))
  return Object.fromEntries(findings.map(({ check, ok }) => [check, ok]))
}

test('an examination finds all well', async () => {
  slack.scopes = SCOPES
  expect(await checks()).toEqual({
    token: true,
    scopes: true,
    transport: true,
    channels: true,
    files: true,
  })
})

test('an examination does not claim permissions that Slack does not tell', async () => {
  const findings = await examineSlack(configOf(slack))
  const scopes = findings.find(({ check }) => check === 'scopes')
  expect(scopes).toEqual({ check: 'scopes', ok: true, found: ['slack:doctor.scopesUntold'] })
})

test('an examination says for each failure what to click, in every language', async () => {
  slack.scopes = SCOPES.filter((scope) => scope !== 'files:write')
  slack.appToken = 'xapp-other'
  for (const channel of slack.world.channels.values()) channel.member = false
  const findings = await examineSlack(configOf(slack, { appToken: { reveal: () => 'xapp-old' } }))
  const failed = findings.filter(({ ok }) => !ok)
  expect(failed.map(({ check }) => check)).toEqual(['scopes', 'transport', 'channels', 'files'])
  for (const locale of LOCALES) {
    const translate = translator(locale)
    for (const { found, advice } of failed) {
      expect(translate(...found)).not.toContain('{{')
      expect(advice && translate(...advice).length).toBeGreaterThan(20)
    }
  }
})

test('an examination tells a refused token from a network that is down', async () => {
  const wrong = { botToken: { reveal: () => 'xoxb-wrong' } }
  expect((await examineSlack(configOf(slack, wrong)))[0]).toMatchObject({
    ok: false,
    found: ['slack:doctor.badToken', { error: 'invalid_auth' }],
  })
  const away = { api: 'http://127.0.0.1:1/api/' }
  expect((await examineSlack(configOf(slack, away)))[0]).toMatchObject({
    ok: false,
    found: ['slack:doctor.unreachable', { error: expect.any(String) }],
  })
})

test('an examination asks for one way in', async () => {
  expect(await checks({ appToken: null })).toMatchObject({ transport: false })
  const http = { appToken: null, port: 3001, signingSecret: { reveal: () => 'x' } }
  expect(await checks(http)).toMatchObject({ transport: true })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lineOf } from '../../adapters/discord/command-line.ts'
import { commandsOf, registerDiscordCommands } from '../../adapters/discord/index.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { registry } from '../../commands/index.ts'
import type { Command, CommandRegistry } from '../../src/core/command.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { createRegistry } from '../../src/dispatch/index.ts'
import { parseCommandLine } from '../../src/parse/index.ts'
import { NOW } from '../commands/made-workspace.ts'
import {
  APPLICATION,
  type FakeDiscord,
  GUILD,
  startFakeDiscord,
  TOKEN,
} from '../fakes/discord/server.ts'

const token = { reveal: () => TOKEN }
/** Names of commands and options: https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u

let fake: FakeDiscord
beforeEach(async () => {
  fake = await startFakeDiscord()
})
afterEach(async () => {
  const { violations } = fake
  await fake.close()
  expect(violations).toEqual([])
})

function writes() {
  return fake.calls.filter(({ method }) => method !== 'GET')
}

function withMenu(): CommandRegistry {
  const [first] = registry.commands
  const log = { ...first, name: 'log', menu: 'message', options: [] } as unknown as Command
  return createRegistry([...registry.commands.filter(({ name }) => name !== log.name), log])
}

describe('registration', () => {
  test('gives Discord every command once, in one server', async () => {
    const done = await registerDiscordCommands({ token, api: fake.api, guild: GUILD }, registry)
    expect(done.created).toEqual(commandsOf(registry).map(({ name }) => name))
    expect(commandsOf(registry).filter(({ type }) => type === 1)).toHaveLength(
      registry.commands.length,
    )
    expect(writes().every(({ method }) => method === 'POST')).toBe(true)
    expect([...fake.commands.keys()]).toEqual([
      `/applications/${APPLICATION}/guilds/${GUILD}/commands`,
    ])
  })

  test('asks by the older address where a server does not know the newer one', async () => {
    fake.faults.plan('GET /applications/@me', { status: 403, body: { code: 50013, message: 'no' } })
    const done = await registerDiscordCommands({ token, api: fake.api, guild: GUILD }, registry)
    expect(done.created).toHaveLength(commandsOf(registry).length)
    expect(fake.calls.map(({ path }) => path)).toContain('/oauth2/applications/@me')
  })

  test('is of the whole list where a server takes no single commands, and keeps those of others', async () => {
    const at = `/applications/${APPLICATION}/guilds/${GUILD}/commands`
    fake.commands.set(at, [{ id: '1', type: 1, name: 'poll', description: 'of another program' }])
    fake.faults.plan('POST /commands', { status: 405, body: { code: 0, message: '405' } }, 99)
    const done = await registerDiscordCommands({ token, api: fake.api, guild: GUILD }, registry)
    expect(done.foreign).toEqual(['poll'])
    const names = fake.commands.get(at)?.map(({ name }) => name)
    expect(names).toEqual(['poll', ...commandsOf(registry).map(({ name }) => name)])
  })

  test('is refused where Discord itself refuses a command', async () => {
    fake.faults.plan('POST /commands', {
      status: 404,
      body: { code: 10004, message: 'Unknown Guild' },
    })
    const done = registerDiscordCommands({ token, api: fake.api, guild: GUILD }, registry)
    await expect(done).rejects.toThrow('Unknown Guild')
  })

  test('in all servers is another scope, and leaves that of one server alone', async () => {
    await registerDiscordCommands({ token, api: fake.api, guild: null }, registry)
    expect([...fake.commands.keys()]).toEqual([`/applications/${APPLICATION}/commands`])
  })

  test('changes nothing where nothing differs', async () => {
    const config = { token, api: fake.api, guild: GUILD }
    await registerDiscordCommands(config, withMenu())
    const before = writes().length
    const again = await registerDiscordCommands(config, withMenu())
    expect(again).toEqual({
      created: [],
      updated: [],
      unchanged: commandsOf(withMenu()).length,
      foreign: [],
    })
    expect(writes().length).toBe(before)
  })

  test('changes only what differs, and takes nothing away', async () => {
    const config = { token, api: fake.api, guild: GUILD }
    await registerDiscordCommands(config, registry)
    const known = fake.commands.get(`/applications/${APPLICATION}/guilds/${GUILD}/commands`) ?? []
    const nps = known.find(({ name }) => name === 'nps')
    Object.assign(nps ?? {}, { description: 'an older one' })
    known.push({ id: '1', type: 1, name: 'poll', description: 'of another program' })
    const done = await registerDiscordCommands(config, registry)
    expect(done).toMatchObject({ created: [], updated: ['nps'], foreign: ['poll'] })
    expect(known.map(({ name }) => name)).toContain('poll')
    expect(writes().at(-1)?.method).toBe('PATCH')
  })
})

describe('a command at Discord', () => {
  const commands = commandsOf(withMenu())

  test('keeps within the rules of names, descriptions and options', () => {
    for (const { description, name, options, type } of commands) {
      if (type === 1) {
        expect(name).toMatch(/^[a-z][a-z0-9_]{0,31}$/)
        expect(description.length).toBeGreaterThan(0)
      }
      expect(description.length).toBeLessThanOrEqual(limits.commandDescription)
      expect(options.length).toBeLessThanOrEqual(limits.commandOptions)
      const optional = options.findIndex(({ required }) => !required)
      expect(options.slice(optional).some(({ required }) => required && optional >= 0)).toBe(false)
      for (const locale of ['en', 'ru', 'lt'] as const) {
        const names = options.map((each) =>
          locale === 'en' ? each.name : (each.name_localizations?.[locale] ?? each.name),
        )
        expect(new Set(names).size, `${name} ${locale}: ${names}`).toBe(names.length)
        for (const each of names) {
          expect(each).toMatch(NAME)
          expect(each).toBe(each.toLowerCase())
        }
      }
    }
  })

  test('names only languages that Discord knows', () => {
    const localised = commands.flatMap(({ description_localizations, options }) => [
      ...Object.keys(description_localizations ?? {}),
      ...options.flatMap((option) => Object.keys(option.name_localizations ?? {})),
    ])
    expect([...new Set(localised)].sort()).toEqual(['lt', 'ru'])
    expect(LOCALES).toContain('kk')
  })

  test('on a message has a name of its own and no options', () => {
    const menus = commands.filter(({ type }) => type === 3)
    const names = ['answered', 'log', 'resolved'].map((name) => `${name}: this message`)
    expect(menus.map(({ name }) => name).sort()).toEqual(names)
    for (const menu of menus) {
      expect(menu).toMatchObject({ options: [], description: '' })
      expect(menu.name_localizations).toHaveProperty('ru')
    }
  })

  test('is called in servers and in direct messages, where a server added the bot', () => {
    for (const command of commands) {
      expect(command.contexts).toEqual([0, 1])
      expect(command.integration_types).toEqual([0])
    }
  })
})

test('typed options make a line that the grammar reads as it was meant', () => {
  const nps = registry.find('nps') as Command
  const line = lineOf(nps, [
    { name: 'as', value: 'table' },
    { name: 'store', value: 'Mega Park, "Centre, Old Town"' },
    { name: 'vs', value: 'last month' },
    { name: 'by', value: 'brand' },
    { name: 'period', value: 'last-week' },
    { name: 'tag', value: 'a: b "c"' },
  ])
  const environment = { registry, now: NOW, zone: 'UTC', locale: 'en', span: undefined } as const
  const { arguments: read } = parseCommandLine(line, environment)
  expect(read).toMatchObject({ by: 'brand', view: 'table', baseline: { type: 'period' } })
  expect(read.period?.from).toBe('2026-11-09')
})

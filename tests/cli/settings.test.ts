import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type Flags, loadConfig, SettingsError } from '../../src/config.ts'
import { UserError } from '../../src/core/errors.ts'
import { Secret, withoutPassword } from '../../src/secret.ts'
import { emptyFolder } from './shell.ts'

function load(
  flags: Flags,
  environment: Record<string, string> = {},
  file?: Record<string, unknown>,
) {
  const directory = emptyFolder()
  if (file) writeFileSync(join(directory, 'cxbot.json'), JSON.stringify(file))
  return { directory, config: loadConfig({ flags, environment, directory, machineZone: 'UTC' }) }
}

function mistakes(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map((problem) => problem.id)
    if (error instanceof UserError) return [error.id]
    throw error
  }
  return []
}

test('with nothing said, the data lies in this folder and the page on this machine alone', () => {
  const { config, directory } = load({})
  expect(config.database.reveal()).toBe(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  expect(config).toMatchObject({
    workspace: null,
    zone: null,
    locale: null,
    host: '127.0.0.1',
    port: 3000,
  })
})

test('flags beat the environment, which beats the file', () => {
  const file = { zone: 'Asia/Almaty', locale: 'kk', port: 8080 }
  const { config } = load(
    { zone: 'Europe/Vilnius' },
    { CXBOT_ZONE: 'Europe/London', CXBOT_LOCALE: 'lt' },
    file,
  )
  expect(config).toMatchObject({ zone: 'Europe/Vilnius', locale: 'lt', port: 8080 })
})

test('a zone may be written in any case', () => {
  expect(load({ zone: 'europe/vilnius' }).config.zone).toBe('Europe/Vilnius')
  expect(load({ zone: 'America/New York' }).config.zone).toBe('America/New_York')
})

test('a time without an offset is a time in the zone', () => {
  const { config } = load({ now: '2026-11-16T09:00', zone: 'Asia/Almaty' })
  expect(new Date((config.now ?? 0) * 1000).toISOString()).toBe('2026-11-16T04:00:00.000Z')
  const exact = load({ now: '2026-11-16T09:00:00+02:00', zone: 'Asia/Almaty' }).config
  expect(new Date((exact.now ?? 0) * 1000).toISOString()).toBe('2026-11-16T07:00:00.000Z')
})

test('targets come from the file, by metric', () => {
  expect(load({}, {}, { targets: { nps: 40, csat: 85.5 } }).config.targets).toEqual({
    nps: 40,
    csat: 85.5,
  })
  expect(mistakes(() => load({}, {}, { targets: { nps: 'high' } }))).toEqual(['cli.badTargets'])
  expect(mistakes(() => load({}, {}, { targets: { npss: 40 } }))).toEqual(['cli.unknownTarget'])
})

test('every mistake is found at once', () => {
  const found = mistakes(() =>
    load({ zone: 'Mars', port: '99999' }, { CXBOT_DATABASE: 'x', CXBOT_LOCAL: 'en' }, { prot: 1 }),
  )
  expect(found).toEqual([
    'cli.unknownKey',
    'cli.unknownVariable',
    'cli.unknownVariable',
    'cli.unknownZone',
    'cli.badPort',
  ])
})

test('a variable that resembles none of ours belongs to somebody else', () => {
  expect(mistakes(() => load({}, { CXBOT_SERVICE_HOST: '10.0.0.1' }))).toEqual([])
})

test('a broken settings file is told with its line', () => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'cxbot.json'), '{\n "zone": "UTC",\n}')
  const load = () => loadConfig({ flags: {}, environment: {}, directory, machineZone: 'UTC' })
  expect(load).toThrow(/"line":3/)
})

test('only this machine may reach a page without a password', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.0.1']) {
    expect(mistakes(() => load({ host }))).toEqual([])
  }
  expect(mistakes(() => load({ host: '0.0.0.0' }))).toEqual(['cli.passwordNeeded'])
  expect(mistakes(() => load({ host: '0.0.0.0' }, { CXBOT_PASSWORD: 'long enough' }))).toEqual([])
  expect(mistakes(() => load({}, { CXBOT_PASSWORD: 'short' }))).toEqual(['cli.shortPassword'])
})

test('T18: a secret shows itself nowhere unless asked', () => {
  const secret = new Secret('swordfish')
  const shown = `${secret} ${JSON.stringify({ secret })} ${inspect({ secret })}`
  expect(shown).not.toContain('swordfish')
  expect(secret.reveal()).toBe('swordfish')
  expect(withoutPassword('postgres://me:swordfish@host/db')).toBe('postgres://me:***@host/db')
  expect(withoutPassword('postgres://host/db?user=me&password=swordfish')).not.toContain(
    'swordfish',
  )
})

test.each([
  ['CXBOT_DB', 'postgres://cxbot:hush@database/cxbot', 'database'],
  ['CXBOT_PASSWORD', 'open sesame, please', 'password'],
] as const)('%s may stand in a file that %s_FILE names', (name, secret, key) => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'secret'), `${secret}\n`)
  const sources = { flags: {}, directory, machineZone: 'UTC' }
  const config = loadConfig({ ...sources, environment: { [`${name}_FILE`]: 'secret' } })
  expect(config[key]?.reveal()).toBe(secret)
  const both = { [`${name}_FILE`]: 'secret', [name]: secret }
  expect(mistakes(() => loadConfig({ ...sources, environment: both }))).toEqual(['cli.givenTwice'])
  const missing = { [`${name}_FILE`]: 'nowhere' }
  expect(mistakes(() => loadConfig({ ...sources, environment: missing }))).toEqual([
    'cli.noSecretFile',
  ])
})

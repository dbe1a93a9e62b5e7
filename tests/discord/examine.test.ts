import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  examineDiscord,
  invitation,
  registerDiscordCommands,
} from '../../adapters/discord/index.ts'
import { registry } from '../../commands/index.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { translator } from '../../src/language/translate.ts'
import {
  APPLICATION,
  type FakeDiscord,
  GUILD,
  startFakeDiscord,
  TOKEN,
} from '../fakes/discord/server.ts'

let fake: FakeDiscord
beforeEach(async () => {
  fake = await startFakeDiscord()
})
afterEach(async () => {
  const { violations } = fake
  await fake.close()
  expect(violations).toEqual([])
})

const ALL = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n))

async function examine(token = TOKEN) {
  const config = { token: { reveal: () => token }, api: fake.api, guild: GUILD }
  const findings = await examineDiscord(config, fetch, registry)
  const t = translator('en')
  return findings.map(({ advice, check, found, ok }) => ({
    check,
    ok,
    found: t(...found),
    advice: advice ? t(...advice) : null,
  }))
}

function addServer(permissions: string): void {
  fake.places.set(GUILD, { id: GUILD, name: 'Shop', owner_id: '1', permissions })
}

describe('the doctor', () => {
  test('finds all well where it is', async () => {
    addServer(ALL)
    const config = { token: { reveal: () => TOKEN }, api: fake.api, guild: GUILD }
    await registerDiscordCommands(config, registry)
    const findings = await examine()
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ check }) => check)).toEqual([
      'token',
      'gateway',
      'messages',
      'servers',
      'permissions',
      'commands',
    ])
  })

  test('says what to click for a refused token', async () => {
    const [finding] = await examine('another')
    expect(finding).toMatchObject({ check: 'token', ok: false })
    expect(finding?.advice).toContain('Reset Token')
    expect(JSON.stringify(finding)).not.toContain('another')
  })

  test('gives the address that adds the bot to a server', async () => {
    const finding = (await examine()).find(({ check }) => check === 'servers')
    expect(finding?.advice).toContain(invitation(APPLICATION))
    expect(invitation(APPLICATION)).toContain('scope=bot+applications.commands')
  })

  test('names the permissions that are missing', async () => {
    addServer(String(1n << 10n))
    const finding = (await examine()).find(({ check }) => check === 'permissions')
    expect(finding?.found).toContain('Send Messages, Embed Links, Attach Files')
    expect(finding?.advice).toContain('Roles')
  })

  test('finds an address that takes the commands away from the gateway', async () => {
    fake.application = { id: APPLICATION, interactions_endpoint_url: 'https://x.example/i' }
    const finding = (await examine()).find(({ check }) => check === 'endpoint')
    expect(finding?.advice).toContain('Interactions Endpoint URL')
  })

  test.each([
    [0, 'switch on “Message Content Intent”'],
    [1 << 19, 'can listen for words'],
  ])('says whether the bot sees what people write: flags %i', async (flags, said) => {
    fake.application = { id: APPLICATION, interactions_endpoint_url: null, flags }
    const finding = (await examine()).find(({ check }) => check === 'messages')
    expect(finding).toMatchObject({ ok: true, found: expect.stringContaining(said) })
  })

  test('finds commands that Discord does not know yet', async () => {
    addServer(ALL)
    const finding = (await examine()).find(({ check }) => check === 'commands')
    expect(finding).toMatchObject({ ok: false })
    expect(finding?.advice).toContain('cxbot discord register')
  })

  test('finds that Discord cannot be reached', async () => {
    const config = { token: { reveal: () => TOKEN }, api: 'http://127.0.0.1:1/api', guild: null }
    const [finding] = await examineDiscord(config)
    expect(finding).toMatchObject({
      ok: false,
      found: ['discord:doctor.unreachable', expect.anything()],
    })
    for (const locale of LOCALES) {
      for (const said of [finding?.found, finding?.advice]) {
        if (said) expect(translator(locale)(...said)).not.toContain('discord:')
      }
    }
  })
})

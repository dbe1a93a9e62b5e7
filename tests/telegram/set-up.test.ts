import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '../../adapters/telegram/client.ts'
import { examineTelegram } from '../../adapters/telegram/examine.ts'
import { readPlace } from '../../adapters/telegram/place.ts'
import { menusOf, registerMenus } from '../../adapters/telegram/register.ts'
import { registry } from '../../commands/index.ts'
import { type FakeTelegram, startFakeTelegram, TOKEN } from '../fakes/telegram/index.ts'
import { hasSharedSpecs } from '../shared-specs.ts'

let fake: FakeTelegram
beforeEach(async () => {
  fake = await startFakeTelegram()
})
afterEach(async () => {
  const { mistakes } = fake
  await fake.close()
  expect(mistakes).toEqual([])
})

const config = (token = TOKEN) => ({ token: { reveal: () => token }, api: fake.url })

describe.skipIf(!hasSharedSpecs)('the menus', () => {
  test('list every command in private chats, in each language', async () => {
    expect(await registerMenus(createClient(config()), registry)).toBe(8)
    const { menus } = fake.world
    expect([...menus.keys()].sort()).toEqual([
      'all_group_chats',
      'all_group_chats kk',
      'all_group_chats lt',
      'all_group_chats ru',
      'all_private_chats',
      'all_private_chats kk',
      'all_private_chats lt',
      'all_private_chats ru',
    ])
    const names = (key: string) =>
      (menus.get(key) as readonly { readonly command: string }[]).map(({ command }) => command)
    expect(names('all_private_chats kk')).toEqual(registry.commands.map(({ name }) => name))
    expect(names('all_group_chats')).toContain('nps')
    expect(names('all_group_chats')).not.toContain('authors')
    const words = menus.get('all_private_chats lt') as readonly { description: string }[]
    expect(words[0]?.description).toBe('Ar klientai mus rekomenduotų: NPS rodiklis')
  })

  test('are set again only where they differ', async () => {
    const client = createClient(config())
    await registerMenus(client, registry)
    expect(await registerMenus(client, registry)).toBe(0)
    const shorter = {
      ...registry,
      commands: registry.commands.filter(({ name }) => name !== 'csi'),
    }
    expect(await registerMenus(client, shorter)).toBe(8)
    const audience = { name: 'authors' }
    const less = registry.commands.filter(({ name }) => name !== audience.name)
    await registerMenus(client, registry)
    // A private command is in the private menus alone.
    expect(await registerMenus(client, { ...registry, commands: less })).toBe(4)
  })

  test('are all set where the server cannot tell which there are', async () => {
    const body = { ok: false, error_code: 404, description: 'Not Found: method not found' }
    fake.faults.push({ method: 'getMyCommands', type: 'answer', status: 404, body })
    expect(await registerMenus(createClient(config()), registry)).toBe(8)
    expect(fake.world.menus.size).toBe(8)
  })

  test('keep to what Telegram takes', () => {
    for (const { commands } of menusOf(registry)) {
      expect(commands.length).toBeLessThanOrEqual(100)
      for (const { command, description } of commands) {
        expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
        expect(description.length).toBeGreaterThan(0)
        expect(description.length).toBeLessThanOrEqual(256)
      }
    }
  })
})

describe.skipIf(!hasSharedSpecs)('what a place is', () => {
  const place = (chat: string, thread: string | null = null) =>
    readPlace(createClient(config()), 4242, chat, thread)

  test('a group, public or not, and whether the bot may write there', async () => {
    fake.group(-1001)
    fake.group(-1002, { username: 'fans', title: 'Fans' })
    fake.group(-1003, { members: new Map([[4242, 'restricted']]) })
    expect(await place('-1001', '7')).toEqual({
      community: null,
      channel: '-1001',
      thread: '7',
      kind: 'channel',
      shared: false,
      name: 'Team',
      member: true,
    })
    expect(await place('-1002')).toMatchObject({ shared: true, name: 'Fans' })
    expect(await place('-1003')).toMatchObject({ member: false })
  })

  test('a private chat', async () => {
    fake.person(5, { first_name: 'Ann' })
    expect(await place('5')).toMatchObject({ kind: 'direct', name: 'Ann', member: true })
  })

  test('a place that the bot cannot see is none', async () => {
    fake.group(-1004, { members: new Map([[4242, 'kicked']]) })
    expect(await place('-1004')).toBeUndefined()
    expect(await place('-1')).toBeUndefined()
  })
})

describe.skipIf(!hasSharedSpecs)('the examination', () => {
  const findings = async (over = {}) =>
    (await examineTelegram({ ...config(), ...over })).map(({ check, found, ok }) => [
      check,
      ok,
      found[0],
    ])
  const webhook = { url: 'https://bot.example.org/hook', port: 0 }

  test('finds all well', async () => {
    expect(await findings()).toEqual([
      ['token', true, 'telegram:doctor.token'],
      ['transport', true, 'telegram:doctor.polling'],
      ['channels', true, 'telegram:doctor.groups'],
      ['messages', true, 'telegram:doctor.adminMessages'],
    ])
  })

  test('finds a wrong token, and says where the right one is', async () => {
    const [finding] = await examineTelegram(config('1:wrong'))
    expect(finding).toMatchObject({
      check: 'token',
      ok: false,
      advice: ['telegram:doctor.badTokenAdvice'],
    })
  })

  test('finds that nothing answers', async () => {
    expect(await findings({ api: 'http://127.0.0.1:9' })).toEqual([
      ['token', false, 'telegram:doctor.unreachable'],
    ])
  })

  test('finds a webhook of another program, and one that is missing', async () => {
    fake.world.webhook = { url: 'https://other.example.org/', secret: 'x' }
    expect((await findings())[1]).toEqual(['transport', false, 'telegram:doctor.otherWebhook'])
    expect((await findings({ webhook }))[1]).toEqual([
      'transport',
      false,
      'telegram:doctor.noWebhook',
    ])
    fake.world.webhook = { url: webhook.url, secret: 'x' }
    expect((await findings({ webhook }))[1]).toEqual(['transport', true, 'telegram:doctor.webhook'])
  })
})

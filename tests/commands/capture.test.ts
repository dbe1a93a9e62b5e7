import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/core/invocation.ts'
import { letIn } from '../access.ts'
import { invocation, type MadeWorkspace, madeWorkspace, NOW, textOf } from './made-workspace.ts'

const TEAM = { platform: 'slack', community: 'T1', channel: 'C1' } as const

let shop: MadeWorkspace
beforeAll(async () => {
  shop = await madeWorkspace([])
  await letIn(shop.store, shop.workspace.id, { ...TEAM, user: 'U1', role: 'manager' })
  await letIn(shop.store, shop.workspace.id, { ...TEAM, user: 'U2', role: 'moderator' })
})
afterAll(() => shop.close())
beforeEach(async () => {
  for (const each of await captures()) await shop.store.captures.remove(shop.workspace.id, each)
})

function inside(platform: string, user = 'U1'): Partial<Invocation> {
  return {
    platform,
    user: { id: user, name: user, standing: 'member', groups: [] },
    place: { community: 'T1', channel: 'C1', thread: '1.1', kind: 'channel', shared: false },
  }
}
const told = async (line: string, more: Partial<Invocation> = inside('slack')) =>
  textOf(await shop.host.answer({ ...invocation(line), ...more }))
const captures = () => shop.store.captures.list(shop.workspace.id)

describe('logging by a reaction', () => {
  test('is turned on for the channel where it is asked, and off', async () => {
    expect(await told('capture :memo: here')).toContain('putting :memo: on it')
    expect(await captures()).toEqual([
      {
        ...TEAM,
        workspace: shop.workspace.id,
        emoji: 'memo',
        createdAt: NOW,
        items: 0,
        lastSuccess: null,
      },
    ])
    expect(textOf(await shop.ask('capture list', inside('slack')))).toMatch(/slack\/T1\/C1 +:memo:/)
    expect(await told('capture off')).toContain('log nothing any more')
    expect(await captures()).toEqual([])
    const none = await told('capture')
    expect(none).toContain('No channel logs by a reaction yet')
    expect(none).toContain('capture :memo: here')
    const person = { platform: 'telegram', user: 'U1', role: 'manager' } as const
    await letIn(shop.store, shop.workspace.id, person)
    expect(await told('capture', inside('telegram'))).toContain('capture ✍ here')
  })

  test.each([
    ['capture :pencil: here', 'memo'],
    ['capture :thumbsup::skin-tone-3: here', '+1'],
    ['capture здесь :bug:', 'bug'],
  ])('on Slack takes an emoji by its name: %s', async (line, emoji) => {
    await told(line)
    expect(await captures()).toMatchObject([{ emoji }])
  })

  test.each([
    ['slack/T1/C9', ':bug:', { platform: 'slack', community: 'T1', channel: 'C9', emoji: 'bug' }],
    ['discord/8/7', '📝', { platform: 'discord', community: '8', channel: '7', emoji: '📝' }],
    ['discord/8/7', '<:parcel:123>', { platform: 'discord', channel: '7', emoji: 'parcel:123' }],
    ['telegram/-1001', '✍️', { platform: 'telegram', community: null, emoji: '✍' }],
  ])('is turned on in %s from the shell with %s', async (place, emoji, expected) => {
    await told(`capture ${emoji} in:${place}`, {})
    expect(await captures()).toMatchObject([expected])
    await told(`capture off in:${place}`, {})
    expect(await captures()).toEqual([])
  })

  test('tells what the platform must allow for it', async () => {
    expect(await told('capture 📝 in:discord/8/7', {})).toContain('Message Content Intent')
    expect(await told('capture ✍ in:telegram/-1001', {})).toContain('administrator of the group')
  })

  test.each([
    ['capture :memo:', {}, 'listening.no-channel'],
    ['capture here', inside('slack'), 'capture.which'],
    ['capture :memo: :bug: here', inside('slack'), 'capture.one'],
    ['capture 📝 here', inside('slack'), 'capture.slack-emoji'],
    ['capture 📝 in:telegram/-1', {}, 'capture.telegram-emoji'],
    ['capture word in:discord/8/7', {}, 'capture.bad-emoji'],
    ['capture :memo: in:slack/T2/C2', inside('slack'), 'listening.only-here'],
    ['capture off', inside('slack'), 'capture.not-on'],
    ['capture :memo: here', inside('slack', 'U2'), 'errors.not-allowed'],
  ])('says what is wrong in “%s”', async (line, more, errorId) => {
    expect(await shop.refused(line, more)).toMatchObject({ errorId })
  })
})

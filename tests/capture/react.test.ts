import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isUntold } from '../../src/capture/react.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { letIn } from '../access.ts'
import {
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
} from '../commands/made-workspace.ts'

const TEAM = { platform: 'slack', community: 'T1', channel: 'C1' } as const
const MESSAGE = {
  id: '100.1',
  text: 'My parcel from Norda was wet, mail me at ona@example.lt',
  author: { id: 'U9', name: 'Ona' },
  at: (NOW - 3600) as EpochSeconds,
  url: 'https://team.example/p1',
  thread: '100.0',
}

let shop: MadeWorkspace
beforeEach(async () => {
  shop = await madeWorkspace([])
  await letIn(shop.store, shop.workspace.id, { ...TEAM, user: 'U1', role: 'moderator' })
  await letIn(shop.store, shop.workspace.id, { ...TEAM, user: 'U2', role: 'moderator' })
  await letIn(shop.store, shop.workspace.id, { ...TEAM, user: 'U3', role: 'viewer' })
  await shop.store.captures.choose(shop.workspace.id, TEAM, 'memo', NOW)
})
afterEach(() => shop.close())

interface How {
  readonly user?: string
  readonly emoji?: string
  readonly minutes?: number
  readonly on?: Partial<typeof MESSAGE> | null
  readonly place?: Partial<Invocation['place']>
}

function react(change: 'added' | 'removed', how: How = {}) {
  const { user = 'U1', emoji = 'memo', minutes = 0, on = {}, place } = how
  const message = { ...MESSAGE, ...on }
  const channel = { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false }
  return shop.host.answer({
    ...invocation('log'),
    platform: 'slack',
    user: { id: user, name: user, standing: 'member', groups: [] },
    place: { ...channel, ...place } as Invocation['place'],
    at: (NOW + minutes * 60) as EpochSeconds,
    reaction: { emoji, change, message: message.id },
    ...(on === null || change === 'removed' ? {} : { message }),
  })
}
const items = () => shop.store.exportPage(shop.workspace.id, null, 100)

describe('a reaction', () => {
  test('logs its message as /log on it would, once for a thread', async () => {
    const answer = await react('added')
    expect(textOf(answer)).toContain('My parcel from Norda was wet, mail me at [email]')
    expect(JSON.stringify(answer)).toContain('undo F-1')
    expect(textOf(await react('added', { user: 'U2', on: { id: '100.2' } }))).toContain(
      'This is logged already, as F-1',
    )
    expect(await items()).toMatchObject([
      { externalId: 'slack:T1:C1:100.0', author: 'Ona', url: 'https://team.example/p1' },
    ])
    expect(await shop.store.captures.list(shop.workspace.id)).toMatchObject([
      { items: 1, lastSuccess: NOW },
    ])
  })

  test('that is taken away within ten minutes takes that back, and logs it again later', async () => {
    await react('added')
    expect(textOf(await react('removed', { minutes: 9 }))).toContain('F-1 is taken back')
    expect(await items()).toEqual([])
    await react('added', { minutes: 12 })
    expect(await items()).toHaveLength(1)
    expect(textOf(await react('removed', { minutes: 13 }))).toContain('is taken back')
    expect(await items()).toEqual([])
  })

  test('that is taken away too late leaves the item, and says how it is taken back', async () => {
    await react('added')
    expect(await react('removed', { minutes: 11 })).toMatchObject({
      errorId: 'capture.too-late',
      suggestion: 'undo F-1',
    })
    expect(await items()).toHaveLength(1)
  })

  test('leaves what somebody worked on since', async () => {
    await react('added')
    await shop.host.answer({ ...invocation('tag F-1 wet') })
    expect(await react('removed')).toMatchObject({ errorId: 'capture.edited' })
    await react('added', { on: { id: '200.1', thread: '200.1' } })
    await shop.host.answer({ ...invocation('answered F-2') })
    expect(await react('removed', { on: { id: '200.1' } })).toMatchObject({
      errorId: 'capture.edited',
    })
    expect(await items()).toHaveLength(2)
  })

  test.each([
    ['of somebody else', { user: 'U2' }],
    ['on another message', { on: { id: '100.9' } }],
  ])('%s that is taken away changes nothing, and nobody is told', async (_, how) => {
    await react('added')
    const answer = await react('removed', how)
    expect(answer).toMatchObject({ errorId: 'capture.nothing' })
    expect(isUntold(answer)).toBe(true)
    expect(await items()).toHaveLength(1)
  })

  test('does not take back what the same person logged with /log', async () => {
    await shop.host.answer({
      ...invocation('log'),
      platform: 'slack',
      user: { id: 'U1', name: 'U1', standing: 'member', groups: [] },
      place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
      message: MESSAGE,
    })
    await react('added')
    expect(await react('removed')).toMatchObject({ errorId: 'capture.nothing' })
    expect(await items()).toHaveLength(1)
  })

  test.each<readonly [string, How, string]>([
    ['with another emoji', { emoji: 'bug' }, 'capture.not-here'],
    ['in another channel', { place: { channel: 'C2' } }, 'capture.not-here'],
    ['of a viewer', { user: 'U3' }, 'errors.not-allowed'],
    ['of a stranger', { user: 'U9' }, 'errors.stranger'],
    ['where others read along', { place: { shared: true } }, 'access.shared-place'],
  ])('%s logs nothing, and nobody is told', async (_, how, errorId) => {
    const answer = await react('added', how)
    expect(answer).toMatchObject({ errorId })
    expect(isUntold(answer)).toBe(true)
    expect(await items()).toEqual([])
    const today = { start: (NOW - 60) as EpochSeconds, end: (NOW + 60) as EpochSeconds, limit: 9 }
    expect(await shop.store.access.audit(shop.workspace.id, today)).toEqual([])
  })

  test('of a stranger is no first question: how to be let in is told when they ask', async () => {
    await react('added', { user: 'U9' })
    const user = { id: 'U9', name: 'U9', standing: 'member', groups: [] } as const
    const place = { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false }
    const asked = { ...invocation('nps'), platform: 'slack', user, place } as Invocation
    expect(await shop.host.answer(asked)).toMatchObject({ errorId: 'errors.stranger' })
    expect(await shop.host.answer(asked)).toMatchObject({ errorId: 'access.still-stranger' })
  })

  test('on a message that cannot be read says so to who reacted', async () => {
    const answer = await react('added', { on: null })
    expect(answer).toMatchObject({ errorId: 'capture.no-message' })
    expect(isUntold(answer)).toBe(false)
  })

  test('in the channel of one tenant logs nothing for another', async () => {
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const other = (await shop.store.ensureWorkspace('other', settings)).id
    await shop.store.captures.remove(shop.workspace.id, TEAM)
    await shop.store.captures.choose(other, TEAM, 'memo', NOW)
    expect(await react('added')).toMatchObject({ errorId: 'capture.not-here' })
    expect(await shop.store.exportPage(other, null, 10)).toEqual([])
  })
})

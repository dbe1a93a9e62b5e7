import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/core/invocation.ts'
import { letIn } from '../access.ts'
import { invocation, type MadeWorkspace, madeWorkspace, textOf } from './made-workspace.ts'

let shop: MadeWorkspace
beforeAll(async () => {
  shop = await madeWorkspace([])
  const { store, workspace } = shop
  await letIn(store, workspace.id, {
    platform: 'slack',
    community: 'T1',
    channel: 'C1',
    user: 'U1',
    role: 'manager',
  })
})
afterAll(() => shop.close())

const inSlack: Partial<Invocation> = {
  platform: 'slack',
  user: { id: 'U1', name: 'Ona', standing: 'member', groups: [] },
  place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
}
const told = async (line: string, more: Partial<Invocation> = {}) =>
  textOf(await shop.host.answer({ ...invocation(line), ...more }))
const listeners = () => shop.store.listeners.list(shop.workspace.id)

describe('listening', () => {
  test('begins in the channel where it is asked for, and ends', async () => {
    expect(await told('listen here "norda", "норда" brand:Norda', inSlack)).toContain(
      'E-1: messages here that hold norda, норда are kept',
    )
    expect(await listeners()).toEqual([
      expect.objectContaining({
        platform: 'slack',
        community: 'T1',
        channel: 'C1',
        words: ['norda', 'норда'],
        brand: 'Norda',
      }),
    ])
    expect(textOf(await shop.ask('listen list', inSlack))).toContain('slack/T1/C1')
    expect(await told('listen remove E-1', inSlack)).toContain('E-1 is ended')
    expect(await listeners()).toEqual([])
  })

  test.each([
    ['listen in:slack/T1/C9 norda', { platform: 'slack', community: 'T1', channel: 'C9' }],
    [
      'listen in:telegram/-100123 norda',
      { platform: 'telegram', community: null, channel: '-100123' },
    ],
  ])('begins elsewhere for whoever sits at the machine: %s', async (line, place) => {
    await told(line)
    expect((await listeners()).at(-1)).toMatchObject(place)
  })

  test.each([
    ['listen here norda', {}, 'listening.no-channel'],
    ['listen in:slack/T2/C9 norda', inSlack, 'listening.only-here'],
    ['listen in:nowhere norda', {}, 'listening.no-place'],
    ['listen here', inSlack, 'listening.no-words'],
    ['listen here "no"', inSlack, 'listening.bad-word'],
    [
      `listen here ${Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ')}`,
      inSlack,
      'listening.too-many-words',
    ],
    ['listen remove', inSlack, 'listening.which'],
    ['listen remove E-99', inSlack, 'listening.no-such-listener'],
  ])('says what is wrong in “%s”', async (line, more, errorId) => {
    expect(await shop.refused(line, more)).toMatchObject({ errorId })
  })
})

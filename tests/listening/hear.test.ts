import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { HeardMessage } from '../../src/core/listener.ts'
import { createEar } from '../../src/listening/hear.ts'
import { holdsAny } from '../../src/listening/match.ts'
import { type MadeWorkspace, madeWorkspace, NOW } from '../commands/made-workspace.ts'

let shop: MadeWorkspace
let made = 0
beforeAll(async () => {
  shop = await madeWorkspace([])
})
afterAll(() => shop.close())
beforeEach(() => {
  made += 1
})

const channel = () => `C${made}`
let asked = 0
const message = (text: string, more: Partial<HeardMessage> = {}): HeardMessage => ({
  platform: 'slack',
  community: 'T1',
  channel: channel(),
  thread: null,
  id: '1700.1',
  text,
  at: (NOW - 60) as EpochSeconds,
  details: async () => {
    asked += 1
    return { author: 'Ona', url: 'https://team.example/1' }
  },
  ...more,
})
const listen = (
  more: {
    words?: readonly string[]
    brand?: string | null
    thread?: string
    workspace?: WorkspaceId
  } = {},
) =>
  shop.store.listeners.create(
    more.workspace ?? shop.workspace.id,
    { platform: 'slack', community: 'T1', channel: channel(), thread: more.thread ?? null },
    { words: more.words ?? ['norda', 'норда'], brand: more.brand ?? 'Norda' },
    NOW,
  )
const ear = () => createEar({ store: shop.store, clock: () => NOW })
const kept = async (workspace = shop.workspace.id) =>
  (await shop.store.exportPage(workspace, null, 1000)).filter(({ externalId }) =>
    externalId.includes(`:${channel()}:`),
  )

describe('listening', () => {
  test('keeps a message that holds the words, once, personal data masked', async () => {
    const { id } = await listen()
    const hear = ear()
    await hear(message('Norda lost my parcel, call +7 701 123 45 67'))
    await hear(message('Norda lost my parcel, call +7 701 123 45 67'))
    expect(await kept()).toEqual([
      expect.objectContaining({
        kind: 'mention',
        text: 'Norda lost my parcel, call [phone]',
        source: 'slack',
        externalId: `slack:T1:${channel()}:1700.1`,
        author: 'Ona',
        brand: 'Norda',
        url: 'https://team.example/1',
      }),
    ])
    const found = (await shop.store.listeners.list(shop.workspace.id)).find(
      (each) => each.id === id,
    )
    expect(found).toMatchObject({ items: 1, lastSuccess: NOW })
  })

  test('forgets all other talk, and asks the platform nothing about it', async () => {
    await listen()
    const before = asked
    const hear = ear()
    await hear(message('Lunch at noon?'))
    await hear(message('norda', { channel: 'C-elsewhere' }))
    await hear(message('norda', { community: 'T2' }))
    await hear(message('norda', { platform: 'telegram', community: null }))
    expect([await kept(), asked]).toEqual([[], before])
  })

  test('of a thread hears that thread alone', async () => {
    await listen({ thread: '5.5' })
    const hear = ear()
    await hear(message('norda', { id: 'a' }))
    await hear(message('norda', { id: 'b', thread: '5.5' }))
    expect((await kept()).map(({ externalId }) => externalId.split(':').at(-1))).toEqual(['b'])
  })

  test('tells each workspace that listens, once', async () => {
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const other = (await shop.store.ensureWorkspace('other', settings)).id
    await listen()
    await listen({ words: ['parcel'] })
    await listen({ workspace: other, brand: null })
    await ear()(message('norda parcel'))
    expect([(await kept()).length, (await kept(other)).length]).toEqual([1, 1])
  })

  test('rejects where it cannot be kept, so that it comes again', async () => {
    await listen()
    const hear = createEar({
      store: { ...shop.store, atomically: () => Promise.reject(new Error('no database')) },
      clock: () => NOW,
    })
    await expect(hear(message('norda'))).rejects.toThrow('no database')
  })
})

test.each([
  ['Was at Norda’s today', true],
  ['#NORDA again', true],
  ['Вчера была в Норде', true],
  ['Купила в норду билет', true],
  ['„Norda“ vėl vėluoja', true],
  ['Nordic walking', false],
  ['an ordinary day', false],
  ['', false],
])('“%s” holds the brand: %s', (text, expected) => {
  expect(holdsAny(text, ['norda', 'норда'])).toBe(expected)
})

test('a phrase is held where all its words are', () => {
  expect(holdsAny('the app of the big bank', ['big bank'])).toBe(true)
  expect(holdsAny('a big app', ['big bank'])).toBe(false)
})

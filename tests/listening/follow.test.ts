import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EpochSeconds, FeedbackId } from '../../src/core/identity.ts'
import type { HeardMessage, TalkChange } from '../../src/core/listener.ts'
import { createFollower } from '../../src/listening/follow.ts'
import { createEar } from '../../src/listening/hear.ts'
import { invocation, type MadeWorkspace, madeWorkspace, NOW } from '../commands/made-workspace.ts'

let shop: MadeWorkspace
let made = 0
beforeAll(async () => {
  shop = await madeWorkspace([])
})
afterAll(() => shop.close())
beforeEach(async () => {
  made += 1
  await shop.store.listeners.create(
    shop.workspace.id,
    { ...place(), thread: null },
    { words: ['norda'], brand: 'Norda' },
    NOW,
  )
  await createEar({ store: shop.store, clock: () => NOW })(message('Norda lost my parcel'))
})

const place = () => ({ platform: 'slack', community: 'T1', channel: `C${made}`, thread: null })
const message = (text: string): HeardMessage => ({
  ...place(),
  id: '1700.1',
  text,
  at: (NOW - 60) as EpochSeconds,
  details: async () => ({ author: 'Ona', url: null }),
})
const follow = (text: string | null, more: Partial<TalkChange> = {}) =>
  createFollower({ store: shop.store, clock: () => NOW })({
    ...place(),
    id: '1700.1',
    text,
    ...more,
  })
const kept = async () =>
  (await shop.store.exportPage(shop.workspace.id, null, 1000))
    .filter(({ externalId }) => externalId.includes(`:C${made}:`))
    .map(({ text }) => text)
const itemId = async () =>
  (await shop.store.moderation.idOf(
    shop.workspace.id,
    'slack',
    `slack:T1:C${made}:1700.1`,
  )) as FeedbackId

describe('a message that was heard', () => {
  test('fault 32: and is written anew is kept as it reads now, personal data masked', async () => {
    await follow('Norda found my parcel, thanks, ona@example.lt')
    expect(await kept()).toEqual(['Norda found my parcel, thanks, [email]'])
  })

  test.each([
    ['is deleted', null],
    ['holds the words no more', 'Somebody lost my parcel'],
  ])('fault 32: and %s is not kept', async (_, text) => {
    await follow(text)
    expect(await kept()).toEqual([])
    await follow(text)
    expect(await kept()).toEqual([])
  })

  test('fault 32: and is deleted stays so, where word of an earlier change comes later', async () => {
    await follow(null)
    await follow('Norda lost my parcel, and found it')
    expect(await kept()).toEqual([])
  })

  test.each([
    ['tagged', async () => shop.host.answer(invocation(`tag F-${await itemId()} wet`))],
    ['answered', async () => shop.host.answer(invocation(`answered F-${await itemId()}`))],
  ])('and that somebody %s stays as it is', async (_, work) => {
    await work()
    await follow('Norda is fine')
    await follow(null)
    expect(await kept()).toEqual(['Norda lost my parcel'])
  })

  test.each([
    ['in another channel', { channel: 'C-elsewhere' }],
    ['in another team', { community: 'T2' }],
    ['that is another', { id: '1700.2' }],
  ])('is not changed by one %s', async (_, more) => {
    await follow(null, more)
    expect(await kept()).toEqual(['Norda lost my parcel'])
  })
})

test('what a person logged from a message stays when the message is deleted', async () => {
  await follow(null)
  await shop.host.answer({
    ...invocation('log'),
    platform: 'console',
    message: {
      id: '1700.9',
      text: 'Norda was late',
      author: { id: 'U9', name: 'Ona' },
      at: NOW,
      url: null,
      thread: null,
    },
  })
  const item = { platform: 'console', community: null, channel: 'shell', thread: null }
  await shop.store.listeners.create(shop.workspace.id, item, { words: ['norda'], brand: null }, NOW)
  await follow(null, { ...item, id: '1700.9' })
  const all = await shop.store.exportPage(shop.workspace.id, null, 1000)
  expect(all.filter(({ text }) => text === 'Norda was late')).toHaveLength(1)
})

import { afterEach, describe, expect, test } from 'vitest'
import { type ChatAdapter, type ClaimedPart, retraction } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { serve as serveDiscord } from '../discord/served.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { connected, sampleHost } from '../slack/bench.ts'
import { serve as serveTelegram } from '../telegram/served.ts'

const NAME = 'Wxonaqua Petrazzenaitė'
const NOW = Math.floor(Date.now() / 1000) as EpochSeconds
const ABOUT: Reply = {
  kind: 'notice',
  level: 'information',
  locale: 'en',
  text: [{ text: `“The courier was late & rude”, said ${NAME}`, data: true }],
  actions: [],
}
const OTHER: Reply = { ...ABOUT, text: [{ text: 'NPS is 42' }] }

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** Posts both messages as a digest would be. */
async function post(adapter: ChatAdapter, store: Store, channel: string): Promise<void> {
  const context = {
    now: NOW,
    locale: 'en',
    audience: 'channel',
    giveUpAt: (NOW + 3_600) as EpochSeconds,
  } as const
  for (const [keyPrefix, reply] of [
    ['d:about', ABOUT],
    ['d:other', OTHER],
  ] as const) {
    const place = { type: 'place', channel, thread: null } as const
    const { parts, buttons } = adapter.encode(reply, place, { ...context, keyPrefix })
    await store.delivery.enqueue(parts, buttons)
  }
}

async function forget(store: Store): Promise<number> {
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('main', settings)
  const person = { dimension: 'customer', name: NAME } as const
  await store.add(id, {
    kind: 'review',
    score: 1,
    scale: { min: 1, max: 5, reversed: false },
    survey: null,
    text: 'The courier was late & rude',
    lang: 'en',
    at: NOW,
    source: 'email',
    externalId: 'a1',
    customer: NAME,
    author: null,
    brand: null,
    product: null,
    channel: null,
    store: null,
    stage: null,
    segment: null,
    tags: [],
    url: null,
    factors: [],
  })
  const tombstone = await store.privacy.tombstone(id, person, NOW)
  return (await store.privacy.erase(id, person, tombstone)).posted
}

describe.skipIf(!hasSharedSpecs)('T20: what the bot posted about a person is taken back', () => {
  test('on Telegram', async () => {
    const served = await serveTelegram({ answer: () => OTHER })
    endings.push(() => served.close())
    const { adapter, fake, settled, store } = served
    fake.group(-1001, { members: new Map([[4242, 'member']]) })
    await post(adapter, store, '-1001')
    await settled()
    expect(fake.sent(-1001)).toHaveLength(2)
    expect(await forget(store)).toBe(1)
    await settled()
    expect(fake.sent(-1001).map(({ text }) => text)).toEqual([expect.stringContaining('NPS is 42')])
    expect(await forget(store)).toBe(0)
  })

  test('on Discord', async () => {
    const served = await serveDiscord()
    endings.push(() => served.stop())
    const { adapter, fake, settled } = served
    const { store } = served.made
    const channel = '300000000000000001'
    await post(adapter, store, channel)
    await settled()
    const shown = () => [...fake.messages.values()].map(({ body }) => JSON.stringify(body))
    expect(shown()).toHaveLength(2)
    expect(await forget(store)).toBe(1)
    await settled()
    expect(shown()).toEqual([expect.stringContaining('NPS is 42')])
    await store.delivery.enqueue([taking(adapter, channel, `${channel}/300000000000000009`)], [])
    await settled()
    expect(await store.delivery.partStates('x:gone')).toMatchObject([{ state: 'sent' }])
  })

  test('on Slack, messages and files', async () => {
    const host = await sampleHost()
    endings.push(() => host.close())
    const { adapter, slack, close } = await connected(host.host)
    endings.push(close)
    const { world } = slack
    const channel = world.channel('C1', { kind: 'channel' }).id
    const message = world.post({
      channel,
      thread: null,
      text: `about ${NAME}`,
      blocks: [],
      metadata: null,
      onlyFor: null,
      file: null,
      by: null,
    })
    const part = taking(adapter, channel, message.ts) as ClaimedPart
    for (let time = 0; time < 2; time += 1) {
      expect(await adapter.retract?.(part, message.ts)).toEqual({
        type: 'sent',
        reference: message.ts,
      })
    }
    expect(world.messages).toEqual([])
    expect(await adapter.retract?.(part, 'F123')).toMatchObject({ type: 'sent' })
    expect(slack.violations).toEqual([])
  })
})

function taking({ name, bot }: ChatAdapter, place: string, reference: string) {
  return {
    key: 'x:gone',
    platform: name,
    bot: bot ?? '',
    place,
    payload: retraction(reference),
    notBefore: 0 as EpochSeconds,
    giveUpAt: (NOW + 3_600) as EpochSeconds,
  }
}

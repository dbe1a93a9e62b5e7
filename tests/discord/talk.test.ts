import { afterEach, describe, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { DIRECT, press, USER } from '../fakes/discord/interactions.ts'
import { BOT, CHANNEL, GUILD, startFakeDiscord } from '../fakes/discord/server.ts'
import { reacted, SEES_MESSAGES, WRITER, written } from '../fakes/discord/talk.ts'
import { buttonsOf, type Served, type ServeOptions, serve, until, wordsOf } from './served.ts'

const THREAD = '720000000000000001'
const PLACE = { platform: 'discord', community: GUILD, channel: CHANNEL }

let served: Served
afterEach(async () => {
  const { fake } = served
  await served.stop()
  await fake.close()
  expect(fake.violations).toEqual([])
})

/** A server in which the bot sees what people write. */
async function seeing(options: ServeOptions = {}): Promise<void> {
  const fake = await startFakeDiscord()
  fake.application = { ...fake.application, flags: SEES_MESSAGES }
  fake.places.set(THREAD, { id: THREAD, type: 11, parent_id: CHANNEL, guild_id: GUILD })
  fake.roles.set(USER, [])
  served = await serve({ items: [], fake, role: 'moderator', ...options })
}
const items = () => served.made.store.exportPage(served.made.workspace.id, null, 100)
const idle = async () => {
  await new Promise((done) => setTimeout(done, 100))
  await served.settled()
}

describe('listening', () => {
  const listen = (thread: string | null = null) =>
    served.made.store.listeners.create(
      served.made.workspace.id,
      { ...PLACE, thread },
      { words: ['norda'], brand: 'Norda' },
      1 as EpochSeconds,
    )

  test('keeps messages with a brand’s words, personal data masked, once', async () => {
    await seeing()
    await listen()
    const message = written(served.fake, 'Norda lost my parcel, mail me at ona@example.lt')
    served.fake.gateway.dispatch('MESSAGE_CREATE', message)
    written(served.fake, 'Lunch at noon?')
    await until(async () => (await items()).length === 1)
    await idle()
    expect(await items()).toMatchObject([
      {
        text: 'Norda lost my parcel, mail me at [email]',
        source: 'discord',
        author: 'Ona',
        brand: 'Norda',
        externalId: `discord:${GUILD}:${CHANNEL}:${message['id']}`,
        url: `https://discord.com/channels/${GUILD}/${CHANNEL}/${message['id']}`,
        at: Date.parse('2026-11-17T10:00:00Z') / 1000,
      },
    ])
  })

  test('hears threads of the channel, and of one thread that thread alone', async () => {
    await seeing()
    await listen(THREAD)
    written(served.fake, 'norda in the channel')
    written(served.fake, 'norda in the thread', { channel_id: THREAD, position: 3 })
    written(served.fake, 'norda in the thread again', { channel_id: THREAD, position: 4 })
    await until(async () => (await items()).length === 2)
    await idle()
    expect((await items()).map(({ text }) => text).sort()).toEqual([
      'norda in the thread',
      'norda in the thread again',
    ])
    const asked = served.fake.calls.filter(({ path }) => path === `/channels/${THREAD}`)
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['bots', { author: { id: '1', username: 'b', bot: true } }],
    ['the bot itself', { author: { id: BOT, username: 'cxbot' } }],
    ['webhooks', { webhook_id: '5' }],
    ['Discord, such as a join', { type: 7 }],
    ['a person who speaks to the bot', { content: `<@${BOT}> norda` }],
    ['nobody', { author: null }],
    ['no time', { timestamp: 'yesterday' }],
    ['a direct conversation', { guild_id: undefined }],
    ['another server', { guild_id: '1' }],
  ])('keeps no words of %s', async (_, more) => {
    await seeing()
    await listen()
    written(served.fake, 'norda', more)
    served.fake.gateway.dispatch('MESSAGE_CREATE', null)
    served.fake.gateway.dispatch('MESSAGE_CREATE', { author: 7, content: [], channel_id: {} })
    await idle()
    expect(await items()).toEqual([])
  })

  test('follows what is written anew and deleted', async () => {
    await seeing()
    await listen()
    const first = written(served.fake, 'norda was late')
    const second = written(served.fake, 'norda was early', { channel_id: THREAD, position: 1 })
    const third = written(served.fake, 'norda was there')
    await until(async () => (await items()).length === 3)
    const { gateway } = served.fake
    const edited = { ...first, content: 'norda was very late', edited_timestamp: '2026-11-17T11' }
    gateway.dispatch('MESSAGE_UPDATE', edited)
    // A preview of a link is filled in.
    gateway.dispatch('MESSAGE_UPDATE', { ...third, content: '', embeds: [{}] })
    gateway.dispatch('MESSAGE_UPDATE', { id: third['id'], channel_id: CHANNEL, guild_id: GUILD })
    gateway.dispatch('MESSAGE_DELETE', { id: second['id'], channel_id: THREAD, guild_id: GUILD })
    gateway.dispatch('MESSAGE_DELETE', { id: null })
    await until(async () => (await items()).length === 2)
    const texts = async () => (await items()).map(({ text }) => text).sort()
    await until(async () => (await texts()).includes('norda was very late'))
    expect(await texts()).toEqual(['norda was there', 'norda was very late'])
    gateway.dispatch('MESSAGE_DELETE_BULK', {
      ids: [first['id'], third['id']],
      channel_id: CHANNEL,
      guild_id: GUILD,
    })
    await until(async () => (await items()).length === 0)
  })

  test('tries again while the database is away', async () => {
    let fails = 2
    await seeing({
      store: (store) => ({
        ...store,
        atomically: (work) => {
          fails -= 1
          return fails >= 0 ? Promise.reject(new Error('away')) : store.atomically(work)
        },
      }),
    })
    await listen()
    written(served.fake, 'norda')
    await until(async () => (await items()).length === 1)
  })

  test('without leave to see messages asks for none', async () => {
    const fake = await startFakeDiscord()
    served = await serve({ fake })
    expect(fake.gateway.identifies.map(({ intents }) => intents)).toEqual([1])
  })

  test('with leave to see messages asks for them and for reactions', async () => {
    await seeing()
    const intents = 1 | (1 << 9) | (1 << 10) | (1 << 15)
    expect(served.fake.gateway.identifies).toMatchObject([{ intents }])
  })
})

describe('a reaction', () => {
  const choose = (emoji = '📝') =>
    served.made.store.captures.choose(served.made.workspace.id, PLACE, emoji, 1 as EpochSeconds)
  const answers = () =>
    [...served.fake.messages.values()].filter(({ body }) => JSON.stringify(body) !== '{}')

  test('logs its message, tells that to whoever reacted alone, and buttons mend it', async () => {
    await seeing()
    await choose()
    const message = written(served.fake, 'The courier was late')
    reacted(served.fake, 'added', message)
    await until(() => answers().length === 1)
    const [answer] = answers()
    if (!answer) throw new Error('no answer')
    expect(served.fake.visible(CHANNEL)).toEqual([])
    expect(wordsOf(answer)).toContain('The courier was late')
    expect(buttonsOf(answer).map(({ label }) => label)).toEqual(['Undo'])
    expect(await items()).toMatchObject([
      {
        text: 'The courier was late',
        author: 'Ona',
        externalId: `discord:${GUILD}:${CHANNEL}:${message['id']}`,
        url: `https://discord.com/channels/${GUILD}/${CHANNEL}/${message['id']}`,
      },
    ])
    const [undo] = buttonsOf(answer)
    await served.ask(press(undo?.custom_id ?? '', answer, DIRECT))
    expect(await items()).toEqual([])
  })

  test('that is taken away takes that back', async () => {
    await seeing()
    await choose('parcel:123')
    const message = written(served.fake, 'The courier was late')
    const emoji = { id: '123', name: 'renamed' }
    reacted(served.fake, 'added', message, { emoji })
    await until(async () => (await items()).length === 1)
    reacted(served.fake, 'removed', message, { emoji })
    await until(async () => (await items()).length === 0)
    await until(() => answers().some((each) => wordsOf(each).includes('is taken back')))
  })

  test('in a thread logs the thread, once', async () => {
    await seeing()
    await choose()
    const more = { channel_id: THREAD, position: 1 }
    reacted(served.fake, 'added', written(served.fake, 'The courier was late', more))
    await until(async () => (await items()).length === 1)
    reacted(served.fake, 'added', written(served.fake, 'Indeed', more))
    await until(() => answers().length === 2)
    expect(await items()).toMatchObject([
      { externalId: `discord:${GUILD}:${CHANNEL}:${THREAD}`, text: 'The courier was late' },
    ])
  })

  test('that comes again after a lost connection logs once', async () => {
    await seeing()
    await choose()
    const message = written(served.fake, 'The courier was late')
    served.fake.gateway.drop(1006)
    await until(() => !served.fake.gateway.connected())
    reacted(served.fake, 'added', message)
    await until(async () => (await items()).length === 1)
    await idle()
    expect(answers()).toHaveLength(1)
  })

  test('that was not asked for never reaches the inbox, and asks Discord nothing', async () => {
    await seeing()
    await choose()
    const message = written(served.fake, 'The courier was late')
    const before = served.fake.calls.length
    reacted(served.fake, 'added', message, { emoji: { id: null, name: '🐛' } })
    reacted(served.fake, 'added', message, { more: { guild_id: '1' } })
    reacted(served.fake, 'added', message, { user: BOT })
    reacted(served.fake, 'added', message, {
      more: { member: { user: { id: '3', bot: true }, roles: [] } },
    })
    reacted(served.fake, 'added', { ...message, author: { id: BOT } })
    served.fake.gateway.dispatch('MESSAGE_REACTION_ADD', null)
    served.fake.gateway.dispatch('MESSAGE_REACTION_ADD', { emoji: [], user_id: 7 })
    await idle()
    expect(served.fake.calls).toHaveLength(before)
    expect([answers(), await items()]).toEqual([[], []])
  })

  test('of a stranger logs nothing, and nobody is told', async () => {
    await seeing()
    await choose()
    reacted(served.fake, 'added', written(served.fake, 'The courier was late'), { user: WRITER })
    await idle()
    expect([answers(), await items()]).toEqual([[], []])
  })

  test('on a message that is gone says so', async () => {
    await seeing()
    await choose()
    const message = written(served.fake, 'The courier was late')
    served.fake.spoken.clear()
    reacted(served.fake, 'added', message)
    await until(() => answers().length === 1)
    expect(wordsOf(answers()[0] as never)).toContain('cannot be read any more')
  })

  test('waits while Discord cannot be asked', async () => {
    await seeing()
    await choose()
    const message = written(served.fake, 'The courier was late')
    served.fake.faults.plan('GET /messages/', { status: 503 })
    reacted(served.fake, 'added', message)
    await until(async () => (await items()).length === 1)
  })
})

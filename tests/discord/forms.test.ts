import { afterEach, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { Command } from '../../src/core/command.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Form, Reply } from '../../src/core/reply.ts'
import { createRegistry } from '../../src/dispatch/index.ts'
import { messageMenu, press, slash, submit } from '../fakes/discord/interactions.ts'
import { CHANNEL, GUILD } from '../fakes/discord/server.ts'
import { buttonsOf, type Served, serve, until, wordsOf } from './served.ts'

const FORM: Form = {
  kind: 'form',
  locale: 'en',
  title: 'Log what you read',
  command: 'log',
  fields: [
    { name: 'text', label: 'What was said', type: 'long-text', required: true },
    { name: 'source', label: 'Where', type: 'text', required: false, value: 'reddit' },
    {
      name: 'rating',
      label: 'Rating',
      type: 'choice',
      required: false,
      choices: [
        { value: '1', label: 'Bad' },
        { value: '5', label: 'Good' },
      ],
    },
  ],
}

let served: Served
let asked: Invocation[] = []
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  expect(violations).toEqual([])
})

function logging(answer: (invocation: Invocation) => Reply): Command {
  return {
    name: 'log',
    audience: 'caller',
    needs: 'viewer',
    opens: 'form',
    menu: 'message',
    subject: { name: 'words', required: false, max: 1, from: 'line' },
    period: null,
    breakdowns: [],
    baselines: false,
    filters: [],
    views: [],
    options: [],
    async run({ invocation }) {
      asked.push(invocation)
      return answer(invocation)
    },
  }
}

async function begin(answer: (invocation: Invocation) => Reply): Promise<void> {
  asked = []
  const own = createRegistry([
    ...registry.commands.filter(({ name }) => name !== 'log'),
    logging(answer),
  ])
  served = await serve({ parts: { registry: own } })
}

const done: Reply = {
  kind: 'notice',
  level: 'success',
  locale: 'en',
  text: [{ text: 'Logged.' }],
  actions: [],
}

describe('a form', () => {
  test('opens at once for a command that is called with nothing', async () => {
    await begin(() => FORM)
    const kept = served.fake.interact(slash('log'))
    await until(() => kept.response !== undefined)
    expect(kept.response).toMatchObject({
      type: 9,
      data: { custom_id: 'f:log', title: 'Log what you read' },
    })
    expect((await served.made.store.delivery.depth()).events).toBe(0)
  })

  test('is submitted as a line of its command', async () => {
    await begin(() => done)
    const fields = { text: 'The courier was “rude”, twice', source: '', rating: '1' }
    const answer = await served.ask(submit('f:log', fields))
    expect(answer.ephemeral).toBe(true)
    expect(wordsOf(answer)).toBe('Logged.')
    expect(asked.map(({ text }) => text)).toEqual([
      'log text:"The courier was “rude”, twice" rating:1',
    ])
  })

  test.each([
    ['short', 'Late \\ "again"\nand wet'],
    ['long', 'Late again and '.repeat(200).trim()],
  ])('that is refused after a %s text is opened again as it was filled', async (_, text) => {
    const refused: Reply = { ...done, level: 'error', text: [{ text: 'No such source.' }] }
    await begin(({ text: line }) => (line === 'log' ? FORM : refused))
    const answer = await served.ask(submit('f:log', { text, source: '', rating: '5' }))
    expect(answer.ephemeral).toBe(true)
    const [button] = buttonsOf(answer)
    expect(button).toMatchObject({ label: 'Correct the form' })
    expect(button?.custom_id.length).toBeLessThanOrEqual(100)
    const kept = served.fake.interact(press(button?.custom_id ?? '', answer))
    await until(() => kept.response !== undefined)
    expect(kept.response?.type).toBe(9)
    const shown = JSON.stringify(kept.response?.data?.['components'])
    expect(shown).toContain(JSON.stringify({ value: text }).slice(1, -1))
    expect(shown).toContain('"default":true')
    expect(shown).not.toContain('reddit')
  })

  test('that comes only after the acknowledgement stands behind a button', async () => {
    await begin(() => FORM)
    const answer = await served.ask(slash('log', { words: 'something' }))
    expect(buttonsOf(answer)).toEqual([
      expect.objectContaining({ label: 'Open the form', custom_id: 'f:log' }),
    ])
    const kept = served.fake.interact(press('f:log', answer))
    await until(() => kept.response !== undefined)
    expect(kept.response?.type).toBe(9)
  })
})

test('the menu of a message hands over the message', async () => {
  await begin(() => done)
  const message = {
    id: '730000000000000001',
    content: 'Late again!',
    timestamp: '2026-11-18T09:00:00.000000+00:00',
    author: { id: '42', username: 'jonas', global_name: 'Jonas' },
  }
  const answer = await served.ask(messageMenu('log: this message', message))
  expect(wordsOf(answer)).toBe('Logged.')
  expect(asked[0]).toMatchObject({
    text: 'log',
    place: { community: GUILD, channel: CHANNEL, kind: 'channel' },
    message: {
      id: message.id,
      text: 'Late again!',
      author: { id: '42', name: 'Jonas' },
      at: Date.parse(message.timestamp) / 1000,
      url: `https://discord.com/channels/${GUILD}/${CHANNEL}/${message.id}`,
      thread: null,
    },
  })
})

describe('a place', () => {
  const view = 1n << 10n
  const write = (1n << 11n) | (1n << 14n)

  function guildWith(everyone: bigint, channel: object = {}) {
    const { bot } = served.adapter
    served.fake.roles.set(bot ?? '', ['r'])
    served.fake.places.set(GUILD, {
      id: GUILD,
      name: 'Shop',
      owner_id: '1',
      roles: [
        { id: GUILD, permissions: String(everyone) },
        { id: 'r', permissions: '0' },
      ],
    })
    served.fake.places.set(CHANNEL, {
      id: CHANNEL,
      type: 0,
      name: 'reports',
      guild_id: GUILD,
      permission_overwrites: [],
      ...channel,
    })
  }

  test('where the bot may write is a place for digests', async () => {
    await begin(() => done)
    guildWith(view | write)
    expect(await served.adapter.place(CHANNEL, null)).toEqual({
      community: GUILD,
      channel: CHANNEL,
      thread: null,
      kind: 'channel',
      shared: false,
      name: 'reports',
      member: true,
    })
  })

  test('where the channel forbids the bot to write is none', async () => {
    await begin(() => done)
    const deny = [{ id: 'r', type: 0, allow: '0', deny: String(1n << 11n) }]
    guildWith(view | write, { permission_overwrites: deny })
    expect(await served.adapter.place(CHANNEL, null)).toMatchObject({ member: false })
  })

  test('that the bot cannot see is unknown', async () => {
    await begin(() => done)
    expect(await served.adapter.place('790000000000000001', null)).toBeUndefined()
  })

  test('that is a thread is known with its channel', async () => {
    await begin(() => done)
    guildWith(view | write | (1n << 38n))
    const thread = '720000000000000001'
    served.fake.places.set(thread, {
      id: thread,
      type: 11,
      name: 'week 46',
      guild_id: GUILD,
      parent_id: CHANNEL,
    })
    expect(await served.adapter.place(CHANNEL, thread)).toMatchObject({
      channel: CHANNEL,
      thread,
      name: 'week 46',
      member: true,
    })
  })
})

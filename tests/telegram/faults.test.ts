import { afterEach, describe, expect, test } from 'vitest'
import type { Reply } from '../../src/core/reply.ts'
import { until } from '../delivery/harness.ts'
import { TOKEN } from '../fakes/telegram/index.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { chartBlock, headline, notice, report, table } from './replies.ts'
import { type Served, type ServedOptions, serve } from './served.ts'

let served: Served | undefined
afterEach(async () => {
  const mistakes = served?.fake.mistakes ?? []
  await served?.close()
  served = undefined
  expect(mistakes).toEqual([])
})

const PICTURE = report([headline('NPS 45.5'), chartBlock(), table(3)])

async function bot(options: Partial<ServedOptions> = {}): Promise<Served> {
  served = await serve({ answer: () => PICTURE, ...options })
  return served
}

const PLACEHOLDER = 'One moment…'

/** What people see in a chat, placeholders by their name. */
function seen({ fake }: Served, chat: number): readonly string[] {
  return fake
    .sent(chat)
    .map(({ media, text }) => (media ? `${media.type}: ${media.caption}` : (text ?? '')))
}

const answers = (of: Served, chat: number) => seen(of, chat).filter((each) => each !== PLACEHOLDER)

describe.skipIf(!hasSharedSpecs)('when an answer of Telegram is lost', () => {
  test('fault 25: the content is said once; a placeholder may be left behind', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'sendMessage', type: 'drop-after', times: 1 })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(answers(it, 1)).toHaveLength(1)
    expect(seen(it, 1)).toHaveLength(2)
  })

  test('fault 25: an edit is made again in the same message', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'editMessageMedia', type: 'drop-after', times: 2 })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(it.fake.sent(1)).toMatchObject([{ edits: 3, media: { type: 'photo' } }])
  })

  test('words that are there already are a success', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push({ method: 'editMessageText', type: 'drop-after', times: 1 })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(it.fake.sent(1)).toMatchObject([{ edits: 1, text: 'Done.' }])
    expect(it.fake.calls.some(({ answer }) => answer.includes('not modified'))).toBe(true)
  })

  test('a connection that breaks before anything is done leaves nothing behind', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'editMessageMedia', type: 'drop-before', times: 1 })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)).toHaveLength(1)
  })
})

describe.skipIf(!hasSharedSpecs)('when the process ends', () => {
  test.each(['sending', 'posted', 'completing', 'completed'] as const)(
    'at the step “%s”, the answer is there once after all',
    async (step) => {
      let ended = false
      const it = await bot({
        parts: {
          atFaultPoint(point) {
            if (ended || point !== step) return
            ended = true
            throw new Error('the process ended here')
          },
        },
      })
      it.fake.write('/nps', it.fake.person(1))
      await until(() => ended)
      await it.restart()
      await it.store.delivery.releaseHeld()
      await it.settled()
      expect(answers(it, 1)).toHaveLength(1)
      expect(seen(it, 1)).toHaveLength(1)
    },
  )

  test('fault 2: a command that came meanwhile is answered after the start', async () => {
    const it = await bot()
    await it.adapter.stop()
    it.fake.write('/nps', it.fake.person(1))
    await it.restart()
    await it.settled()
    expect(answers(it, 1)).toHaveLength(1)
  })
})

describe.skipIf(!hasSharedSpecs)('when Telegram asks to wait', () => {
  const limited = (seconds: number | undefined) => ({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry later',
    ...(seconds === undefined ? {} : { parameters: { retry_after: seconds } }),
  })

  test('fault 27: a limited chat is left alone for that long, and the others are answered', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const people = [1, 2, 3].map((id) => it.fake.person(id))
    // Twenty seconds are one here.
    it.fake.faults.push({ chat: 1, type: 'answer', status: 429, body: limited(20), times: 2 })
    for (const person of people) it.fake.write('/nps', person)
    await until(() => answers(it, 2).length + answers(it, 3).length === 2)
    expect(answers(it, 1)).toHaveLength(0)
    await it.settled()
    expect(answers(it, 1)).toHaveLength(1)
    const waits = it.fake.calls.filter(
      ({ fields, method }) => fields['chat_id'] === '1' && method === 'sendMessage',
    )
    expect(waits.length).toBeLessThanOrEqual(3)
  })

  test.each([undefined, 0, -5, Number.NaN])('fault 27: also where it says %s', async (seconds) => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push({
      method: 'sendMessage',
      type: 'answer',
      status: 429,
      body: limited(seconds),
      times: 1,
    })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(answers(it, 1)).toEqual(['Done.'])
  })
})

describe.skipIf(!hasSharedSpecs)('when Telegram is ill', () => {
  test('fault 28: answers with 5xx, in JSON or not, are tried again', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push(
      {
        method: 'editMessageText',
        type: 'answer',
        status: 502,
        body: '<html>Bad Gateway',
        times: 2,
      },
      {
        method: 'editMessageText',
        type: 'answer',
        status: 500,
        body: { ok: false, error_code: 500, description: 'Internal Server Error' },
        times: 1,
      },
    )
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })

  test('fault 26: a call that hangs holds nobody else up', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push({ method: 'editMessageText', chat: 1, type: 'hang', times: 1 })
    it.fake.write('/nps', it.fake.person(1))
    it.fake.write('/nps', it.fake.person(2))
    await until(() => answers(it, 2).length === 1)
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })

  test('the standing of a caller is asked for until it is known', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const members = new Map([
      [4242, 'member'],
      [1, 'member'],
    ])
    it.fake.faults.push({ method: 'getChatMember', type: 'drop-before', times: 2 })
    it.fake.write('/nps', it.fake.person(1), it.fake.group(-1001, { members }))
    await it.settled()
    expect(new Set(it.invocations.map(({ user }) => user.standing))).toEqual(new Set(['member']))
    expect(seen(it, -1001)).toEqual(['Done.'])
  })

  test('polls that fail are made again, and nothing is lost', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push({ method: 'getUpdates', type: 'drop-after', times: 2 })
    it.fake.write('/nps', it.fake.person(1))
    await until(() => answers(it, 1).length === 1)
    await it.settled()
    expect(it.adapter.health()).toMatchObject({ state: 'running', lastError: null })
  })

  test('a start without a connection goes on trying', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    await it.adapter.stop()
    it.fake.faults.push({ method: 'getMe', type: 'drop-before', times: 1 })
    await it.restart()
    expect(it.adapter.health()).toMatchObject({ state: 'starting' })
    expect(it.adapter.health().lastError).not.toBeNull()
    await until(() => it.adapter.health().state === 'running')
  })
})

describe.skipIf(!hasSharedSpecs)('updates', () => {
  test('fault 31: that come a hundred times have one effect', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const ann = it.fake.person(1)
    for (let copy = 0; copy < 100; copy += 1) it.fake.write('/nps', ann, 1, {}, 700)
    await it.settled()
    expect(it.invocations).toHaveLength(1)
    expect(seen(it, 1)).toEqual(['Done.'])
  })

  test('fault 33: whose numbers jump back after a quiet week are taken like any other', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const ann = it.fake.person(1)
    for (const id of [1_000_000_000, 5, 6, 900_000_000, 4]) {
      it.fake.write('/nps', ann, 1, {}, id)
      await it.settled()
    }
    expect(it.invocations.map(({ eventId }) => eventId)).toEqual([
      '1000000000',
      '5',
      '6',
      '900000000',
      '4',
    ])
  })

  test('fault 6: are not confirmed before they are stored', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const { receive } = it.store.delivery
    let full = true
    it.store.delivery.receive = async (event) => {
      if (full) throw new Error('no room on the disk')
      return receive.call(it.store.delivery, event)
    }
    it.fake.write('/nps', it.fake.person(1))
    await until(() => it.adapter.health().state === 'failed')
    expect(it.fake.pending()).toHaveLength(1)
    full = false
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })

  test('fault 37: of forms that nobody foresaw hold up none of the others', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const ann = it.fake.person(1)
    it.fake.deliver({ purchased_paid_media: {} })
    it.fake.deliver({ message: { message_id: 1 } })
    it.fake.deliver({ message: { text: 5, from: null, chat: 'x' } })
    it.fake.deliver({ callback_query: { id: 1, data: {} } })
    it.fake.deliver({ message: { message_id: 1, chat: {}, from: ann, text: '/nps', entities: 3 } })
    it.fake.write('/nps', ann)
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })
})

describe.skipIf(!hasSharedSpecs)('one bot and two pollers', () => {
  test('fault 34: a conflict is told in health and ends nothing', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const body = { timeout: 1 }
    const poll = () =>
      fetch(`${it.fake.url}/bot${TOKEN}/getUpdates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await until(() => it.fake.countOf('getUpdates') > 0)
    await Promise.all([poll(), until(() => it.adapter.health().state === 'failed')])
    expect(it.adapter.health().lastError).toContain('409 Conflict')
    await until(() => it.adapter.health().state === 'running')
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })

  test('fault 34: who may not poll waits until it may', async () => {
    let may = false
    const it = await bot({
      answer: () => notice('Done.'),
      config: { mayPoll: async () => may },
    })
    it.fake.write('/nps', it.fake.person(1))
    expect(it.adapter.health().state).toBe('running')
    expect(it.fake.countOf('getUpdates')).toBe(0)
    may = true
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })
})

describe.skipIf(!hasSharedSpecs)('a token that is revoked', () => {
  test('fault 29: stops the bot, tells it once, and a new one answers what was left', async () => {
    const told: string[] = []
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const answer = async (): Promise<Reply> => {
      await held
      return notice('Done.')
    }
    const it = await bot({ answer, parts: { onUnauthorised: (detail) => void told.push(detail) } })
    it.fake.write('/nps', it.fake.person(1))
    await until(() => it.invocations.length === 1 && it.fake.pending().length === 0)
    const next = `${TOKEN}-next`
    it.fake.revokeToken(next)
    letGo()
    await until(() => told.length > 0 && it.adapter.health().state === 'failed')
    expect(it.adapter.health().lastError).toBe('unauthorised: 401 Unauthorized')
    expect(JSON.stringify(it.log)).not.toContain(TOKEN.slice(5))
    await it.restart({ token: { reveal: () => next } })
    await it.settled()
    expect(told).toHaveLength(1)
    expect(seen(it, 1)).toEqual(['Done.'])
  })
})

describe.skipIf(!hasSharedSpecs)('a server that is not Telegram’s own', () => {
  const LACKING = {
    type: 'answer',
    status: 404,
    body: { ok: false, error_code: 404, description: 'Not Found: method not found' },
  } as const

  test('and cannot put pictures into messages is answered in words', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'editMessageMedia', ...LACKING })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)).toHaveLength(1)
    expect(seen(it, 1)[0]).toContain('NPS 45.5')
    expect(it.adapter.health().state).toBe('running')
  })

  test('and cannot tell who is a member answers who writes in a group', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    const person = it.fake.person(1)
    it.fake.faults.push({ method: 'getChatMember', ...LACKING })
    it.fake.write('/nps', person, it.fake.group(-1001))
    await it.settled()
    expect(it.invocations[0]?.user.standing).toBe('member')
  })

  test('and fails with every picture says the words without it', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'editMessageMedia', type: 'answer', status: 500 })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)[0]).toContain('NPS 45.5')
  })

  test('and answers in the words of a proxy stops nothing', async () => {
    const it = await bot()
    const body = { message: 'Bad gateway' }
    for (const method of ['getUpdates', 'sendChatAction', 'editMessageMedia']) {
      it.fake.faults.push({ method, type: 'answer', status: 502, body, times: 1 })
    }
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(it.fake.sent(1)).toMatchObject([{ media: { type: 'photo' } }])
  })

  test('and holds no poll open is not asked without a pause', async () => {
    const it = await bot()
    it.fake.faults.push({
      method: 'getUpdates',
      type: 'answer',
      status: 200,
      body: { ok: true, result: [] },
    })
    const asked = () => it.fake.calls.filter(({ method }) => method === 'getUpdates').length
    await until(() => asked() > 2)
    const before = asked()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(asked() - before).toBeLessThanOrEqual(6)
  })
})

describe.skipIf(!hasSharedSpecs)('places that are no more', () => {
  async function lostTo(change: (it: Served) => void): Promise<string> {
    const dead: string[] = []
    const it = await bot({
      answer: () => {
        change(it)
        return notice('Done.')
      },
      parts: { onDead: (_, reason) => void dead.push(reason) },
    })
    it.fake.group(-1001, {
      topics: new Set([7]),
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    const topic = { message_thread_id: 7, is_topic_message: true }
    it.fake.write('/nps', it.fake.person(1), -1001, topic)
    await it.settled()
    return dead.join()
  }
  const group = (it: Served) => it.fake.world.chats.get(-1001)

  test('fault 30: a bot that was put out of the group is no member', async () => {
    expect(await lostTo((it) => group(it)?.members.set(4242, 'kicked'))).toBe('not-a-member')
  })

  test('fault 30: a group or a topic that was deleted is no place', async () => {
    expect(await lostTo((it) => it.fake.world.chats.delete(-1001))).toBe('no-such-place')
    await served?.close()
    expect(await lostTo((it) => group(it)?.topics.delete(7))).toBe('no-such-place')
  })

  test('fault 30: a person who blocked the bot', async () => {
    const dead: string[] = []
    const it = await bot({
      answer: () => {
        const chat = it.fake.world.chats.get(1)
        if (chat) chat.blocked = true
        return notice('Done.')
      },
      parts: { onDead: (_, reason) => void dead.push(reason) },
    })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(dead).toEqual(['blocked'])
  })

  test('fault 30: a group that was upgraded gets its answer under its new number', async () => {
    const it = await bot({
      answer: () => {
        it.fake.group(-100_200)
        const chat = it.fake.world.chats.get(-55)
        if (chat) chat.movedTo = -100_200
        return notice('Done.')
      },
    })
    const members = new Map([
      [4242, 'member'],
      [1, 'member'],
    ])
    it.fake.group(-55, { type: 'group', members })
    it.fake.write('/nps', it.fake.person(1), -55)
    await it.settled()
    expect(seen(it, -100_200)).toEqual(['Done.'])
  })
})

describe.skipIf(!hasSharedSpecs)('what Telegram does not take', () => {
  const refused = (description: string) => ({
    type: 'answer' as const,
    status: 400,
    body: { ok: false, error_code: 400, description: `Bad Request: ${description}` },
    times: 1,
  })

  test('HTML that it cannot read goes as plain words', async () => {
    const it = await bot({
      answer: () => notice('', { text: [{ text: '5 < 6 & more', style: 'strong' }] }),
    })
    it.fake.faults.push({ method: 'editMessageText', ...refused("can't parse entities: x") })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(it.fake.sent(1)).toMatchObject([{ text: '5 < 6 & more', entities: [] }])
  })

  test('a picture that it refuses gives way to the table', async () => {
    const it = await bot()
    it.fake.faults.push({ method: 'editMessageMedia', ...refused('PHOTO_INVALID_DIMENSIONS') })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)[0]).toContain('NPS 45.5')
    expect(seen(it, 1)[0]).toContain('Store 3')
  })

  test('fault 46: a chart that cannot be drawn gives way to the table', async () => {
    const render = async () => {
      throw new Error('the drawing process crashed')
    }
    const it = await bot({ charts: { render, close: async () => undefined } })
    it.fake.write('/nps', it.fake.person(1))
    await it.settled()
    expect(seen(it, 1)[0]).toContain('The chart could not be drawn')
    expect(seen(it, 1)[0]).toContain('Store 3')
  })

  test('a placeholder that somebody took away is replaced', async () => {
    const it = await bot({ answer: () => notice('Done.') })
    it.fake.faults.push({ method: 'editMessageText', type: 'drop-before', times: 1 })
    it.fake.write('/nps', it.fake.person(1))
    await until(() => it.fake.countOf('editMessageText') === 1)
    const [placeholder] = it.fake.sent(1)
    if (placeholder) placeholder.deleted = true
    await it.settled()
    expect(seen(it, 1)).toEqual(['Done.'])
  })
})

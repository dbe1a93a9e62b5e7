import { afterEach, describe, expect, test } from 'vitest'
import type { Reply } from '../../src/core/reply.ts'
import { hasSharedSpecs } from '../shared-specs.ts'
import { chartBlock, headline, notice, quote, report, table } from './replies.ts'
import { type Served, serve } from './served.ts'

let served: Served | undefined
afterEach(async () => {
  const mistakes = served?.fake.mistakes ?? []
  await served?.close()
  served = undefined
  expect(mistakes).toEqual([])
})

const CHART = report([headline('NPS 45.5'), chartBlock()])
const MISSING = notice('why needs to know what about.', {
  level: 'error',
  errorId: 'parse.missing_subject',
  suggestion: 'why nps last-week',
})

async function conversation(answer: Reply | ((line: string) => Reply)) {
  served = await serve({
    answer: ({ text }) => (typeof answer === 'function' ? answer(text) : answer),
  })
  return served
}

describe.skipIf(!hasSharedSpecs)('commands on Telegram', () => {
  test('a command in a private chat is answered by a picture with a caption', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1, { language_code: 'kk-KZ' })
    fake.write('/nps last week', ann)
    await settled()
    expect(invocations[0]).toMatchObject({
      platform: 'telegram',
      text: 'nps last week',
      locale: 'kk',
      user: { id: '1', name: 'Person 1', standing: 'member' },
      place: { channel: '1', thread: null, kind: 'direct', shared: false },
    })
    expect(fake.sent(1)).toMatchObject([{ media: { type: 'photo' }, silent: true, edits: 1 }])
    expect(fake.sent(1)[0]?.media?.caption).toContain('NPS 45.5')
  })

  test('plain words in a private chat are a command line, in any language', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    fake.write('nps прошлая неделя по магазинам', fake.person(1, { language_code: 'ru' }))
    await settled()
    expect(invocations[0]?.text).toBe('nps прошлая неделя по магазинам')
  })

  test('a group hears only commands for this bot and its own mention', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1)
    const group = fake.group(-1001, {
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    fake.write('/nps@cx_bot апта', ann, group)
    fake.write('/nps@other_bot', ann, group)
    fake.write('nps last week', ann, group)
    fake.write('@cx_bot csat', ann, group)
    fake.write('@other csat', ann, group)
    await settled()
    expect(invocations.map(({ text }) => text)).toEqual(['nps апта', 'csat'])
    expect(invocations[0]?.place).toMatchObject({ channel: '-1001', kind: 'channel' })
    expect(fake.sent(-1001)).toHaveLength(2)
  })

  test('a command may be the caption of a picture', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1)
    fake.write('', ann, 1, {
      text: undefined,
      caption: '/log slow delivery',
      caption_entities: [{ type: 'bot_command', offset: 0, length: 4 }],
      photo: [],
    })
    await settled()
    expect(invocations[0]?.text).toBe('log slow delivery')
  })

  test('a command as a reply points at the message that it replies to', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1)
    const group = fake.group(-1001, {
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    fake.write('/log', ann, group, {
      reply_to_message: {
        message_id: 77,
        date: 1_795_000_000,
        chat: { id: -1001, type: 'supergroup' },
        from: { id: 9, is_bot: false, first_name: 'Bea', last_name: 'K.' },
        text: 'The courier was late',
      },
    })
    await settled()
    expect(invocations[0]?.message).toEqual({
      id: '77',
      text: 'The courier was late',
      author: { id: '9', name: 'Bea K.' },
      at: 1_795_000_000,
      url: 'https://t.me/c/1/77',
      thread: null,
    })
  })

  test('an answer stays in the topic where it was asked, and the general topic has none', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1)
    const group = fake.group(-1001, {
      is_forum: true,
      topics: new Set([7]),
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    fake.write('/nps', ann, group, { message_thread_id: 7, is_topic_message: true })
    fake.write('/nps', ann, group, { message_thread_id: 1, is_topic_message: true })
    fake.write('/nps', ann, group, { message_thread_id: 55 })
    await settled()
    expect(invocations.map(({ place }) => place.thread)).toEqual(['7', null, null])
    expect(fake.sent(-1001).map(({ topic }) => topic)).toEqual([7, null, null])
  })

  test('T4: who speaks as a group or a channel is anonymous, and what was forwarded says so', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const ann = fake.person(1)
    const group = fake.group(-1001, {
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group' }
    fake.write('/nps', anonymous, group, { sender_chat: { id: -1001, type: 'supergroup' } })
    fake.write('/nps', ann, group, {
      forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'Eve' },
    })
    fake.write('/nps', ann, group, { via_bot: { id: 5, is_bot: true, first_name: 'Inline' } })
    await settled()
    expect(invocations.map(({ user }) => user.standing)).toEqual(['anonymous', 'member', 'member'])
    expect(invocations.map(({ forwarded }) => forwarded)).toEqual([undefined, true, true])
  })

  test('standing in a group is asked for at the time of the command, and kept for a minute', async () => {
    const statuses = { 1: 'administrator', 2: 'restricted', 3: 'left', 4: 'kicked' }
    const { fake, invocations, settled } = await conversation(CHART)
    const members = new Map<number, string>([[4242, 'member']])
    const group = fake.group(-1001, { members })
    for (const [id, status] of Object.entries(statuses)) {
      members.set(Number(id), status)
      const person = fake.person(Number(id))
      fake.write('/nps', person, group)
      fake.write('/nps', person, group)
    }
    fake.write('/nps', fake.person(5), group)
    await settled()
    const standings = invocations.map(({ user }) => `${user.id} ${user.standing}`)
    expect([...new Set(standings)].sort()).toEqual([
      '1 member',
      '2 guest',
      '3 external',
      '4 external',
      '5 external',
    ])
    expect(fake.countOf('getChatMember')).toBe(5)
  })

  test('a public group is read by others', async () => {
    const { fake, invocations, settled } = await conversation(CHART)
    const members = new Map([
      [4242, 'member'],
      [1, 'member'],
    ])
    fake.write('/nps', fake.person(1), fake.group(-1001, { username: 'fans', members }))
    await settled()
    expect(invocations[0]?.place.shared).toBe(true)
  })
})

describe.skipIf(!hasSharedSpecs)('answers for one person alone', () => {
  const members = new Map([
    [4242, 'member'],
    [1, 'member'],
  ])
  const QUOTES = report([{ type: 'quotes', quotes: [quote('Fast.')] }], {
    command: 'quotes',
    commandLine: 'quotes 2026-W46',
    view: 'text',
  })

  test('come as a direct message, and the group is told in one line', async () => {
    const { fake, settled } = await conversation(QUOTES)
    fake.write('/authors', fake.person(1), fake.group(-1001, { members }))
    await settled()
    expect(fake.sent(1)[0]?.text).toContain('Fast.')
    expect(fake.sent(-1001).map(({ text }) => text)).toEqual([
      '📬 The answer is in your private chat with me.',
    ])
  })

  test('wait behind a link where the person never opened a chat', async () => {
    const { fake, invocations, settled } = await conversation(QUOTES)
    const bob = fake.person(1, { open: false })
    fake.write('/authors', bob, fake.group(-1001, { members }))
    await settled()
    const [line] = fake.sent(-1001)
    expect(line?.text).toContain('only after you have opened a chat')
    const url = line?.keyboard[0]?.[0]?.url ?? ''
    expect(fake.sent(1)).toEqual([])

    const chat = fake.world.chats.get(1)
    if (chat) chat.open = true
    fake.write(`/start ${url.split('start=')[1]}`, bob)
    await settled()
    expect(invocations.at(-1)?.text).toBe('quotes 2026-W46')
    expect(fake.sent(1)[0]?.text).toContain('Fast.')
  })

  test('can be shared where they were asked for, in the same topic', async () => {
    const { fake, invocations, settled } = await conversation(QUOTES)
    const ann = fake.person(1)
    const group = fake.group(-1001, { members, topics: new Set([7]) })
    fake.write('/authors', ann, group, { message_thread_id: 7, is_topic_message: true })
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    fake.press(answer, 'Share here', ann)
    await settled()
    expect(invocations.at(-1)).toMatchObject({
      text: 'quotes 2026-W46',
      share: true,
      place: { channel: '-1001', thread: '7', kind: 'channel' },
      user: { id: '1', standing: 'member' },
    })
    expect(fake.sent(-1001).at(-1)).toMatchObject({ topic: 7 })
    expect(fake.sent(-1001).at(-1)?.text).toContain('Fast.')
    expect(fake.sent(-1001).at(-1)?.keyboard).toEqual([])
  })

  test('are not to be shared by who is not in that group', async () => {
    const { fake, invocations, settled } = await conversation(QUOTES)
    const ann = fake.person(1)
    fake.group(-1001, { members })
    fake.group(-1002, { members: new Map([[4242, 'member']]) })
    fake.write('/authors', ann, -1001)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    const data = answer.keyboard.flat().find(({ text }) => text === 'Share here')?.callback_data
    fake.pressData(answer, data?.replace('-1001', '-1002') ?? '', ann)
    await settled()
    expect(invocations.at(-1)?.user.standing).toBe('external')
  })

  test('a button of a notice concerns the group that it came from', async () => {
    const actions = [{ label: 'link here', command: 'link here' }]
    const { fake, invocations, settled } = await conversation((line) =>
      line === 'nps' ? notice('Not linked.', { level: 'error', actions }) : notice('Linked.'),
    )
    const ann = fake.person(1)
    const group = fake.group(-1001, { members, topics: new Set([7]) })
    fake.write('/nps', ann, group, { message_thread_id: 7, is_topic_message: true })
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    fake.press(answer, 'link here', ann)
    await settled()
    expect(invocations.at(-1)).toMatchObject({
      text: 'link here',
      place: { channel: '-1001', thread: '7', kind: 'channel' },
      user: { standing: 'member' },
    })
    expect(invocations.at(-1)?.share).toBeUndefined()
    expect(fake.sent(1).map(({ text }) => text)).toEqual(['⚠️ Not linked.', 'Linked.'])
  })

  test('a mistake in a group is told to its maker alone', async () => {
    const { fake, settled } = await conversation(notice('No such period.', { level: 'error' }))
    fake.write('/nps lst', fake.person(1), fake.group(-1001, { members }))
    await settled()
    expect(fake.sent(1).map(({ text }) => text)).toEqual(['⚠️ No such period.'])
    expect(fake.sent(-1001).map(({ text }) => text)).not.toContain('No such period')
  })
})

describe.skipIf(!hasSharedSpecs)('buttons', () => {
  const actions = {
    type: 'actions',
    actions: [
      { label: 'By store', command: 'nps 2026-W46 by store' },
      { label: 'Data (CSV)', command: 'nps 2026-W46 as csv' },
      { label: 'Long', command: `quotes 2026-W46 store:"${'Ж'.repeat(60)}"` },
      { label: 'Wrong', command: 'nps wrong' },
    ],
  } as const
  const answerTo = (line: string): Reply => {
    if (line.endsWith('as csv')) return report([table(3)], { view: 'csv' })
    if (line === 'nps wrong') return notice('No.', { level: 'error' })
    return report([headline(`About ${line}`), chartBlock(), actions])
  }

  test('put the new answer, with its picture, in place of the old one', async () => {
    const { fake, settled } = await conversation(answerTo)
    const ann = fake.person(1)
    fake.write('/nps', ann)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    const press = fake.press(answer, 'By store', ann)
    await settled()
    expect(fake.sent(1)).toHaveLength(1)
    expect(fake.sent(1)[0]?.media?.caption).toContain('About nps 2026-W46 by store')
    expect(fake.world.callbacks.get(press)).toEqual({ answered: true, text: null })
  })

  test('hold a key where the line is too long, which means the same line later', async () => {
    const { fake, invocations, settled } = await conversation(answerTo)
    const ann = fake.person(1)
    fake.write('/nps', ann)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    fake.press(answer, 'Long', ann)
    await settled()
    expect(invocations.at(-1)?.text).toBe(actions.actions[2].command)
  })

  test('leave the answer where it is for a file and for a mistake', async () => {
    const { fake, settled } = await conversation(answerTo)
    const ann = fake.person(1)
    fake.write('/nps', ann)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    fake.press(answer, 'Data (CSV)', ann)
    await settled()
    fake.press(answer, 'Wrong', ann)
    await settled()
    const [first, file, mistake] = fake.sent(1)
    expect(first?.media?.type).toBe('photo')
    expect(file?.media).toMatchObject({ type: 'document', name: 'nps.csv' })
    expect(file?.media?.bytes.toString()).toContain('"Store 1"')
    expect(file?.replyTo).toBe(first?.id)
    expect(mistake?.text).toBe('⚠️ No.')
  })

  test('open the next pages of a long table in place', async () => {
    const { fake, settled } = await conversation(() =>
      report([headline('Stores'), table(70)], { view: 'table', commandLine: 'stores as table' }),
    )
    const ann = fake.person(1)
    fake.write('/stores as table', ann)
    await settled()
    const page = () => fake.sent(1)[0]
    expect(page()?.text).toContain('Rows 1–30 of 70')
    for (const range of ['Rows 31–60 of 70', 'Rows 61–70 of 70']) {
      const shown = page()
      if (!shown) throw new Error('no page')
      fake.press(shown, /Next/, ann)
      await settled()
      expect(page()?.text).toContain(range)
    }
    expect(fake.sent(1)).toHaveLength(1)
    expect(
      page()
        ?.keyboard.flat()
        .map(({ text }) => text),
    ).toEqual(['‹ Back'])
  })

  test('a picture whose button leads to words leaves them below it', async () => {
    const { fake, settled } = await conversation((line) =>
      line.includes('store') ? report([headline('Words')]) : answerTo(line),
    )
    const ann = fake.person(1)
    fake.write('/nps', ann)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    fake.press(answer, 'By store', ann)
    await settled()
    expect(fake.sent(1).map(({ media, text }) => media?.type ?? text?.slice(0, 5))).toEqual([
      'photo',
      'Words',
    ])
  })

  test('in a group, a private answer is announced at once to who pressed', async () => {
    const quotes = { label: 'Authors', command: 'authors 2026-W46' }
    const { fake, settled } = await conversation((line) =>
      line.startsWith('authors')
        ? report([{ type: 'quotes', quotes: [quote('Late.')] }], { view: 'text' })
        : report([headline('NPS'), { type: 'actions', actions: [quotes] }]),
    )
    const ann = fake.person(1, { language_code: 'lt' })
    fake.group(-1001, {
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    fake.write('/nps', ann, -1001)
    await settled()
    const [answer] = fake.sent(-1001)
    if (!answer) throw new Error('no answer')
    const press = fake.press(answer, 'Authors', ann)
    await settled()
    expect(fake.world.callbacks.get(press)?.text).toBe(
      'Atsakymas ateis į jūsų asmeninį pokalbį su manimi.',
    )
    expect(fake.sent(1)[0]?.text).toContain('Late.')
    expect(fake.sent(-1001)).toHaveLength(1)
  })

  test('data that no button of ours has is answered and asks for nothing', async () => {
    const { fake, invocations, settled } = await conversation(answerTo)
    const ann = fake.person(1)
    fake.write('/nps', ann)
    await settled()
    const [answer] = fake.sent(1)
    if (!answer) throw new Error('no answer')
    const press = fake.pressData(answer, 'x:made up', ann)
    await settled()
    expect(fake.world.callbacks.get(press)?.answered).toBe(true)
    expect(invocations).toHaveLength(1)
  })
})

describe.skipIf(!hasSharedSpecs)('questions of the bot', () => {
  test('ask for what a command lacks, and take the reply as the rest of the line', async () => {
    const { fake, invocations, settled } = await conversation((line) =>
      line === 'why' ? MISSING : CHART,
    )
    const ann = fake.person(1)
    fake.group(-1001, {
      members: new Map([
        [4242, 'member'],
        [1, 'member'],
      ]),
    })
    fake.write('/why', ann, -1001)
    await settled()
    const [question] = fake.sent(-1001)
    expect(question).toMatchObject({ forceReply: true })
    expect(question?.text).toContain('/why nps last-week')
    if (!question) throw new Error('no question')
    fake.write('nps өткен апта', ann, -1001, { reply_to_message: fake.shown(question) })
    await settled()
    expect(invocations.at(-1)?.text).toBe('why nps өткен апта')
    expect(fake.sent(-1001).at(-1)?.media?.type).toBe('photo')
  })

  test('fill in a form field by field and submit it as one line', async () => {
    const form: Reply = {
      kind: 'form',
      locale: 'en',
      title: 'A new digest',
      command: 'digest create',
      fields: [
        { name: 'name', label: 'Its name', type: 'text', required: true },
        {
          name: 'days',
          label: 'On which days',
          type: 'choice',
          required: true,
          value: 'weekdays',
          choices: [
            { value: 'weekdays', label: 'Monday to Friday' },
            { value: 'daily', label: 'Every day' },
          ],
        },
        { name: 'note', label: 'A note', type: 'long-text', required: false },
      ],
    }
    const { fake, invocations, settled } = await conversation((line) =>
      line.includes(':') ? notice('Made.', { level: 'success' }) : form,
    )
    const ann = fake.person(1)
    fake.write('/digest create', ann)
    await settled()
    const answers = ['Mornings "early"', 'monthly', '2', '–']
    for (const answer of answers) {
      const question = fake.sent(1).at(-1)
      if (!question) throw new Error('no question')
      expect(question.forceReply).toBe(true)
      fake.write(answer, ann, 1, { reply_to_message: fake.shown(question) })
      await settled()
    }
    const preview = fake.sent(1).at(-1)
    if (!preview) throw new Error('no preview')
    expect(preview.text).toMatch(
      /^A new digest\n\nIts name: Mornings "early"\nOn which days: Every day\n\nIs this right\?/,
    )
    expect(invocations.every(({ text }) => text === 'digest create')).toBe(true)
    fake.press(preview, 'Do it', ann)
    await settled()
    expect(invocations.at(-1)?.text).toBe('digest create name:"Mornings \\"early\\"" days:daily')
    const heads = fake.sent(1).map(({ text }) => /\(\d\/\d\)/.exec(text ?? '')?.[0] ?? text)
    expect(heads.slice(0, 4)).toEqual(['(1/3)', '(2/3)', '(2/3)', '(3/3)'])
    expect(heads.at(-1)).toBe('✅ Made.')
  })
})

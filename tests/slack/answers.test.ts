import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { directPayload, mentionPayload, pressPayload, slashPayload } from '../fakes/slack/people.ts'
import type { FakeMessage } from '../fakes/slack/world.ts'
import { type Bench, connected, type SampleHost, sampleHost } from './bench.ts'

let sample: SampleHost
let bench: Bench
beforeAll(async () => {
  sample = await sampleHost()
})
afterAll(() => sample.close())
beforeEach(async () => {
  bench = await connected(sample.host)
})
afterEach(async () => {
  await bench.close()
  expect(bench.slack.violations).toEqual([])
})

const PNG = [0x89, 0x50, 0x4e, 0x47]

async function slash(line: string, where: Parameters<typeof slashPayload>[2] = {}) {
  const ack = await bench.slack.push('slash_commands', slashPayload(bench.slack, line, where))
  await bench.delivery.settled()
  return ack
}

async function press(message: FakeMessage, label: string) {
  await bench.slack.push('interactive', pressPayload(bench.slack, message, label))
  await bench.delivery.settled()
}

function blocksOf(message: FakeMessage | undefined): readonly string[] {
  return (message?.blocks ?? []).map(({ type }) => String(type))
}

test('a slash command is acknowledged with nothing and answered with a picture and a message', async () => {
  expect(await slash('/nps last-week')).toEqual({})
  const [picture, message] = bench.slack.world.seen('C1GENERAL')
  expect(picture?.text).toMatch(/^NPS, 9–15 Nov 2026: \*41\.4\* \(95% interval/)
  const file = bench.slack.world.files.get(picture?.file ?? '')
  expect([...(file?.bytes ?? [])].slice(0, 4)).toEqual(PNG)
  expect(file?.alt).toMatch(/^NPS 41\.4 .*Stacked bars\. 9–15 Nov 2026/)
  expect(message?.text).toMatch(/^NPS, 9–15 Nov 2026: 41\.4/)
  expect(blocksOf(message)).toEqual(['rich_text', 'data_table', 'context', 'actions'])
  expect(bench.slack.world.seen('C1GENERAL')).toHaveLength(2)
})

test('where the bot is no member the answer comes by the address for answers, with Slack’s own chart', async () => {
  await slash('/nps last-week', { channel: 'C2FAR' })
  const [first, second] = bench.slack.world.seen('C2FAR', 'someone else')
  expect(blocksOf(first)).toEqual(['rich_text', 'data_visualization'])
  expect(blocksOf(second)).toContain('actions')
})

test('a private answer is for the caller alone, with Slack’s own chart and table', async () => {
  await slash('/authors last month')
  expect(bench.slack.world.seen('C1GENERAL', 'someone else')).toEqual([])
  const [answer] = bench.slack.world.seen('C1GENERAL')
  expect(answer?.onlyFor).toBe('U1ANNA')
  expect(blocksOf(answer)).toEqual([
    'rich_text',
    'data_visualization',
    'data_table',
    'context',
    'actions',
  ])
})

test('a private answer without names can be shared, which leaves the private one as it is', async () => {
  await slash('/quotes detractors last-month')
  const [answer] = bench.slack.world.seen('C1GENERAL')
  expect(answer?.onlyFor).toBe('U1ANNA')
  if (!answer) throw new Error('no answer')
  await press(answer, 'Share here')
  const [shared] = bench.slack.world.seen('C1GENERAL', 'someone else')
  expect(shared?.text).toBe(answer.text)
  expect(answer.edits).toBe(0)
})

test('a press puts the new answer in the place of the old one', async () => {
  await slash('/nps last-week')
  const [, message] = bench.slack.world.seen('C1GENERAL')
  if (!message) throw new Error('no answer')
  await press(message, 'By store')
  expect(bench.slack.world.seen('C1GENERAL')).toHaveLength(2)
  expect(message.edits).toBe(1)
  expect(blocksOf(message)).toContain('data_visualization')
  expect(message.text).toMatch(/^NPS, 9–15 Nov 2026/)
})

test('a mention in a thread is answered in the thread, in the language of who asked', async () => {
  const payload = mentionPayload(bench.slack, 'please @cxbot nps прошлая неделя', {
    user: 'U2BORIS',
    thread: '1700000000.000100',
  })
  await bench.slack.push('events_api', payload)
  await bench.delivery.settled()
  const seen = bench.slack.world.seen('C1GENERAL')
  expect(seen.map(({ thread }) => thread)).toEqual(['1700000000.000100', '1700000000.000100'])
  expect(seen[0]?.text).toMatch(/NPS, 9–15 нояб/)
})

test('a plain line to the bot is answered there, with its picture', async () => {
  await bench.slack.push('events_api', directPayload(bench.slack, 'csat last month'))
  await bench.delivery.settled()
  const [picture, message] = bench.slack.world.seen('D1ANNA')
  expect(picture?.file).not.toBeNull()
  expect(message?.text).toMatch(/^CSAT, 1–31 Oct 2026/)
})

test('a mistake is told to its maker alone, with what would be right as a button', async () => {
  await slash('/cx nsp last-week')
  expect(bench.slack.world.seen('C1GENERAL', 'someone else')).toEqual([])
  const [notice] = bench.slack.world.seen('C1GENERAL')
  expect(notice?.text).toMatch(/There is no command “nsp”/)
  expect(blocksOf(notice)).toEqual(['rich_text', 'actions'])
  if (!notice) throw new Error('no notice')
  await press(notice, 'nps last-week')
  expect(notice.text).toMatch(/^NPS/)
})

test('the umbrella alone shows what can be asked', async () => {
  await slash('/cx')
  const [help] = bench.slack.world.seen('C1GENERAL')
  expect(blocksOf(help)[0]).toBe('header')
  expect(JSON.stringify(help?.blocks)).toContain('Would customers recommend us')
})

test('data come as a file, and from a private question into the direct messages', async () => {
  await slash('/nps last-week as csv')
  const [file] = bench.slack.world.seen('C1GENERAL')
  const kept = bench.slack.world.files.get(file?.file ?? '')
  expect(kept?.bytes?.toString('utf8')).toMatch(/^\uFEFF"Answer","Answers","Share"\r\n/)
  expect(kept?.alt).toBeNull()
  await slash('/authors last month as csv')
  expect(bench.slack.world.seen('D1ANNA').map((each) => each.file === null)).toEqual([false])
  expect(bench.slack.world.seen('C1GENERAL').at(-1)?.text).toMatch(/direct messages/)
})

test('a private command in the conversation with the bot stays there, and elsewhere among two is seen by one', async () => {
  await slash('/define nps', { channel: 'D1ANNA' })
  expect(bench.slack.world.seen('D1ANNA', 'someone else')).toHaveLength(1)
  bench.slack.world.channel('D9FRIENDS', { kind: 'im', invisible: true })
  await slash('/define nps', { channel: 'D9FRIENDS' })
  expect(bench.slack.world.seen('D9FRIENDS').map(({ onlyFor }) => onlyFor)).toEqual(['U1ANNA'])
})

test('a lost answer in the conversation with the bot is found again', async () => {
  bench.slack.faults.push({ on: 'chat.postMessage', how: { type: 'drop', applied: true } })
  await slash('/define nps', { channel: 'D1ANNA' })
  expect(bench.slack.world.seen('D1ANNA')).toHaveLength(1)
})

test('a table that is longer than Slack takes is read page by page, in place', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => [`Store ${index}`, index])
  const { host } = bench.delivery
  const answer = host.answer.bind(host)
  Object.assign(host, {
    answer: async (invocation: Parameters<typeof answer>[0]) => {
      const reply = await answer(invocation)
      if (reply.kind !== 'report') return reply
      const columns = [
        { key: 'store', label: 'Store', format: 'text' },
        { key: 'n', label: 'n', format: 'count' },
      ]
      return { ...reply, view: 'table', blocks: [{ type: 'table', columns, rows }] }
    },
  })
  await slash('/nps last-week as table')
  const [message] = bench.slack.world.seen('C1GENERAL')
  if (!message) throw new Error('no answer')
  expect(JSON.stringify(message.blocks)).toContain('Page 1 of 3')
  await press(message, 'Next ›')
  await press(message, 'Next ›')
  expect(JSON.stringify(message.blocks)).toContain('Page 3 of 3')
  expect(JSON.stringify(message.blocks)).toContain('Store 249')
  await press(message, '‹ Back')
  expect(JSON.stringify(message.blocks)).toContain('Page 2 of 3')
  expect(message.edits).toBe(3)
})

test.each([
  [
    'nps last-week',
    /^NPS 41\.4 .*Stacked bars\. 9–15 Nov 2026 \(133 answers\)/,
    /^NPS 41,4 .*Составные полосы/,
  ],
  [
    'nps this-year by month',
    /^NPS by month\. Line over 11 points/,
    /^NPS в динамике.*Линия из 11 точек/,
  ],
  [
    'csat last-month by store',
    /^CSAT by store\. 8 groups .* 80\.0%/,
    /^CSAT в разрезе: магазин\. 8 групп/,
  ],
])(
  'the picture of “%s” says in words what it shows, in the language of its reader',
  async (line, ...said) => {
    for (const user of ['U1ANNA', 'U2BORIS']) await slash(`/${line}`, { user })
    const alts = [...bench.slack.world.files.values()].map(({ alt }) => alt)
    expect(alts).toEqual(said.map((words) => expect.stringMatching(words)))
  },
)

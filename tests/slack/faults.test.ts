import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { pressPayload, slashPayload } from '../fakes/slack/people.ts'
import type { Fault } from '../fakes/slack/server.ts'
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

const LOST: Fault['how'] = { type: 'drop', applied: true }
const BROKEN: Fault['how'] = { type: 'drop', applied: false }

async function slash(line: string, where: Parameters<typeof slashPayload>[2] = {}) {
  await bench.slack.push('slash_commands', slashPayload(bench.slack, line, where))
  await bench.delivery.settled()
}

function fail(on: string | RegExp, how: Fault['how'], times = 1): void {
  bench.slack.faults.push({ on, how, times })
}

const seen = (channel = 'C1GENERAL', user = 'U1ANNA') => bench.slack.world.seen(channel, user)
const outcomes = () => bench.delivery.outcomes.map(({ type }) => type)
const files = () => [...bench.slack.world.files.values()]

test.each([
  ['a connection that breaks after the message was posted', LOST],
  ['a 500 after the message was posted', { type: 'status', status: 500, applied: true } as const],
  ['a connection that breaks before', BROKEN],
  ['a 503 before', { type: 'status', status: 503 } as const],
])('fault 25: %s: the message is there once', async (_, how) => {
  fail('chat.postMessage', how)
  await slash('/nps last-week as table')
  expect(seen()).toHaveLength(1)
  expect(outcomes()).toEqual(['sent'])
})

test('fault 25: each message of a storm of lost answers is there once', async () => {
  fail('chat.postMessage', LOST, 4)
  for (const metric of ['nps', 'csat', 'ces', 'rating']) await slash(`/${metric} all as table`)
  expect(seen()).toHaveLength(4)
})

test.each([
  ['the place for the file is not given', 'files.getUploadURLExternal'],
  ['the bytes do not arrive', 'upload'],
  ['the last step is not made', 'files.completeUploadExternal'],
])('fault 24: a connection that breaks when %s: the picture is there once', async (_, on) => {
  fail(on, BROKEN)
  await slash('/nps last-week')
  expect(seen().filter(({ file }) => file !== null)).toHaveLength(1)
  expect(seen()).toHaveLength(2)
})

test('fault 25: an answer that is lost after the last step is found again by the file', async () => {
  fail('files.completeUploadExternal', LOST)
  await slash('/nps last-week')
  expect(seen().filter(({ file }) => file !== null)).toHaveLength(1)
  expect(files()).toHaveLength(1)
  expect(bench.slack.methodCalls('files.completeUploadExternal')).toHaveLength(1)
})

test('fault 24: a file whose bytes are there is shown without being uploaded again', async () => {
  fail('files.completeUploadExternal', BROKEN, 2)
  await slash('/nps last-week')
  expect(files()).toHaveLength(1)
  expect(bench.slack.methodCalls('upload')).toHaveLength(1)
})

test('fault 25: an answer by the address for answers that is lost is replaced, not doubled', async () => {
  fail('response', LOST)
  await slash('/define nps')
  expect(seen()).toHaveLength(1)
  expect(seen()[0]?.edits).toBe(1)
})

test('where the history may not be read a lost answer is said again rather than never', async () => {
  fail('chat.postMessage', BROKEN)
  fail('conversations.history', { type: 'refuse', error: 'missing_scope' }, 2)
  await slash('/nps last-week as table')
  expect(seen()).toHaveLength(1)
})

test('fault 25: an edit that is lost is made again', async () => {
  await slash('/nps last-week as table')
  const [message] = seen()
  if (!message) throw new Error('no answer')
  fail('response', LOST)
  await bench.slack.push('interactive', pressPayload(bench.slack, message, 'By store'))
  await bench.delivery.settled()
  expect(seen()).toHaveLength(1)
  expect(outcomes()).toEqual(['sent', 'sent'])
})

test('a press after the address has expired edits the message itself', async () => {
  await slash('/nps last-week as table')
  const [message] = seen()
  if (!message) throw new Error('no answer')
  const payload = pressPayload(bench.slack, message, 'By store')
  for (const response of bench.slack.world.responses.values()) response.open = false
  await bench.slack.push('interactive', payload)
  await bench.delivery.settled()
  expect(message.edits).toBe(1)
  expect(bench.slack.methodCalls('chat.update')).toHaveLength(1)
})

test('a private answer after the address has expired comes as an ephemeral message', async () => {
  const payload = slashPayload(bench.slack, '/define nps')
  for (const response of bench.slack.world.responses.values()) response.open = false
  await bench.slack.push('slash_commands', payload)
  await bench.delivery.settled()
  expect(seen().map(({ onlyFor }) => onlyFor)).toEqual(['U1ANNA'])
  expect(bench.slack.methodCalls('chat.postEphemeral')).toHaveLength(1)
})

test('a private answer in a place that the bot does not see comes as a direct message', async () => {
  bench.slack.world.channel('G9SECRET', { invisible: true, member: false })
  const payload = slashPayload(bench.slack, '/define nps', { channel: 'G9SECRET' })
  for (const response of bench.slack.world.responses.values()) response.open = false
  await bench.slack.push('slash_commands', payload)
  await bench.delivery.settled()
  expect(seen('D1ANNA')).toHaveLength(1)
})

test('fault 27: a 429 is waited out, and the place is not asked before', async () => {
  fail('chat.postMessage', { type: 'rate-limit', retryAfter: '1' })
  await slash('/nps last-week as table')
  expect(seen()).toHaveLength(1)
  expect(bench.slack.methodCalls('chat.postMessage')).toHaveLength(2)
})

test('fault 27: another place is not held up by a limited one', async () => {
  bench.slack.world.channel('C3OTHER')
  bench.slack.faults.push({
    on: 'chat.postMessage',
    how: { type: 'rate-limit', retryAfter: '60' },
    channel: 'C1GENERAL',
  })
  const part = (channel: string) => {
    const at = Math.floor(Date.now() / 1000) as EpochSeconds
    const reply = {
      kind: 'notice',
      level: 'information',
      locale: 'en',
      text: [{ text: 'x' }],
      actions: [],
    } as const
    const context = {
      now: at,
      locale: 'en',
      audience: 'channel',
      keyPrefix: channel,
      giveUpAt: at,
    } as const
    const [made] = bench.adapter.encode(
      reply,
      { type: 'place', channel, thread: null },
      context,
    ).parts
    if (!made) throw new Error('no part')
    return { ...made, fence: 1, attempts: 0, doubtful: false, firstAttemptAt: at, memo: null }
  }
  const note = async () => true
  const limited = { type: 'rate-limited', retryAfterSeconds: 60, scope: 'place' }
  expect(await bench.adapter.send(part('C1GENERAL'), note)).toEqual(limited)
  expect(await bench.adapter.send(part('C1GENERAL'), note)).toMatchObject({ type: 'rate-limited' })
  expect(await bench.adapter.send(part('C3OTHER'), note)).toMatchObject({ type: 'sent' })
  expect(bench.slack.methodCalls('chat.postMessage')).toHaveLength(2)
})

test('fault 27: a 429 that does not say how long is waited out for a while', async () => {
  fail('chat.postMessage', { type: 'rate-limit', retryAfter: null })
  const sent = bench.delivery.send.bind(bench.delivery)
  bench.delivery.send = async (part) => {
    const claimed = { fence: 1, attempts: 0, doubtful: false, memo: null }
    const firstAttemptAt = part.notBefore
    return bench.adapter.send({ ...part, ...claimed, firstAttemptAt }, async () => true)
  }
  await slash('/nps last-week as table')
  expect(bench.delivery.outcomes).toEqual([
    { type: 'rate-limited', retryAfterSeconds: 30, scope: 'place' },
  ])
  bench.delivery.send = sent
})

test('fault 29: a token that is revoked stops the platform, and a new one starts it in the same process', async () => {
  bench.slack.botToken = 'xoxb-new'
  await bench.delivery
    .send({
      key: 'd:1:0',
      platform: 'slack',
      bot: 'U0CXBOT',
      place: 'C1GENERAL',
      notBefore: 0 as EpochSeconds,
      giveUpAt: 0 as EpochSeconds,
      payload: JSON.stringify({
        kind: 'message',
        to: {
          channel: 'C1GENERAL',
          thread: null,
          user: null,
          hidden: false,
          response: null,
          edit: null,
        },
        message: { text: 'x', blocks: [] },
      }),
    })
    .then((outcome) => expect(outcome).toEqual({ type: 'unauthorised', detail: 'invalid_auth' }))
  expect(bench.adapter.health()).toMatchObject({ state: 'failed', lastError: 'invalid_auth' })
  await bench.adapter.stop()
  await bench.close()
  bench = await connected(sample.host)
  await slash('/define nps')
  expect(seen()).toHaveLength(1)
})

test('fault 29: the app’s removal stops the platform', async () => {
  await bench.slack.push('events_api', {
    type: 'event_callback',
    event_id: 'Ev9',
    event: { type: 'tokens_revoked', tokens: { bot: ['U0CXBOT'] } },
  })
  expect(bench.adapter.health()).toMatchObject({ state: 'failed', lastError: 'token_revoked' })
})

test.each([
  ['is_archived', { archived: true }, 'no-such-place'],
  ['channel_not_found', { invisible: true }, 'no-such-place'],
  ['not_in_channel', { member: false }, 'not-a-member'],
])(
  'fault 30: a digest into a place that answers %s can never be delivered',
  async (detail, facts, reason) => {
    bench.slack.world.channel('C7LOST', facts)
    const reply = await sample.host.answer({
      platform: 'console',
      eventId: 'd',
      workspace: '',
      user: { id: 'x', name: 'x', standing: 'member', groups: [] },
      place: { community: null, channel: 'x', thread: null, kind: 'channel', shared: false },
      text: 'nps last-week',
      at: 0 as EpochSeconds,
      locale: null,
      zone: null,
    })
    await bench.delivery.deliver(reply, 'channel', {
      type: 'place',
      channel: 'C7LOST',
      thread: null,
    })
    expect(bench.delivery.outcomes).toEqual([
      { type: 'undeliverable', reason, detail },
      { type: 'undeliverable', reason, detail },
    ])
  },
)

test('where files are not allowed the answer comes with Slack’s own chart', async () => {
  fail('files.getUploadURLExternal', { type: 'refuse', error: 'file_uploads_disabled' })
  await slash('/nps last-week')
  expect(seen().map(({ file }) => file)).toEqual([null, null])
  expect(seen()[0]?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'data_visualization'])
})

test('a workspace without Slack’s own tables and charts gets them as text', async () => {
  fail('chat.postMessage', { type: 'refuse', error: 'invalid_blocks' })
  await slash('/nps last-week as table')
  const kinds = seen()[0]?.blocks.map(({ type }) => type) ?? []
  expect(kinds).not.toContain('data_table')
  expect(JSON.stringify(seen()[0]?.blocks)).toContain('rich_text_preformatted')
})

test('a message that is refused in every form comes as words', async () => {
  fail('chat.postMessage', { type: 'refuse', error: 'msg_too_long' }, 2)
  await slash('/nps last-week as table')
  expect(seen()[0]?.blocks).toEqual([])
  expect(seen()[0]?.text).toMatch(/^NPS/)
})

test('fault 26: a server that never answers is given up, and the message is there once', async () => {
  fail('chat.postMessage', { type: 'hang' })
  await slash('/nps last-week as table')
  expect(seen()).toHaveLength(1)
})

test('fault 46: a chart that cannot be drawn is said with Slack’s own', async () => {
  const { charts } = bench.delivery.host
  Object.assign(bench.delivery.host, {
    charts: { ...charts, render: () => Promise.reject(new Error('no canvas')) },
  })
  await slash('/nps last-week')
  expect(seen().map(({ file }) => file)).toEqual([null, null])
})

test('T18: no log holds a token, an address for answers or a customer’s words', async () => {
  fail('chat.postMessage', LOST)
  fail('files.getUploadURLExternal', { type: 'refuse', error: 'file_uploads_disabled' })
  await slash('/nps store:"Secret Street"')
  await slash('/nps last-week')
  const log = bench.delivery.logged.join('\n')
  expect(log).not.toMatch(/xoxb|xapp|Secret Street|\/response\//)
})

test('a late answer says what was asked and when, where it was asked', async () => {
  bench.delivery.late = true
  await slash('/nps last-week as table')
  await slash('/define nps')
  const [shown] = seen('C1GENERAL', 'someone else')
  expect(JSON.stringify(shown?.blocks[0])).toMatch(
    /Answer to “\/nps last-week as table”, asked .*"date"/,
  )
  expect(seen('D1ANNA')).toHaveLength(1)
  expect(bench.slack.methodCalls('response')).toHaveLength(0)
})

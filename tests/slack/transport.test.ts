import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { mentionPayload, pressPayload, slashPayload } from '../fakes/slack/people.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { type Bench, configOf, connected, type SampleHost, sampleHost, until } from './bench.ts'
import { TinyDelivery } from './tiny-delivery.ts'

let sample: SampleHost
let bench: Bench | undefined
beforeAll(async () => {
  sample = await sampleHost()
})
afterAll(() => sample.close())
afterEach(async () => {
  await bench?.close()
  bench = undefined
})

const SECRET = 'shh-8f742231b10e'
const hidden = (value: string) => ({ reveal: () => value })

async function overSocket(): Promise<Bench> {
  bench = await connected(sample.host)
  return bench
}

async function overHttp(): Promise<Bench & { readonly url: string }> {
  bench = await connected(sample.host, {
    config: { signingSecret: hidden(SECRET), appToken: null, port: 0, host: '127.0.0.1' },
  })
  return { ...bench, url: `http://127.0.0.1:${bench.adapter.port()}/slack/events` }
}

function signed(body: string, secondsAway = 0, secret = SECRET): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1000) + secondsAway)
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${signature}` }
}

function asForm(payload: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(
    Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
}

async function call(url: string, body: string, headers: Record<string, string>, type = 'json') {
  const contentType = type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return fetch(url, { method: 'POST', body, headers: { ...headers, 'content-type': contentType } })
}

test('an event is in the inbox before it is acknowledged', async () => {
  const { delivery, slack } = await overSocket()
  let stored = false
  delivery.beforeReceive = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(slack.acks).toEqual([])
    stored = true
  }
  await slack.push('slash_commands', slashPayload(slack, '/define nps'))
  expect(stored).toBe(true)
  expect(slack.acks).toHaveLength(1)
})

test('fault 31: an event that comes a hundred times, on both connections, is answered once', async () => {
  const { delivery, slack } = await overSocket()
  const payload = mentionPayload(slack, '@cxbot define nps')
  const pushes = Array.from({ length: 100 }, () => slack.push('events_api', payload))
  await Promise.all(pushes)
  await delivery.settled()
  expect(slack.acks).toHaveLength(100)
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
})

test('fault 6: a command that cannot be stored is refused where its maker sees it', async () => {
  const { delivery, slack } = await overSocket()
  delivery.beforeReceive = () => Promise.reject(new Error('disk full'))
  const ack = await slack.push('slash_commands', slashPayload(slack, '/nps last-week'))
  expect(ack).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('could not be stored'),
  })
})

test('fault 6: a mention that cannot be stored is not acknowledged, and comes again', async () => {
  const { delivery, slack } = await overSocket()
  delivery.beforeReceive = () => Promise.reject(new Error('disk full'))
  const payload = mentionPayload(slack, '@cxbot define nps')
  expect(await slack.push('events_api', payload, { wait: 300 })).toBeUndefined()
  delivery.beforeReceive = async () => {}
  await slack.push('events_api', payload)
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
})

test('fault 6: a press that cannot be stored is told to its maker, and the message stays', async () => {
  const { delivery, slack } = await overSocket()
  await slack.push('slash_commands', slashPayload(slack, '/define nps'))
  await delivery.settled()
  const [answer] = slack.world.seen('C1GENERAL')
  if (!answer) throw new Error('no answer')
  delivery.beforeReceive = () => Promise.reject(new Error('disk full'))
  await slack.push('interactive', pressPayload(slack, answer, 'nps'))
  await until(() => slack.world.seen('C1GENERAL').length === 2)
  expect(answer.edits).toBe(0)
})

test('fault 15: a store that hangs does not hold up the acknowledgement', async () => {
  const { delivery, slack } = await overSocket()
  delivery.beforeReceive = () => new Promise(() => {})
  const ack = await slack.push('slash_commands', slashPayload(slack, '/nps last-week'))
  expect(ack).toMatchObject({ response_type: 'ephemeral' })
})

test('fault 35: while Slack refreshes a connection nothing is lost', async () => {
  const { delivery, slack } = await overSocket()
  const [old] = slack.sockets
  if (!old) throw new Error('no connection')
  old.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
  const payload = mentionPayload(slack, '@cxbot define nps')
  expect(await slack.push('events_api', payload, { socket: old })).toBeDefined()
  await until(() => slack.sockets.length >= 3)
  old.close()
  await until(() => slack.sockets.length === 2)
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
})

test('fault 35: a connection that breaks is made anew while the other one works', async () => {
  const { adapter, delivery, slack } = await overSocket()
  slack.sockets[0]?.terminate()
  await until(() => slack.sockets.length === 1)
  await slack.push('events_api', mentionPayload(slack, '@cxbot define nps'))
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
  await until(() => slack.sockets.length === 2)
  expect(adapter.health().state).toBe('running')
})

test('fault 35: when all connections break the bot comes back by itself', async () => {
  const { adapter, delivery, slack } = await overSocket()
  slack.faults.push({ on: 'apps.connections.open', times: 3, how: { type: 'status', status: 503 } })
  for (const socket of [...slack.sockets]) socket.terminate()
  await until(() => slack.sockets.length === 0)
  await until(() => slack.sockets.length === 2)
  await slack.push('events_api', mentionPayload(slack, '@cxbot define nps'))
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
  expect(adapter.health()).toMatchObject({ state: 'running', lastError: null })
})

test('fault 37: frames that nobody knows are passed over', async () => {
  const { delivery, slack } = await overSocket()
  for (const frame of ['not json', '[]', '{"type":"unheard-of"}', '{"type":"disconnect']) {
    slack.sockets[0]?.send(frame)
  }
  await slack.push('events_api', { type: 'event_callback', event: null }, { wait: 200 })
  await slack.push('events_api', mentionPayload(slack, '@cxbot define nps'))
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
})

test('what bots and the bot itself say is not answered', async () => {
  const { delivery, slack } = await overSocket()
  const { event, ...rest } = mentionPayload(slack, '@cxbot nps')
  await slack.push('events_api', { ...rest, event: { ...event, bot_id: 'B1' } })
  await slack.push('events_api', { ...rest, event: { ...event, user: 'U0CXBOT' } })
  await slack.push('events_api', { ...rest, event: { ...event, subtype: 'message_changed' } })
  await delivery.settled()
  expect(slack.world.messages).toEqual([])
})

test('a token that Slack refuses stops the start', async () => {
  const slack = await new FakeSlack().start()
  for (const config of [{ botToken: hidden('xoxb-wrong') }]) {
    const adapter = createSlackAdapter(configOf(slack, config))
    const delivery = new TinyDelivery(adapter, sample.host)
    await expect(adapter.start(delivery.host)).rejects.toThrow('invalid_auth')
    expect(adapter.health()).toMatchObject({ state: 'failed' })
    expect(JSON.stringify(delivery.logged)).not.toContain('xoxb')
    await adapter.stop()
  }
  await slack.stop()
})

test('an app token that Slack refuses fails the platform', async () => {
  const slack = await new FakeSlack().start()
  const adapter = createSlackAdapter(configOf(slack, { appToken: hidden('xapp-wrong') }))
  const delivery = new TinyDelivery(adapter, sample.host)
  await adapter.start(delivery.host)
  await until(() => adapter.health().state === 'failed')
  await adapter.stop()
  await slack.stop()
})

test('while Slack cannot be reached the start goes on trying', async () => {
  const slack = await new FakeSlack().start()
  slack.faults.push({ on: 'auth.test', times: 2, how: { type: 'drop', applied: false } })
  const adapter = createSlackAdapter(configOf(slack), { startMilliseconds: 20 })
  const delivery = new TinyDelivery(adapter, sample.host)
  await adapter.start(delivery.host)
  expect(adapter.bot).toBe('U0CXBOT')
  await adapter.stop()
  await slack.stop()
})

test('signed requests are answered like those of a socket', async () => {
  const { delivery, slack, url } = await overHttp()
  const body = asForm(slashPayload(slack, '/define nps'))
  const response = await call(url, body, signed(body), 'form')
  expect([response.status, await response.text()]).toEqual([200, ''])
  const payload = JSON.stringify(mentionPayload(slack, '@cxbot define csat'))
  expect((await call(url, payload, signed(payload))).status).toBe(200)
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(2)
  const [answer] = slack.world.seen('C1GENERAL')
  if (!answer) throw new Error('no answer')
  const press = asForm({ payload: JSON.stringify(pressPayload(slack, answer, 'nps')) })
  expect((await call(url, press, signed(press), 'form')).status).toBe(200)
  await delivery.settled()
  expect(answer.edits).toBe(1)
})

test('the address is confirmed to Slack', async () => {
  const { url } = await overHttp()
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' })
  expect(await (await call(url, body, signed(body))).json()).toEqual({ challenge: 'c-1' })
})

test('T21: requests that are not Slack’s own are turned away', async () => {
  const { delivery, slack, url } = await overHttp()
  const body = asForm(slashPayload(slack, '/define nps'))
  const right = signed(body)
  const wrong: [string, Record<string, string>][] = [
    ['no signature', {}],
    ['no time', { 'x-slack-signature': right['x-slack-signature'] ?? '' }],
    ['another secret', signed(body, 0, 'other')],
    ['another body', signed(`${body}&x=1`)],
    ['six minutes ago', signed(body, -360)],
    ['in six minutes', signed(body, 360)],
    ['an empty signature', { ...right, 'x-slack-signature': '' }],
    [
      'another version',
      { ...right, 'x-slack-signature': right['x-slack-signature']?.replace('v0', 'v1') ?? '' },
    ],
    ['no number', { ...right, 'x-slack-request-timestamp': 'now' }],
    ['a negative time', { ...right, 'x-slack-request-timestamp': '-5' }],
    ['an endless number', { ...right, 'x-slack-request-timestamp': '9'.repeat(30) }],
    ['a shorter signature', { ...right, 'x-slack-signature': 'v0=00' }],
  ]
  for (const [what, headers] of wrong) {
    expect([what, (await call(url, body, headers, 'form')).status]).toEqual([what, 401])
  }
  expect((await fetch(url)).status).toBe(404)
  expect((await call(url, 'x'.repeat(1_000_001), right)).status).toBe(413)
  expect((await call(url, 'no json', signed('no json'))).status).toBe(400)
  await delivery.settled()
  expect(slack.world.messages).toEqual([])
})

test('T21: a request that is played back is answered once', async () => {
  const { delivery, slack, url } = await overHttp()
  const body = asForm(slashPayload(slack, '/define nps'))
  const headers = signed(body)
  for (let times = 0; times < 5; times += 1) await call(url, body, headers, 'form')
  await delivery.settled()
  expect(slack.world.seen('C1GENERAL')).toHaveLength(1)
})

test('fault 6: an event over HTTP that cannot be stored is not acknowledged', async () => {
  const { delivery, slack, url } = await overHttp()
  delivery.beforeReceive = () => Promise.reject(new Error('disk full'))
  const event = JSON.stringify(mentionPayload(slack, '@cxbot define nps'))
  expect((await call(url, event, signed(event))).status).toBe(503)
  const command = asForm(slashPayload(slack, '/define nps'))
  const refused = await call(url, command, signed(command), 'form')
  expect(refused.status).toBe(200)
  expect(await refused.json()).toMatchObject({ response_type: 'ephemeral' })
})

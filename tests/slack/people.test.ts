import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Form, Reply } from '../../src/core/reply.ts'
import {
  mentionPayload,
  pressPayload,
  shortcutPayload,
  slashPayload,
  submissionPayload,
} from '../fakes/slack/people.ts'
import { TEAM } from '../fakes/slack/world.ts'
import { type Bench, connected, type SampleHost, sampleHost, until } from './bench.ts'

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

async function asked(line: string, where: Parameters<typeof slashPayload>[2] = {}) {
  await bench.slack.push('slash_commands', slashPayload(bench.slack, line, where))
  await bench.delivery.settled()
  return bench.delivery.invocations.at(-1)
}

describe('who asks and where', () => {
  test('a member of the workspace, with the groups they are in and their language', async () => {
    bench.slack.world.groups.set('S1CARE', ['U2BORIS'])
    const invocation = await asked('/define nps', { user: 'U2BORIS' })
    expect(invocation).toMatchObject({
      platform: 'slack',
      user: { id: 'U2BORIS', name: 'boris', standing: 'member', groups: ['S1CARE'] },
      place: {
        community: TEAM,
        channel: 'C1GENERAL',
        thread: null,
        kind: 'channel',
        shared: false,
      },
      text: 'define nps',
      locale: 'ru',
    })
  })

  test.each([
    ['a guest', { restricted: true }, 'guest'],
    ['someone of another organisation', { team: 'T9ELSE' }, 'external'],
    ['a stranger', { stranger: true }, 'external'],
    ['a bot', { bot: true }, 'bot'],
  ])('T2: %s is known as what they are', async (_, facts, standing) => {
    bench.slack.world.user('U5OTHER', facts)
    expect((await asked('/define nps', { user: 'U5OTHER' }))?.user.standing).toBe(standing)
  })

  test('T2: someone whom Slack does not show counts as external', async () => {
    expect((await asked('/define nps', { user: 'U404' }))?.user.standing).toBe('external')
  })

  test('a workspace without user groups has none', async () => {
    bench.slack.faults.push({
      on: 'usergroups.list',
      how: { type: 'refuse', error: 'missing_scope' },
    })
    expect((await asked('/define nps'))?.user).toMatchObject({ standing: 'member', groups: [] })
  })

  test('T7: a channel that other organisations read is known as shared', async () => {
    bench.slack.world.channel('C5SHARED', { shared: true })
    expect((await asked('/define nps', { channel: 'C5SHARED' }))?.place.shared).toBe(true)
  })

  test('a place that the bot does not see may be shared for all it knows', async () => {
    bench.slack.world.channel('G5HIDDEN', { invisible: true })
    expect((await asked('/define nps', { channel: 'G5HIDDEN' }))?.place.shared).toBe(true)
  })

  test('Slack is asked about a person once a minute', async () => {
    await asked('/define nps')
    await asked('/define csat')
    expect(bench.slack.methodCalls('users.info')).toHaveLength(1)
    expect(bench.slack.methodCalls('usergroups.list')).toHaveLength(1)
  })

  test('what Slack could not say is asked again', async () => {
    bench.slack.faults.push({ on: 'users.info', how: { type: 'status', status: 500 } })
    await bench.slack.push('slash_commands', slashPayload(bench.slack, '/define nps'))
    await expect(bench.delivery.settled()).rejects.toThrow('slack')
    const [event] = bench.delivery.events.values()
    if (!event) throw new Error('no event')
    expect(await bench.adapter.decode(event)).toMatchObject({ user: { standing: 'member' } })
    Object.assign(bench.delivery, { settled: async () => {} })
  })

  test('the facts of a place for digests', async () => {
    bench.slack.world.channel('C6GONE', { archived: true })
    expect(await bench.adapter.place('C1GENERAL', null)).toEqual({
      community: TEAM,
      channel: 'C1GENERAL',
      thread: null,
      kind: 'channel',
      shared: false,
      name: 'general',
      member: true,
    })
    expect(await bench.adapter.place('C2FAR', null)).toMatchObject({ member: false })
    expect(await bench.adapter.place('C6GONE', null)).toBeUndefined()
    expect(await bench.adapter.place('C404', null)).toBeUndefined()
  })
})

describe('what is said', () => {
  test.each([
    ['/nps last-week', 'nps last-week'],
    ['/NPS', 'nps'],
    ['/cx nps last-week', 'nps last-week'],
    ['/cx /nps last-week', 'nps last-week'],
    ['/cx-nps last-week', 'nps last-week'],
    ['/cx', 'help'],
    ['/nps store:&lt;A&amp;B&gt;', 'nps store:<A&B>'],
    ['/nps <https://x.lt|x.lt> <@U1ANNA|anna> <#C1GENERAL|general>', 'nps x.lt anna general'],
    ['/nps brand:<#C1GENERAL|general>', 'nps brand:general'],
    ['/nps <#C9SECRET|>', 'nps C9SECRET'],
    ['/role give <@U2BORIS|boris> viewer', 'role give <@U2BORIS|boris> viewer'],
    ['/cx role take <!subteam^S1CARE|@care>', 'role take <!subteam^S1CARE|@care>'],
    ['/listen in:<#C1GENERAL|general> norda', 'listen in:<#C1GENERAL|general> norda'],
    [
      '/digest create "of <#C1GENERAL|general>" in:<#C1GENERAL|general> nps',
      'digest create "of general" in:<#C1GENERAL|general> nps',
    ],
  ])('%s is read as “%s”', async (written, line) => {
    expect((await asked(written))?.text).toBe(line)
  })

  test.each([
    ['@cxbot nps last week', 'nps last week'],
    ['@cxbot: /nps', 'nps'],
    ['hey @cxbot, nps please', 'nps please'],
    ['nps last week @cxbot', 'nps last week'],
    ['@cxbot', 'help'],
  ])('the mention “%s” is read as “%s”', async (written, line) => {
    await bench.slack.push('events_api', mentionPayload(bench.slack, written))
    await bench.delivery.settled()
    expect(bench.delivery.invocations.at(-1)?.text).toBe(line)
  })

  test('a button whose line is too long for Slack works all the same', async () => {
    const stores = Array.from({ length: 90 }, (_, index) => `"No such store number ${index}"`)
    await asked(`/nps all store:${stores.join(',')}`)
    const long = { label: 'All of them', command: `nps all store:${stores.join(',')}` }
    const reply: Reply = {
      kind: 'notice',
      level: 'information',
      locale: 'en',
      text: [{ text: 'Ask for' }],
      actions: [long],
    }
    await bench.delivery.deliver(reply, 'channel', {
      type: 'place',
      channel: 'C1GENERAL',
      thread: null,
    })
    const message = bench.slack.world.seen('C1GENERAL').at(-1)
    if (!message) throw new Error('no message')
    await bench.slack.push('interactive', pressPayload(bench.slack, message, 'All of them'))
    await bench.delivery.settled()
    expect(bench.delivery.invocations.at(-1)?.text).toBe(long.command)
  })
})

describe('forms', () => {
  const form: Form = {
    kind: 'form',
    locale: 'en',
    title: 'Log what a customer said in the forum',
    command: 'log',
    fields: [
      { name: 'note', label: 'Words', type: 'long-text', required: true, value: 'Late again' },
      {
        name: 'brand',
        label: 'Brand',
        type: 'choice',
        required: false,
        choices: [{ value: 'Norda', label: 'Norda' }],
      },
    ],
  }
  const log: Command = {
    name: 'log',
    audience: 'caller',
    opens: 'form',
    needs: 'moderator',
    menu: 'message',
    period: null,
    breakdowns: [],
    baselines: false,
    filters: [],
    views: [],
    options: [],
    run: async () => form,
  }
  const notice = (text: string): Reply => ({
    kind: 'notice',
    level: 'success',
    locale: 'en',
    text: [{ text, data: true }],
    actions: [],
  })

  beforeEach(() => {
    const { host } = bench.delivery
    const { registry } = host
    Object.assign(host, {
      registry: {
        commands: [...registry.commands, log],
        find: (name: string) => (name === 'log' ? log : registry.find(name)),
      },
      answer: async ({
        text,
        message,
      }: {
        text: string
        message?: { author: { name: string } }
      }) => (text === 'log' ? form : notice(`${text} by ${message?.author.name ?? 'nobody'}`)),
    })
  })

  test('a command that opens a form opens it at once, and nothing is stored for it', async () => {
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    expect(bench.slack.world.views[0]?.view['title']).toMatchObject({
      text: 'Log what a customer sai…',
    })
    expect(bench.delivery.events.size).toBe(0)
  })

  test('a submitted form is an event of its own, answered where the form was opened', async () => {
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    const submitted = submissionPayload(bench.slack, { note: 'Late "again"', brand: 'Norda' })
    await bench.slack.push('interactive', submitted)
    await bench.slack.push('interactive', submitted)
    await bench.delivery.settled()
    const [answer] = bench.slack.world.seen('C1GENERAL')
    expect(answer?.text).toBe('log note:"Late \\"again\\"" brand:Norda by nobody')
    expect(answer?.onlyFor).toBe('U1ANNA')
    expect(bench.slack.world.seen('C1GENERAL')).toHaveLength(1)
  })

  test('a form that reads wrong says so at the field, and nothing is stored', async () => {
    const read = (request: string): void => {
      if (request.includes('brand:Nope'))
        throw new UserError('moderation.no-rating', { value: 'Nope' })
    }
    Object.assign(log, { read })
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    const wrong = submissionPayload(bench.slack, { note: 'x', brand: 'Nope' })
    const ack = await bench.slack.push('interactive', wrong)
    expect(ack).toMatchObject({
      response_action: 'errors',
      errors: { brand: expect.stringContaining('Nope') },
    })
    expect(bench.delivery.events.size).toBe(0)
    Object.assign(log, { read: undefined })
  })

  test.each([
    ['short', 'Late <@U2BORIS> "again"\nand wet'],
    ['long', `Late ${'again and '.repeat(280)}`.trim()],
  ])('a %s form that is refused later is opened again as it was filled', async (_, note) => {
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    const { answer } = bench.delivery.host
    Object.assign(bench.delivery.host, {
      answer: async (): Promise<Reply> =>
        ({ ...notice('No such brand.'), level: 'error' }) as Reply,
    })
    const submitted = submissionPayload(bench.slack, { note, brand: 'Norda' })
    await bench.slack.push('interactive', submitted)
    await bench.delivery.settled()
    const [refusal] = bench.slack.world.seen('C1GENERAL')
    if (!refusal) throw new Error('no refusal')
    expect(JSON.stringify(refusal.blocks)).toContain('No such brand.')
    Object.assign(bench.delivery.host, { answer })
    const { events } = bench.delivery
    const before = events.size
    await bench.slack.push('interactive', pressPayload(bench.slack, refusal, 'Correct the form'))
    await until(() => bench.slack.world.views.length === 2)
    expect(events.size).toBe(before)
    const again = JSON.stringify(bench.slack.world.views[1]?.view['blocks'])
    expect(again).toContain(JSON.stringify({ initial_value: note }).slice(1, -1))
    expect(again).toContain('"initial_option":{')
    expect(again).toContain('"value":"Norda"')
  })

  test('a refused form about a message is said again with what was filled in', async () => {
    const message = { ts: '1763000000.000100', text: 'Too slow', user: 'U2BORIS' }
    await bench.slack.push('interactive', shortcutPayload(bench.slack, 'log', message))
    await bench.delivery.settled()
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    Object.assign(bench.delivery.host, {
      answer: async (): Promise<Reply> =>
        ({ ...notice('No such brand.'), level: 'error' }) as Reply,
    })
    const submitted = submissionPayload(bench.slack, { note: 'Late <@U2BORIS>', brand: 'Norda' })
    const view: Readonly<Record<string, unknown>> = submitted.view
    const carried = JSON.parse(String(view['private_metadata']))
    const about = { ...carried, pointed: { ...message, thread: null } }
    await bench.slack.push('interactive', {
      ...submitted,
      view: { ...view, private_metadata: JSON.stringify(about) },
    })
    await bench.delivery.settled()
    const shown = JSON.stringify(bench.slack.world.seen('C1GENERAL').at(-1)?.blocks)
    expect(shown).toContain('This is what you filled in')
    expect(shown).toContain('/log note:')
    expect(shown).not.toContain('<@U2BORIS>')
  })

  test('a form that cannot be stored says so in the form', async () => {
    await asked('/log')
    await until(() => bench.slack.world.views.length === 1)
    bench.delivery.beforeReceive = () => Promise.reject(new Error('disk full'))
    const ack = await bench.slack.push('interactive', submissionPayload(bench.slack, { note: 'x' }))
    expect(ack).toMatchObject({
      response_action: 'errors',
      errors: { note: expect.stringContaining('could not be stored') },
    })
  })

  test('a message’s menu asks with the message, and opens no form', async () => {
    const message = { ts: '1700000000.000100', text: 'x'.repeat(5000), user: 'U2BORIS' }
    await bench.slack.push('interactive', shortcutPayload(bench.slack, 'log', message))
    await bench.delivery.settled()
    expect(bench.slack.world.views).toEqual([])
    expect(bench.delivery.invocations.at(-1)?.message).toMatchObject({
      id: '1700000000.000100',
      author: { id: 'U2BORIS', name: 'boris' },
      at: 1_700_000_000,
      url: 'https://home.slack.com/archives/C1GENERAL/p1700000000.000100',
      thread: '1700000000.000100',
    })
  })

  test('where a form can no longer be opened, a button opens it', async () => {
    const payload = slashPayload(bench.slack, '/log')
    bench.slack.world.triggers.clear()
    await bench.slack.push('slash_commands', payload)
    await until(() => bench.slack.world.seen('C1GENERAL').length === 1)
    const [offer] = bench.slack.world.seen('C1GENERAL')
    if (!offer) throw new Error('no offer')
    await bench.slack.push('interactive', pressPayload(bench.slack, offer, 'Open the form'))
    await until(() => bench.slack.world.views.length === 1)
  })
})

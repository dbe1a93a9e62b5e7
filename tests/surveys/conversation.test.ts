import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { ChatAdapter, EncodeContext, PlaceFacts } from '../../src/core/delivery.ts'
import type { EpochSeconds, SurveyId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Notice, Reply } from '../../src/core/reply.ts'
import { CHANGE_SECONDS } from '../../src/core/survey.ts'
import { formLine } from '../../src/report/form-line.ts'
import { tendSurveys } from '../../src/surveys/deliver.ts'
import { letIn } from '../access.ts'
import {
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
  valuesOf,
} from '../commands/made-workspace.ts'

const DAY = 86_400
let clock: { now: EpochSeconds }
let shop: MadeWorkspace
let sent: { readonly reply: Reply; readonly to: string; readonly key: string }[]
let members: Set<string>

beforeEach(async () => {
  clock = { now: NOW }
  sent = []
  members = new Set(['C1', 'C2'])
  shop = await madeWorkspace([], {
    parts: { clock: () => clock.now, place: async (_, channel) => factsOf(channel) },
  })
  const team = { platform: 'slack', community: 'T1' } as const
  await letIn(shop.store, shop.workspace.id, {
    ...team,
    user: 'U1',
    role: 'manager',
    channel: 'C1',
  })
})
afterEach(() => shop.close())

function factsOf(channel: string): PlaceFacts {
  const place = { community: 'T1', channel, thread: null, kind: 'channel', shared: false } as const
  return { ...place, name: channel, member: members.has(channel) }
}

/** An adapter that keeps what it is given. */
const outlet: Pick<ChatAdapter, 'bot' | 'encode' | 'place'> = {
  bot: 'B1',
  place: async (channel) => factsOf(channel),
  encode(reply, destination, { keyPrefix, giveUpAt }: EncodeContext) {
    const to =
      destination.type === 'person'
        ? destination.user
        : destination.type === 'place'
          ? destination.channel
          : ''
    sent.push({ reply, to, key: keyPrefix })
    const part = { platform: 'slack', bot: 'B1', place: to, payload: '{}', notBefore: clock.now }
    return { parts: [{ ...part, key: `${keyPrefix}:0`, giveUpAt }], buttons: [] }
  },
}

const tend = () =>
  tendSurveys({
    store: shop.store,
    registry,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: () => clock.now,
    outlet: () => outlet,
  })

let events = 0
function by(user: string, channel = 'C1'): Partial<Invocation> {
  events += 1
  return {
    platform: 'slack',
    eventId: `event-${events}`,
    user: { id: user, name: `Name of ${user}`, standing: 'member', groups: [] },
    place:
      channel === 'direct'
        ? { community: 'T1', channel: `D${user}`, thread: null, kind: 'direct', shared: false }
        : { community: 'T1', channel, thread: null, kind: 'channel', shared: false },
    at: clock.now,
  }
}
const manager = () => by('U1')
const say = async (line: string, who: Partial<Invocation>) => {
  const reply = await shop.host.answer({
    workspace: '',
    text: line,
    locale: null,
    zone: null,
    ...who,
  } as Invocation)
  if (shop.faults.length > 0) throw new Error(JSON.stringify(shop.faults))
  return reply
}
const notice = async (line: string, who: Partial<Invocation>) => (await say(line, who)) as Notice
const errorOf = async (line: string, who: Partial<Invocation>) => (await notice(line, who)).errorId
const stored = () => shop.store.exportPage(shop.workspace.id, null, 1000)

const questions = () => sent.map(({ reply }) => reply as Notice)

/** Makes a survey, sends it to C1 and returns the button line of a score. */
async function asked(
  create = 'survey create nps name:Team',
  send = 'survey send S-1 here people:10',
) {
  await say(create, manager())
  await say(send, manager())
  await tend()
  const question = sent.at(-1)?.reply as Notice
  return (score: number) =>
    question.actions.find(({ label }) => label === String(score))?.command ?? ''
}

describe('a survey is asked', () => {
  test('in a channel, with a numbered button for each answer, once', async () => {
    await asked()
    await tend()
    expect(sent).toHaveLength(1)
    const [reply] = questions()
    if (!reply) throw new Error('no question')
    expect(sent[0]?.to).toBe('C1')
    expect(reply.actions.map(({ label }) => label)).toEqual(
      Array.from({ length: 11 }, (_, score) => String(score)),
    )
    expect(textOf(reply)).toContain('How likely are you to recommend us')
    expect(textOf(reply)).toContain('0 – not at all likely · 10 – extremely likely')
    const again = textOf(await say('survey send S-1 here', manager()))
    expect(again).toContain('was sent there before')
  })

  test('of people, each alone, and not again within the cooldown', async () => {
    await say('survey create csat name:A cooldown:30d until:2d', manager())
    await say('survey create csat "Other?" name:B cooldown:5d', manager())
    await say('survey send S-1 to <@U2> <@U3>', manager())
    await tend()
    expect(sent.map(({ to }) => to)).toEqual(['U2', 'U3'])
    const left = textOf(await say('survey send S-2 to <@U3> <@U4>', manager()))
    expect(left).toContain('1 person was asked not long ago')
    await tend()
    expect(sent.map(({ to }) => to)).toEqual(['U2', 'U3', 'U4'])
    expect(await errorOf('survey send S-2 to <@U2>', manager())).toBe('surveys.all-resting')
    clock.now = (NOW + 6 * DAY) as EpochSeconds
    await say('survey send S-2 to <@U3>', manager())
    await tend()
    expect(sent.filter(({ to }) => to === 'U3')).toHaveLength(2)
  })

  test('on any scale of at most eleven answers; NPS on its own only', async () => {
    await asked('survey create ces "Easy?" scale 1..5 name:Easy why:off')
    expect(questions()[0]?.actions).toHaveLength(5)
    expect(await errorOf('survey create csat scale:0..20', manager())).toBe('surveys.no-scale')
    expect(await errorOf('survey create nps scale:1..5', manager())).toBe('surveys.nps-scale')
  })

  test('with a mistyped part told of, which would be asked as a question', async () => {
    expect(await say('survey create nps untill:3d', manager())).toMatchObject({
      errorId: 'surveys.unknown-part',
      suggestion: 'survey create nps until:3d',
    })
    await asked('survey create csat How is price:quality here? name:Price why:off')
    expect(questions()[0]?.text[0]).toMatchObject({ text: 'How is price:quality here?' })
  })

  test('by a form, with the usual question for what is left empty', async () => {
    const form = await say('survey', manager())
    expect(form).toMatchObject({ kind: 'form', command: 'survey create' })
    const line = formLine('survey create', [
      ['kind', 'nps'],
      ['why', 'What could be better, and why?'],
      ['until', '3d'],
    ])
    await say(line, manager())
    const survey = await shop.store.surveys.find(shop.workspace.id, 1 as SurveyId)
    expect(survey).toMatchObject({
      kind: 'nps',
      why: 'What could be better, and why?',
      closes: { type: 'after', seconds: 3 * DAY },
    })
  })

  test('only where the bot is and an admin linked the place', async () => {
    await say('survey create nps name:Team', manager())
    expect(await errorOf('survey send S-1 slack:C9', manager())).toBe('surveys.place-gone')
    expect(await errorOf('survey send S-1 slack:C2', manager())).toBe('access.destination-unlinked')
    expect(await errorOf('survey send S-1 <!subteam^S123>', manager())).toBe('surveys.no-groups')
    expect(await errorOf('survey send S-1 to @ona', manager())).toBe('surveys.bare-name')
    expect(await tend()).toBe(0)
  })

  test('and is not sent any more when the bot has left the place', async () => {
    await say('survey create nps name:Team', manager())
    await say('survey send S-1 here', manager())
    members.delete('C1')
    expect(await tend()).toBe(0)
    members.add('C1')
    expect(await tend()).toBe(0)
    const [wave] = await shop.store.surveys.waves(shop.workspace.id, 1 as SurveyId)
    if (!wave) throw new Error('no wave')
    expect(await shop.store.surveys.messages(wave)).toMatchObject([
      { state: 'refused', reason: 'surveys.place-gone' },
    ])
  })
})

describe('an answer', () => {
  test('is taken from whoever can read the question, without a role, and from nobody else', async () => {
    const button = await asked()
    expect((await notice(button(9), by('U7'))).level).toBe('success')
    expect(await errorOf(button(9), by('U8', 'C2'))).toBe('surveys.not-invited')
    expect(await errorOf(button(9), by('U8', 'direct'))).toBe('surveys.not-invited')
    expect(await errorOf('answer S-99 9', by('U8', 'direct'))).toBe('surveys.not-invited')
    const guest = { ...by('U8') }
    const user = { id: 'U8', name: 'Guest', standing: 'guest', groups: [] } as const
    expect(await errorOf(button(9), { ...guest, user })).toBe('access.guest')
  })

  test('is changed for ten minutes, and pressing again changes nothing', async () => {
    const button = await asked()
    await say(button(9), by('U7'))
    clock.now = (NOW + 300) as EpochSeconds
    expect(textOf(await say(button(4), by('U7')))).toContain('Your answer is 4')
    expect(textOf(await say(button(4), by('U7')))).toContain('Your answer is 4')
    clock.now = (NOW + CHANGE_SECONDS + 1) as EpochSeconds
    expect(textOf(await say(button(10), by('U7')))).toContain('Your answer stays 4')
  })

  test('is followed by why, in a form or on the line, without personal data', async () => {
    const button = await asked()
    const thanks = await notice(button(9), by('U7'))
    expect(thanks.actions.map(({ command }) => command)).toEqual(['answer'])
    const form = await say('answer', by('U7', 'direct'))
    if (form.kind !== 'form') throw new Error(textOf(form))
    const line = formLine(form.command, [['why', 'Fast, write me at ona@example.lt']])
    expect((await notice(line, by('U7', 'direct'))).level).toBe('success')
    await say('answer S-1 3 too slow for me', by('U8'))
    for (const user of ['U2', 'U3', 'U4']) await say(button(9), by(user))
    await say('survey close S-1', manager())
    expect((await stored()).map(({ score, text }) => [score, text]).sort()).toEqual(
      [
        [3, 'too slow for me'],
        [9, 'Fast, write me at [email]'],
        [9, null],
        [9, null],
        [9, null],
      ].sort(),
    )
  })

  test('outside the scale is refused, and so is one to a closed survey or an earlier wave', async () => {
    const first = await asked()
    expect(await errorOf('answer S-1 11', by('U7'))).toBe('surveys.off-scale')
    await say('survey close S-1 anyway', manager())
    expect(await errorOf(first(9), by('U7'))).toBe('surveys.closed')
    await say('survey send S-1 here', manager())
    await tend()
    expect(await errorOf(first(9), by('U7'))).toBe('surveys.closed')
    expect((await notice('answer S-1 9', by('U7'))).level).toBe('success')
  })

  test('without a survey to answer says so', async () => {
    expect(await errorOf('answer', by('U7'))).toBe('surveys.nothing-answered')
  })
})

describe('results', () => {
  const people = ['U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9']

  test('are hidden until it closes by itself, and then told where it was asked', async () => {
    const button = await asked('survey create nps name:Team until:3d')
    for (const user of people) await say(button(user === 'U2' ? 3 : 10), by(user))
    const hidden = textOf(await say('survey results S-1', manager()))
    expect(hidden).toContain('8 answers of 10 people asked: response rate 80.0%')
    expect(hidden).toContain('hidden until the survey closes')
    expect(hidden).not.toContain('NPS')
    expect(await stored()).toEqual([])
    clock.now = (NOW + 3 * DAY) as EpochSeconds
    sent = []
    expect(await tend()).toBe(2)
    expect(sent.map(({ to }) => to)).toEqual(['C1', 'U1'])
    const told = textOf(sent[0]?.reply as Reply)
    expect(told).toContain('response rate 80.0% (49.0 to 94.3%)')
    expect(await tend()).toBe(0)
    const nps = await shop.ask('nps survey:Team all')
    expect(valuesOf(nps)['nps']?.[1]).toBe(8)
  })

  test('with ten answers hold the score with its interval', async () => {
    const button = await asked()
    for (let index = 0; index < 12; index += 1) {
      await say(button(index < 9 ? 10 : 2), by(`V${index}`))
    }
    await say('survey close S-1', manager())
    expect(textOf(await say('survey results S-1', manager()))).toMatch(/NPS.*50\.0/)
  })

  test('name nobody: neither the feedback nor what is left of the survey tells who it was', async () => {
    const button = await asked(
      'survey create nps name:Team',
      'survey send S-1 to <@U2> <@U3> <@U4> <@U5> <@U6>',
    )
    for (const user of people.slice(0, 5)) await say(button(8), by(user, 'direct'))
    await say('survey close S-1', manager())
    const feedback = await stored()
    const [wave] = await shop.store.surveys.waves(shop.workspace.id, 1 as SurveyId)
    if (!wave) throw new Error('no wave')
    const kept = JSON.stringify([feedback, await shop.store.surveys.messages(wave)])
    for (const user of people.slice(0, 5)) expect(kept).not.toMatch(new RegExp(`"[^"]*${user}\\b`))
    expect(
      feedback.every(
        ({ customer, author }) => customer?.startsWith('anonymous-') && author === null,
      ),
    ).toBe(true)
    expect(new Set(feedback.map(({ customer }) => customer)).size).toBe(5)
    expect(new Set(feedback.map(({ at }) => at)).size).toBe(1)
  })

  test('of fewer than five people are shown to nobody, and closing early says so first', async () => {
    const button = await asked()
    for (const user of people.slice(0, 4)) await say(button(1), by(user))
    expect(await errorOf('survey close S-1', manager())).toBe('surveys.too-few-to-close')
    await say('survey close S-1 anyway', manager())
    expect(textOf(await say('survey results S-1', manager()))).toContain('Fewer than 5 people')
    expect(await stored()).toEqual([])
  })

  test('of each wave are counted apart, and one person is the same customer in all', async () => {
    for (const wave of [1, 2]) {
      await (wave === 1 ? asked() : say('survey send S-1 here people:8', manager()))
      for (const user of people) await say(`answer S-1.${wave} ${wave + 6}`, by(user))
      await say('survey close S-1', manager())
    }
    const feedback = await stored()
    expect(feedback).toHaveLength(16)
    expect(new Set(feedback.map(({ customer }) => customer)).size).toBe(8)
    expect((await shop.ask('survey results S-1.1', manager())).title).toBe('Team, wave 1')
    expect((await shop.ask('survey results S-1', manager())).title).toBe('Team, wave 2')
  })
})

test('any presses in any order by any people give one answer a person, the last in time', async () => {
  const presses = fc.array(
    fc.record({
      user: fc.constantFrom('P1', 'P2', 'P3', 'P4', 'P5', 'P6'),
      score: fc.integer({ min: 0, max: 10 }),
      wait: fc.integer({ min: 0, max: 200 }),
      again: fc.boolean(),
    }),
    { minLength: 5, maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(presses, async (all) => {
      const before = new Set((await stored()).map(({ id }) => id))
      const [survey] = await shop.store.surveys.list(shop.workspace.id)
      if (!survey) await say('survey create nps name:Any', manager())
      await say('survey send S-1 here', manager())
      const last = new Map<string, { score: number; first: number }>()
      for (const { user, score, wait, again } of all) {
        clock.now = (clock.now + wait) as EpochSeconds
        const press = by(user)
        await say(`answer S-1 ${score}`, press)
        if (again) await say(`answer S-1 ${score}`, press)
        const known = last.get(user)
        if (!known) last.set(user, { score, first: clock.now })
        else if (clock.now <= known.first + CHANGE_SECONDS) known.score = score
      }
      await say('survey close S-1 anyway', manager())
      const counted = (await stored()).filter(({ id }) => !before.has(id))
      const expected = [...last.values()].map(({ score }) => score)
      expect(counted.map(({ score }) => score).sort()).toEqual(
        expected.length < 5 ? [] : expected.sort(),
      )
    }),
    { numRuns: 15 },
  )
})

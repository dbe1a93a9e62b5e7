import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DigestId, EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { letIn } from '../access.ts'
import { type MadeWorkspace, madeWorkspace, twoWeeks } from './made-workspace.ts'

let shop: MadeWorkspace

beforeAll(async () => {
  shop = await madeWorkspace(twoWeeks(), {
    parts: {
      place: async (_, channel, thread) =>
        channel === 'C404'
          ? undefined
          : {
              community: 'T1',
              channel,
              thread,
              kind: 'channel',
              shared: false,
              name: 'general',
              member: true,
            },
    },
  })
  const { store, workspace } = shop
  const team = { platform: 'slack', community: 'T1', channel: 'C1' } as const
  await letIn(store, workspace.id, { ...team, user: 'U1', role: 'manager' })
  await letIn(store, workspace.id, { ...team, user: 'U2', role: 'viewer' })
})
afterAll(() => shop.close())

function from(user: string, more: Partial<Invocation> = {}): Partial<Invocation> {
  return {
    platform: 'slack',
    user: { id: user, name: user, standing: 'member', groups: [] },
    place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
    ...more,
  }
}

const stored = async (number: number) =>
  shop.store.digests.find(shop.workspace.id, number as DigestId)

describe('a digest', () => {
  test('is set up in one line, with command lines as they are asked', async () => {
    const line = 'digest create Morning weekdays 09:00 nps last week by store; quotes store:Centre'
    const reply = await shop.ask(`${line} empty:skip lang:lt`, from('U1'))
    expect(toPlainText(reply)).toContain('Digest D-1 “Morning” is set up.')
    expect(await stored(1)).toMatchObject({
      name: 'Morning',
      owner: { platform: 'slack', community: 'T1', user: 'U1' },
      target: { type: 'place', platform: 'slack', channel: 'C1' },
      schedule: {
        days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
        minute: 540,
        zone: 'Europe/Vilnius',
      },
      contents: ['nps last week by store', 'quotes store:Centre'],
      locale: 'lt',
      whenEmpty: 'skip',
    })
  })

  test.each([
    ['digest create "Утро понедельника" понедельник 08:30 daily', [1], 510],
    ['digest создать Обзор будни 9:15 nps last week', [1, 2, 3, 4, 5], 555],
    ['digest құру Таң дс,бс 10:00 nps last week', [1, 4], 600],
    ['digest sukurti Rytas darbo-dienomis 7:45 nps last week', [1, 2, 3, 4, 5], 465],
    ['digest create Evening mon and thu at 6pm nps last week', [1, 4], 1080],
    ['digest создай Утро каждый день в 9 утра nps вчера', [1, 2, 3, 4, 5, 6, 7], 540],
    ['digest create Вечер будни 7 вечера daily', [1, 2, 3, 4, 5], 1140],
    ['digest create Утро дни:будни время:8:30 язык:ru nps вчера', [1, 2, 3, 4, 5], 510],
    [
      'digest create name:Forms days:daily at:9 contents:"nps last week; quotes last week"',
      null,
      540,
    ],
  ])('reads %s', async (line, weekdays, minute) => {
    const reply = await shop.ask(line, from('U1'))
    const id = Number(/D-(\d+)/.exec(toPlainText(reply))?.[1])
    const { schedule } = (await stored(id)) ?? {}
    expect(schedule?.minute).toBe(minute)
    if (weekdays) expect(schedule?.days).toEqual({ type: 'weekdays', weekdays })
  })

  test('comes monthly, and to oneself', async () => {
    const reply = await shop.ask('digest create Review monthly 10:00 in:me monthly', from('U1'))
    const id = Number(/D-(\d+)/.exec(toPlainText(reply))?.[1])
    expect(await stored(id)).toMatchObject({
      target: { type: 'person', platform: 'slack', user: 'U1' },
      schedule: { days: { type: 'monthday', day: 1 } },
      contents: ['monthly'],
    })
  })

  test('is previewed to the asker, changed, paused, resumed and deleted by its id or name', async () => {
    const preview = await shop.ask('digest preview D-1', from('U1'))
    expect(preview.title).toContain('Morning')
    expect(toPlainText(preview)).toContain('NPS')
    await shop.ask('digest edit Morning at:08:00 zone:almaty', from('U1'))
    expect((await stored(1))?.schedule).toMatchObject({ minute: 480, zone: 'Asia/Almaty' })
    await shop.ask('digest pause D-1', from('U1'))
    expect(await stored(1)).toMatchObject({ state: { type: 'paused' }, nextDue: null })
    await shop.ask('digest resume D-1', from('U1'))
    expect((await stored(1))?.state.type).toBe('active')
    const { store, workspace } = shop
    const team = { platform: 'slack', community: 'T1', channel: 'C1', user: 'U1' } as const
    const scope = [{ dimension: 'store', names: ['Centre'] }] as const
    await letIn(store, workspace.id, { ...team, role: 'manager', scope })
    const list = toPlainText(await shop.ask('digest', from('U1')), 300)
    expect(list).toMatch(/Digest +Name +State +Next +Last +Last error +When +Where +Sees/)
    expect(list).toMatch(/D-1 +Morning +active .* here +store:Centre/)
    await letIn(store, workspace.id, { ...team, role: 'manager' })
    const reply = await shop.refused('digest delete Morning', from('U1'))
    expect(reply.level).toBe('success')
    expect(await stored(1)).toBeUndefined()
  })

  test('is sent now once, however often the platform repeats the event', async () => {
    const sending = from('U1', { eventId: 'event-1' })
    await shop.ask('digest now D-2', sending)
    await shop.ask('digest now D-2', sending)
    const slots = await shop.store.digests.slots(shop.workspace.id, 2 as DigestId, 10)
    expect(slots.map(({ state }) => state)).toEqual(['due'])
    const history = await shop.ask('digest history D-2', from('U1'))
    expect(toPlainText(history, 200)).toContain('waiting')
  })

  test('opens a form when nothing is said of it', async () => {
    const reply = await shop.host.answer({
      eventId: 'form',
      workspace: '',
      text: 'digest create',
      at: 0 as EpochSeconds,
      locale: null,
      zone: null,
      ...(from('U1') as Pick<Invocation, 'platform' | 'user' | 'place'>),
    })
    expect(reply).toMatchObject({ kind: 'form', command: 'digest create' })
  })
})

describe('a mistake is told when a digest is made', () => {
  test.each([
    ['digest crate Morning daily', 'digests.unknown-verb', 'digest create Morning daily'],
    ['digest create Morning', 'digests.contents-needed', undefined],
    ['digest create Morning 25:00 nps', 'digests.no-such-time', '09:00'],
    ['digest create Morning daily zone:Europe/Vilnus nps', 'parse.unknown_zone', 'Europe/Vilnius'],
    ['digest create Morning days:someday nps', 'digests.unknown-days', 'days:weekdays'],
    ['digest create Morning daily in:<#C404|secret> nps', 'digests.place-gone', undefined],
    [
      'digest create Morning daily 09:00 nps lst week',
      'digests.line',
      'digest create Morning daily 09:00 nps last week',
    ],
    [
      'digest create Morning daily 09:00 npss yesterday',
      'digests.unknown-report',
      'digest create Morning daily 09:00 nps yesterday',
    ],
    [
      'digest create Good morning daily 09:00 nps yesterday',
      'digests.unknown-report',
      'digest create "Good morning" daily 09:00 nps yesterday',
    ],
    ['digest create Morning daily 09:00 fix F-1 negative', 'digests.not-a-report', undefined],
    ['digest create Morning daily lang:de nps', 'digests.unknown-language', 'lang:en'],
    ['digest pause Mornin', 'digests.no-such-digest', undefined],
    ['digest pause', 'digests.which', 'D-1'],
  ])('%s', async (line, errorId, suggestion) => {
    const reply = await shop.refused(line, from('U1'))
    expect(reply.errorId).toBe(errorId)
    if (suggestion !== undefined) expect(reply.suggestion).toContain(suggestion)
  })

  test('where it is asked in the shell, which is no place for messages', async () => {
    const reply = await shop.refused('digest create Morning daily 09:00 nps last week')
    expect(reply.errorId).toBe('digests.place-needed')
  })
})

describe('a subscription', () => {
  test('is for a viewer alone, who looks after their own only', async () => {
    const reply = await shop.ask('subscribe weekdays 08:00 nps last week', from('U2'))
    const id = Number(/D-(\d+)/.exec(toPlainText(reply))?.[1])
    expect(await stored(id)).toMatchObject({
      name: 'nps last week',
      target: { type: 'person', user: 'U2' },
    })
    const own = toPlainText(await shop.ask('subscribe', from('U2')), 200)
    expect(own).toContain(`D-${id}`)
    expect(own).not.toContain('D-2')
    expect((await shop.refused('subscribe delete D-2', from('U2'))).errorId).toBe(
      'digests.no-such-digest',
    )
    expect((await shop.refused(`subscribe delete D-${id}`, from('U2'))).level).toBe('success')
  })

  test('is all that a viewer may have', async () => {
    const line = 'digest create Morning daily 09:00 nps last week'
    expect((await shop.refused(line, from('U2'))).errorId).toBe('errors.not-allowed')
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { FeedbackId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { formLine } from '../../src/report/form-line.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { letIn } from '../access.ts'
import { at, type MadeWorkspace, madeWorkspace, NOW, textOf, twoWeeks } from './made-workspace.ts'
import { said } from './voices.ts'

let shop: MadeWorkspace

beforeEach(async () => {
  shop = await madeWorkspace(twoWeeks())
  const team = { platform: 'slack', community: 'T1', channel: 'C1' } as const
  await letIn(shop.store, shop.workspace.id, { ...team, user: 'U1', role: 'moderator' })
  await letIn(shop.store, shop.workspace.id, { ...team, user: 'U2', role: 'moderator' })
  await letIn(shop.store, shop.workspace.id, { ...team, user: 'U3', role: 'manager' })
})
afterEach(() => shop.close())

let events = 0
function by(user: string, more: Partial<Invocation> = {}): Partial<Invocation> {
  events += 1
  return {
    platform: 'slack',
    eventId: `event-${events}`,
    user: { id: user, name: user, standing: 'member', groups: [] },
    place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
    ...more,
  }
}

const message = {
  id: '100.1',
  text: 'My parcel from Norda was wet, mail me at ona@example.lt',
  author: { id: 'U9', name: 'Ona' },
  at: at('2026-11-17T10:00:00Z'),
  url: null,
  thread: '100.0',
}

/** Logs and returns the item that the answer names. */
async function logged(line: string, more: Partial<Invocation>) {
  const reply = toPlainText(await shop.ask(line, more), 200)
  const id = Number(/F-(\d+)/.exec(reply)?.[1]) as FeedbackId
  return { reply, id, item: await shop.store.feedback(shop.workspace.id, id) }
}
const stored = (id: FeedbackId) => shop.store.feedback(shop.workspace.id, id)
const count = async () => (await shop.store.exportPage(shop.workspace.id, null, 5000)).length

describe('what was read is logged', () => {
  test('in one line, with fields in any order and a link that names its source', async () => {
    const { item } = await logged(
      'log rating:2 https://www.reddit.com/r/norda/1?utm_source=x "The parcel was wet" tag:late,box store:Centre at:2026-11-15',
      by('U1'),
    )
    expect(item).toMatchObject({
      kind: 'review',
      score: 2,
      scale: { min: 1, max: 5 },
      text: 'The parcel was wet',
      source: 'Reddit',
      store: 'Centre',
      tags: ['box', 'late'],
      url: 'https://www.reddit.com/r/norda/1',
    })
    expect(item && new Date(item.at * 1000).toISOString().slice(0, 10)).toBe('2026-11-15')
  })

  test('with one click on a message, whose personal data is masked', async () => {
    const { item, reply } = await logged('log', by('U1', { message }))
    expect(item).toMatchObject({
      kind: 'mention',
      text: 'My parcel from Norda was wet, mail me at [email]',
      source: 'slack',
      author: 'Ona',
      at: message.at,
    })
    expect(reply).toContain('1 piece of personal data was masked.')
  })

  test('once for a thread, for an event and for the words of a page', async () => {
    const before = await count()
    const first = await logged('log', by('U1', { message }))
    const again = await logged('log', by('U2', { message: { ...message, id: '100.7' } }))
    expect(again.id).toBe(first.id)
    expect(again.reply).toContain('This is logged already')
    const event = by('U1')
    await shop.ask('log "Slow again"', event)
    await shop.ask('log "Slow again"', event)
    await shop.ask('log "Nice staff" https://x.com/a/1', by('U1'))
    await shop.ask('log "Nice  staff" https://x.com/a/1?utm_medium=y', by('U2'))
    expect(await count()).toBe(before + 3)
  })

  test('by a form with what is missing, on whose fields the line is built', async () => {
    const form = await shop.host.answer({
      ...by('U1'),
      eventId: 'f',
      workspace: '',
      text: 'log',
      at: NOW,
      locale: null,
      zone: null,
    } as Invocation)
    expect(form).toMatchObject({ kind: 'form', command: 'log' })
    const line = formLine('log', [
      ['text', 'He said "never again", twice'],
      ['rating', '1'],
    ])
    const { item } = await logged(line, by('U1'))
    expect(item).toMatchObject({ text: 'He said "never again", twice', score: 1 })
  })

  test('and shows what likely says the same', async () => {
    const first = await logged('log "The delivery took three whole weeks this time"', by('U1'))
    const second = await logged('log "The delivery took three whole weeks, this time"', by('U1'))
    expect(second.reply).toContain(`Likely the same as F-${first.id}`)
    expect(second.reply).toContain(`merge F-${first.id} F-${second.id}`)
  })
})

describe('what was logged is mended', () => {
  test('taken back by whoever logged it, and brought back', async () => {
    const before = await count()
    const { id } = await logged('log "Too slow" store:Harbour', by('U1'))
    expect((await shop.refused(`undo F-${id}`, by('U2'))).errorId).toBe('moderation.not-yours')
    expect((await shop.refused('undo', by('U1'))).level).toBe('success')
    expect(await count()).toBe(before)
    expect(await stored(id)).toBeUndefined()
    const back = await shop.refused(`undo F-${id}`, by('U1'))
    expect(back.level).toBe('success')
    expect(await count()).toBe(before + 1)
  })

  test('a time without an offset is of the workspace’s zone, and one that is yet to come is refused', async () => {
    const { item } = await logged('log "Wet parcel" at:2026-11-17T09:30', by('U1'))
    expect(item?.at).toBe(at('2026-11-17T07:30:00Z'))
    const spaced = await logged('log "Torn parcel" at:"2026-11-17 09:30"', by('U1'))
    expect(spaced.item?.at).toBe(item?.at)
    const { errorId } = await shop.refused('log "Wet parcel" at:2026-11-18T23:30', by('U1'))
    expect(errorId).toBe('moderation.not-said-yet')
  })

  test('a manager takes back what anybody logged', async () => {
    const { id } = await logged('log "Too slow"', by('U1'))
    expect((await shop.refused(`undo F-${id}`, by('U3'))).level).toBe('success')
  })

  test('merged items count once, and come apart again', async () => {
    const before = await count()
    const one = await logged('log "Wet parcel" tag:box', by('U1'))
    const two = await logged('log "Parcel was wet" tag:rain https://x.com/a/2', by('U1'))
    expect((await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))).level).toBe('success')
    expect(await count()).toBe(before + 1)
    expect(await stored(one.id)).toMatchObject({ tags: ['box', 'rain'], url: 'https://x.com/a/2' })
    await shop.refused(`undo F-${two.id}`, by('U1'))
    expect(await count()).toBe(before + 2)
  })

  test('undo takes back the last thing done, be it a tag, a merge or the log', async () => {
    const before = await count()
    const one = await logged('log "Wet parcel" tag:box', by('U1'))
    const two = await logged('log "Parcel was wet" tag:rain https://x.com/a/2', by('U1'))
    await shop.ask(`tag F-${one.id} late`, by('U1'))
    await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))
    await shop.refused('undo', by('U1'))
    expect(await count()).toBe(before + 2)
    expect(await stored(one.id)).toMatchObject({ tags: ['box', 'late'], url: null })
  })

  test('undo after undo goes further back, and never touches what came in by itself', async () => {
    const before = await count()
    const { id } = await logged('log "Wet parcel" tag:box', by('U1'))
    await shop.ask(`tag F-${id} late`, by('U1'))
    await shop.refused(`merge F-${id} F-1`, by('U1'))
    await shop.refused('undo', by('U1'))
    await shop.refused('undo', by('U1'))
    expect(await stored(id)).toMatchObject({ tags: ['box'] })
    await shop.refused('undo', by('U1'))
    expect(await count()).toBe(before)
    expect((await shop.refused('undo', by('U1'))).errorId).toBe('moderation.nothing-to-undo')
  })

  test('what a person set right holds when the item is merged and comes back', async () => {
    await shop.add(said(1, 'positive', ['+delivery'], { externalId: 'said', source: 'Web' }))
    const { moderation } = shop.store
    const idNow = async () => {
      const id = await moderation.idOf(shop.workspace.id, 'Web', 'said')
      return id ?? Promise.reject(new Error('gone'))
    }
    const before = await idNow()
    await shop.ask(`fix F-${before} negative`, by('U2'))
    const { id } = await logged('log "Wet parcel"', by('U1'))
    await shop.refused(`merge F-${id} F-${before}`, by('U1'))
    await shop.refused(`undo F-${before}`, by('U1'))
    const now = await idNow()
    expect(now).not.toBe(before)
    expect((await stored(now))?.analysis).toMatchObject({ sentiment: 'negative', corrected: true })
    expect(textOf(await shop.ask(`fix F-${now}`, by('U1')))).toContain('Sentiment: negative – U2')
    await shop.ask(`fix F-${now} undo`, by('U1'))
    expect((await stored(now))?.analysis).toMatchObject({ sentiment: 'positive' })
  })

  test('what was answered, and by whom, is still answered when the item is merged and comes back', async () => {
    const one = await logged('log "Wet parcel"', by('U1'))
    const two = await logged('log "Parcel was wet"', by('U1', { message }))
    await shop.refused(`answered F-${two.id}`, by('U2'))
    const before = await shop.store.loop.item(shop.workspace.id, two.id)
    await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))
    const back = toPlainText(await shop.refused(`undo F-${two.id}`, by('U1')), 200)
    const now = Number(/F-\d+\D+F-(\d+)/.exec(back)?.[1]) as FeedbackId
    expect(now).not.toBe(two.id)
    expect(before).toMatchObject({ state: 'answered', firstResponse: { name: 'U2' } })
    expect(before?.origin).toMatchObject({ author: 'Ona' })
    expect(await shop.store.loop.item(shop.workspace.id, now)).toEqual({ ...before, feedback: now })
  })

  test('what nobody was to answer does not wait after it was merged and came back', async () => {
    const { id } = await logged('log "Wet parcel"', by('U1'))
    expect(await shop.store.loop.item(shop.workspace.id, 1 as FeedbackId)).toBeUndefined()
    await shop.refused(`merge F-${id} F-1`, by('U1'))
    const back = toPlainText(await shop.refused('undo F-1', by('U1')), 200)
    const now = Number(/F-\d+\D+F-(\d+)/.exec(back)?.[1]) as FeedbackId
    expect(await stored(now)).toBeDefined()
    expect(await shop.store.loop.item(shop.workspace.id, now)).toBeUndefined()
  })

  test('what was merged into an item comes back when that item is taken back', async () => {
    const before = await count()
    const { id } = await logged('log "Wet parcel"', by('U1'))
    await shop.refused(`merge F-${id} F-1`, by('U1'))
    const said = await shop.refused(`undo F-${id}`, by('U1'))
    expect(said.text.map(({ text }) => text).join('')).toContain('counts by itself again')
    expect(await count()).toBe(before)
  })

  test('what was merged is known and does not come in again, until it is taken apart', async () => {
    const item = said(1, 'positive', ['+delivery'], { externalId: 'said', source: 'Web' })
    await shop.add(item)
    const before = await count()
    const id = await shop.store.moderation.idOf(shop.workspace.id, 'Web', 'said')
    await shop.refused(`merge F-1 F-${id}`, by('U1'))
    await shop.add([...item, ...said(1, 'negative', [], { externalId: 'else', source: 'Web' })])
    expect(await count()).toBe(before)
    await shop.refused(`undo F-${id}`, by('U1'))
    expect(await count()).toBe(before + 1)
    await shop.add(item)
    expect(await count()).toBe(before + 1)
  })

  test('a message whose item was merged is logged already', async () => {
    const one = await logged('log "Wet parcel"', by('U1'))
    const two = await logged('log', by('U1', { message }))
    await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))
    const before = await count()
    const again = await logged('log', by('U2', { message }))
    expect(again.reply).toContain('This is logged already')
    expect(again.id).toBe(one.id)
    expect(await count()).toBe(before)
  })

  test('a merge inside a merge comes apart step by step', async () => {
    const before = await count()
    const one = await logged('log "Wet parcel"', by('U1'))
    const two = await logged('log "Parcel was wet"', by('U1'))
    const three = await logged('log "The box was wet"', by('U1'))
    await shop.refused(`merge F-${two.id} F-${three.id}`, by('U1'))
    await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))
    expect(await count()).toBe(before + 1)
    await shop.refused('undo', by('U1'))
    expect(await count()).toBe(before + 2)
    await shop.refused('undo', by('U1'))
    expect(await count()).toBe(before + 3)
  })

  test('what was merged into an item that was merged and came back comes back with it', async () => {
    const before = await count()
    const one = await logged('log "Wet parcel"', by('U1'))
    const two = await logged('log "Parcel was wet"', by('U1'))
    await shop.refused(`merge F-${two.id} F-1`, by('U1'))
    await shop.refused(`merge F-${one.id} F-${two.id}`, by('U1'))
    const back = toPlainText(await shop.refused(`undo F-${two.id}`, by('U1')), 200)
    const now = Number(/F-\d+\D+F-(\d+)/.exec(back)?.[1]) as FeedbackId
    await shop.refused(`undo F-${now}`, by('U1'))
    expect(await count()).toBe(before + 1)
  })

  test('whoever brings an item back is not taken for who logged it', async () => {
    const { id } = await logged('log "Wet parcel"', by('U1'))
    await shop.refused(`undo F-${id}`, by('U3'))
    const back = toPlainText(await shop.refused(`undo F-${id}`, by('U3')), 200)
    const now = Number(/F-\d+\D+F-(\d+)/.exec(back)?.[1]) as FeedbackId
    const { by: who } = (await shop.store.moderation.logged(shop.workspace.id, now)) ?? {}
    expect(who).toEqual({ user: 'slack:U1', name: 'U1', at: NOW })
    expect((await shop.refused('undo', by('U3'))).errorId).toBe('moderation.nothing-to-undo')
    expect((await shop.refused('undo', by('U1'))).level).toBe('success')
    expect(await stored(now)).toBeUndefined()
  })

  test('undo without an item goes back a day and no further, for a manager too', async () => {
    const before = await count()
    const early = { user: 'slack:U3', name: 'U3', at: at('2026-11-17T09:59:59Z') }
    await shop.store.moderation.noteLogged(shop.workspace.id, 1 as FeedbackId, early)
    expect((await shop.refused('undo', by('U3'))).errorId).toBe('moderation.nothing-to-undo')
    expect((await shop.refused('undo', by('U1'))).errorId).toBe('moderation.nothing-to-undo')
    expect(await count()).toBe(before)
    expect((await shop.refused('undo F-1', by('U3'))).level).toBe('success')
  })

  test('fields and tags are changed, and who changed them is kept', async () => {
    const { id } = await logged('log "Wet parcel" rating:3', by('U1'))
    await shop.ask(`edit F-${id} store:Centre rating:1 lang:en`, by('U2'))
    await shop.ask(`tag F-${id} box late`, by('U2'))
    await shop.ask(`tag F-${id} -late`, by('U2'))
    expect(await stored(id)).toMatchObject({ store: 'Centre', score: 1, tags: ['box'] })
    const changes = await shop.store.moderation.changes(shop.workspace.id, id)
    expect(changes.map(({ by: { user }, before }) => [user, Object.keys(before)])).toEqual([
      ['slack:U2', ['store', 'score', 'lang']],
      ['slack:U2', ['tags']],
      ['slack:U2', ['tags']],
    ])
  })

  test('wherever the item stands in the line, and a plus before a tag is no part of it', async () => {
    const { id } = await logged('log "Wet parcel" rating:3', by('U1'))
    await shop.ask(`edit store:Centre F-${id}`, by('U1'))
    await shop.ask(`tag +box F-${id}`, by('U1'))
    expect(await stored(id)).toMatchObject({ text: 'Wet parcel', store: 'Centre', tags: ['box'] })
    const off = await shop.refused(`edit F-${id} rating:9`, by('U1'))
    expect(off.errorId).toBe('moderation.out-of-scale')
    expect(await stored(id)).toMatchObject({ score: 3 })
  })

  test('a store that is new and much like a known one is asked about', async () => {
    const { id, reply } = await logged('log "Wet parcel" store:Centr', by('U1'))
    expect(reply).toContain('“Centr” is new. Was “Centre” meant?')
    expect(reply).toContain(`edit F-${id} store:Centre`)
  })

  test('what lacks a store or a tag waits in the queue', async () => {
    const { id } = await logged('log "Wet parcel"', by('U1'))
    const sorted = await logged('log "Bad day, rude staff" store:Centre tag:staff', by('U1'))
    const queue = toPlainText(await shop.ask('queue', by('U1')), 200)
    expect(queue).toContain(`F-${id}: no store, no tag`)
    expect(queue).not.toContain(`F-${sorted.id}:`)
  })
})

describe('a mistake is told with what would be right', () => {
  test.each([
    ['log rating:9/5 bad', 'moderation.no-rating'],
    ['log "x" ratng:2', 'moderation.unknown-field'],
    ['log "x" at:2031-01-01T09:00:00Z', 'moderation.not-said-yet'],
    ['log "x" at:2026-02-30T09:00', 'moderation.no-time'],
    ['log "x" at:14:00', 'moderation.no-time'],
    ['log "x" url:ftp://a', 'moderation.no-address'],
    ['edit F-999999 store:Centre', 'moderation.no-such-feedback'],
    ['edit F-1', 'moderation.nothing-changed'],
    ['edit F-1 store Centre', 'moderation.which-field'],
    ['edit F-1 rating:11', 'moderation.no-rating'],
    ['log "Wet" sentiment:negative', 'moderation.read-by-itself'],
    ['merge F-1', 'moderation.two-needed'],
    ['tag F-1', 'moderation.no-tags'],
    ['undo', 'moderation.nothing-to-undo'],
  ])('%s', async (line, errorId) => {
    expect((await shop.refused(line, by('U1'))).errorId).toBe(errorId)
  })
})

test.each([
  ['log rating:nope "Too slow" store:Centre', 'log "Too slow" store:Centre'],
  ['log "Too slow" rating:9/5', 'log "Too slow" rating:9/10'],
  ['edit F-1 rating:? store:Centre', 'edit F-1 store:Centre'],
  ['log rating:nope', undefined],
])('“%s” is mended without making up a rating', async (line, suggestion) => {
  expect(await shop.refused(line, by('U1'))).toMatchObject({ errorId: 'moderation.no-rating' })
  expect((await shop.refused(line, by('U1'))).suggestion).toBe(suggestion)
})

test.each(['edit F-1', 'edit F-1 store Centre', 'merge F-1', 'tag F-1'])(
  'the example for “%s” is no button that does what nobody asked for',
  async (line) => {
    const { suggestion = '' } = await shop.refused(line, by('U1'))
    expect(suggestion).not.toBe('')
    expect(registry.find(suggestion.split(' ')[0] ?? '')).toBeUndefined()
  },
)

test('the command is offered on messages, and asks for nothing but a moderator', () => {
  expect(registry.find('log')).toMatchObject({ menu: 'message', needs: 'moderator', writes: true })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import { letIn } from '../access.ts'
import {
  answers,
  at,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
  twoWeeks,
  valuesOf,
} from './made-workspace.ts'

const HOUR = 3600
let shop: MadeWorkspace

beforeEach(async () => {
  shop = await madeWorkspace(twoWeeks())
  const team = { platform: 'slack', community: 'T1', channel: 'C1' } as const
  await letIn(shop.store, shop.workspace.id, { ...team, user: 'U1', role: 'moderator' })
  await letIn(shop.store, shop.workspace.id, { ...team, user: 'U2', role: 'moderator' })
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

async function logged(line: string, more: Partial<Invocation> = {}): Promise<FeedbackId> {
  const reply = textOf(await shop.ask(line, by('U1', more)))
  return Number(/F-(\d+)/.exec(reply)?.[1]) as FeedbackId
}
const said = async (line: string, user = 'U1') => textOf(await shop.refused(line, by(user)))
const item = (id: FeedbackId) => shop.store.loop.item(shop.workspace.id, id)

describe('what was logged', () => {
  test('waits for an answer, the oldest first, with buttons', async () => {
    const newer = await logged('log "Wet parcel" rating:2 store:Centre at:2026-11-17T08:00:00Z')
    const older = await logged('log "Rude staff" store:Harbour at:2026-11-15T08:00:00Z')
    const report = await shop.ask('open', by('U1'))
    const text = textOf(report)
    expect(text).toContain('Waiting for an answer: 2 items, complaints among them: 1')
    expect(text).toContain(`F-${older} has waited 3 days 2 hr (Harbour)`)
    expect(text.indexOf(`F-${older} has`)).toBeLessThan(text.indexOf(`F-${newer} has`))
    const buttons = report.blocks.flatMap((block) =>
      block.type === 'actions' ? block.actions : [],
    )
    expect(buttons.map(({ command }) => command)).toContain(`answered F-${older}`)
    expect(textOf(await shop.ask('open store:Centre', by('U1')))).not.toContain(`F-${older} has`)
  })

  describe('from a message', () => {
    const message = {
      id: '100.1',
      text: 'Wet parcel',
      author: { id: 'U9', name: 'Ona' },
      at: at('2026-11-17T10:00:00Z'),
      url: 'https://team.example/p1',
      thread: '100.0',
    }
    const on = async (line: string, more: Partial<typeof message> = {}) =>
      shop.refused(line, by('U1', { message: { ...message, ...more } }))

    test('is answered and resolved on that message, or on any of its thread, without an id', async () => {
      const id = await logged('log', { message })
      expect(textOf(await on('answered', { id: '100.7' }))).toContain(`F-${id} is answered`)
      expect(textOf(await on('resolved at:today'))).toContain(`F-${id} is resolved`)
      expect(await item(id)).toMatchObject({ state: 'resolved' })
    })

    test('is found where it was heard, before the thread that it is part of', async () => {
      await logged('log', { message: { ...message, id: '100.0' } })
      const heard = { ...answers(1, 'review', 3)[0], source: 'slack', kind: 'mention' } as const
      const externalId = 'slack:T1:C1:100.1'
      await shop.store.add(shop.workspace.id, {
        ...(heard as NewFeedback),
        externalId,
        at: message.at,
      })
      const found = await shop.store.moderation.idOf(shop.workspace.id, 'slack', externalId)
      expect(textOf(await on('answered'))).toContain(`F-${found} is answered`)
    })

    test('is that of the id where one is given', async () => {
      await logged('log', { message })
      const other = await logged('log "Rude staff" at:2026-11-17')
      expect(textOf(await on(`answered F-${other}`))).toContain(`F-${other} is answered`)
    })

    test('that was not logged is told of, and so is no message at all', async () => {
      expect(await on('answered')).toMatchObject({ errorId: 'loop.not-logged', suggestion: 'log' })
      expect(await shop.refused('answered', by('U1'))).toMatchObject({ errorId: 'loop.which' })
      expect(await on('answered store:x')).toMatchObject({
        errorId: 'loop.unknown-word',
        suggestion: 'answered at:today',
      })
    })
  })

  test('is answered and resolved once, and it is known by whom and when', async () => {
    const id = await logged('log "Wet parcel" at:2026-11-18T07:00:00Z')
    expect(await said(`answered F-${id} at:2026-11-18T09:30:00Z`)).toContain(
      `F-${id} is answered, 2 hr 30 min after it was said.`,
    )
    expect(await said(`answered ${id}`, 'U2')).toContain(`F-${id} was answered already: U1`)
    expect(await said(`resolved F-${id}`, 'U2')).toContain(`F-${id} is resolved, 3 hr after`)
    expect(await item(id)).toMatchObject({
      state: 'resolved',
      firstResponse: { user: 'slack:U1', at: at('2026-11-18T09:30:00Z') },
      resolution: { user: 'slack:U2', at: NOW },
    })
    expect(await said(`reopen F-${id}`)).toContain(`F-${id} is open again.`)
    expect(await item(id)).toMatchObject({ state: 'open', resolution: null })
    expect((await item(id))?.firstResponse?.user).toBe('slack:U1')
    const changes = await shop.store.moderation.changes(shop.workspace.id, id)
    expect(changes.map(({ after }) => after['state'])).toEqual(['answered', 'resolved', 'open'])
  })

  test('no longer waits when it is taken back, and waits again when it is brought back', async () => {
    const id = await logged('log "Wet parcel"')
    await said(`undo F-${id}`)
    expect(textOf(await shop.ask('open', by('U1')))).toContain('Nothing waits for an answer.')
    await said(`undo F-${id}`)
    expect(textOf(await shop.ask('open', by('U1')))).toContain('Waiting for an answer: 1 item,')
  })

  test('comes a page at a time', async () => {
    for (let hour = 10; hour < 20; hour += 1) {
      await logged(`log "Parcel ${hour}" at:2026-11-17T${hour}:00:00Z`)
    }
    const first = await shop.ask('open', by('U1'))
    const [more] = first.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    const second = textOf(await shop.ask(more?.command ?? '', by('U1')))
    expect(second).toContain('Parcel 19')
    expect(second).not.toContain('Parcel 10')
  })
})

describe('response times', () => {
  /** Items of a store that were answered after so many hours, from a day on. */
  async function answered(day: string, store: string, hours: readonly number[]): Promise<void> {
    const items = hours.flatMap((_, index) =>
      answers(1, 'mention', 0, {
        score: null,
        scale: null,
        text: `Parcel ${index}`,
        store,
        at: (at(`${day}T06:00:00Z`) + index * 60) as EpochSeconds,
      }),
    )
    await shop.add(items)
    for (const [index, each] of items.entries()) {
      const { workspace, store: all } = shop
      const id = await all.moderation.idOf(workspace.id, each.source, each.externalId)
      const took = (hours[index] ?? 0) * HOUR
      const signature = { user: 'slack:U1', name: 'U1', at: (each.at + took) as EpochSeconds }
      await all.loop.save(workspace.id, {
        feedback: id as FeedbackId,
        at: each.at,
        state: 'answered',
        firstResponse: signature,
        resolution: null,
        origin: null,
      })
    }
  }
  const upTo = (count: number, more = 0) => Array.from({ length: count }, (_, i) => i + 1 + more)

  test('are told by median and 90th percentile, with intervals and the change', async () => {
    await answered('2026-11-10', 'Centre', upTo(21))
    await answered('2026-11-03', 'Centre', upTo(21, 30))
    const report = await shop.ask('response last-week target:12h', by('U1'))
    const values = valuesOf(report)
    expect(values['firstResponse']).toEqual([11, 21])
    expect(values['firstResponseP90']).toEqual([19, 21])
    expect(values['answeredInTime']?.[0]).toBeCloseTo((100 * 11) / 21, 6)
    expect(values['resolution']).toEqual([null, 0])
    const headline = report.blocks.find((block) => block.type === 'headline')
    expect(headline?.change).toMatchObject({ value: -30, verdict: 'down' })
    const text = textOf(report)
    expect(text).toContain('11 hr (95% interval 6 hr to 16 hr)')
    expect(text).toContain('this is an improvement')
    expect(text).toContain('Answered: 21 of 21, resolved: 0.')
    expect(report.blocks.some((block) => block.type === 'chart')).toBe(true)
  })

  test('differ between stores where they clearly do', async () => {
    await answered('2026-11-10', 'Centre', upTo(20))
    await answered('2026-11-10', 'Harbour', upTo(20, 40))
    const text = textOf(await shop.ask('response last-week by store', by('U1')))
    expect(text).toMatch(/Clearly below the rest: Centre/)
    expect(text).toMatch(/Clearly above the rest: Harbour/)
  })

  test('count nothing against a target that had no time for it yet', async () => {
    await logged('log "Wet parcel" at:2026-11-18T07:00:00Z')
    for (let day = 1; day <= 12; day += 1) {
      await logged(
        `log "Parcel of day ${day}" at:2026-11-${String(day).padStart(2, '0')}T10:00:00Z`,
      )
    }
    const report = await shop.ask('response this-month target:1d', by('U1'))
    expect(valuesOf(report)['answeredInTime']).toEqual([0, 12])
    expect(textOf(report)).toContain('Waiting for an answer: 13 items')
  })

  test('of nothing are told as nothing', async () => {
    const text = textOf(await shop.ask('response last-week', by('U1')))
    expect(text).toContain('Nothing waits for an answer.')
  })
})

describe('an improvement', () => {
  test('is marked from the day that stands behind its words', async () => {
    expect(await said('did faster refunds store:Centre 2026-11-09')).toContain(
      'M-1 “faster refunds” is marked from 9 Nov 2026.',
    )
  })

  test('is marked, listed, drawn on trends of its metric and filters, and removed', async () => {
    const marked = await said('did "faster refunds" metric:nps store:Centre at:2026-11-09')
    expect(marked).toContain('M-1 “faster refunds” is marked from 9 Nov 2026.')
    expect(textOf(await shop.ask('did', by('U1')))).toContain('faster refunds')
    expect(textOf(await shop.ask('did list', by('U1')))).toContain('faster refunds')
    const eventsOf = async (line: string) => {
      const report = await shop.ask(line, by('U1'))
      const chart = report.blocks.find((block) => block.type === 'chart')
      return chart?.spec.type === 'trend' ? (chart.spec.events ?? []) : []
    }
    const [event] = await eventsOf('trend nps 2026-11-01..2026-11-15 by day store:Centre')
    expect(event).toEqual({ at: 7.5, label: 'faster refunds' })
    expect(await eventsOf('trend nps 2026-11-01..2026-11-15 by day')).toEqual([])
    expect(await eventsOf('trend nps 2026-10-01..2026-10-15 by day store:Centre')).toEqual([])
    const text = textOf(await shop.ask('trend nps last-week by day store:Centre', by('U1')))
    expect(text).toContain('Marked: faster refunds, 9 Nov 2026.')
    expect(await said('did remove M-1')).toContain('M-1 is removed.')
    expect(textOf(await shop.ask('did', by('U1')))).toContain('Nothing is marked yet.')
  })
})

describe('a mistake is told with what would be right', () => {
  test.each([
    ['answered', 'loop.which'],
    ['answered F-999999', 'moderation.no-such-feedback'],
    ['answered F-1 on:today', 'loop.unknown-word'],
    ['answered F-1 at:2020-01-01', 'loop.before-said'],
    ['answered F-1 at:2031-01-01T10:00:00Z', 'moderation.not-said-yet'],
    ['open after:x', 'loop.no-page'],
    ['response target:soon', 'loop.no-target'],
    ['response vs target', 'commands.no-target'],
    ['did x metric:love', 'loop.no-such-metric'],
    ['did x metric:csat', 'commands.no-such-answers'],
    ['did x tell:yes', 'loop.tell-needs-tag'],
    ['did x tell:maybe', 'loop.yes-or-no'],
    ['did remove M-9', 'loop.no-such-improvement'],
  ])('%s', async (line, errorId) => {
    expect((await shop.refused(line, by('U1'))).errorId).toBe(errorId)
  })
})

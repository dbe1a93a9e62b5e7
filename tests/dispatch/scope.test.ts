import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { createScopeViews } from '../../src/access/scope-views.ts'
import type { Filter } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import { examples } from '../../src/dispatch/command-help.ts'
import { letIn } from '../access.ts'
import {
  answers,
  at,
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  ONE_TO_FIVE,
  textOf,
  twoWeeks,
} from '../commands/made-workspace.ts'
import { twoWeeksOfVoices } from '../commands/voices.ts'

/** Nobody at Centre may ever read it. */
const CANARY = 'zebrafinch'
const SCOPE: readonly Filter[] = [{ dimension: 'store', names: ['Centre'] }]

function items(): NewFeedback[] {
  const factors = (price: number) => [
    { factor: 'price', score: price, scale: ONE_TO_FIVE },
    { factor: 'staff', score: 6 - price, scale: ONE_TO_FIVE },
  ]
  const elsewhere = {
    store: `Harbour ${CANARY}`,
    brand: `Sula ${CANARY}`,
    source: `Wire ${CANARY}`,
    survey: `Pier ${CANARY}`,
    tags: [`wet-${CANARY}`],
    author: `Zoe ${CANARY}`,
    at: at('2025-03-01T12:00:00Z'),
    text: `The ${CANARY} sang`,
  }
  return [
    ...twoWeeks(),
    ...twoWeeksOfVoices(7, 400, { store: 'Centre', aspect: 'delivery', strength: 0.9 }),
    ...[1, 2, 3, 4, 5].flatMap((score) => [
      ...answers(12, 'csat', score, { store: 'Centre', factors: factors(score), tags: ['late'] }),
      ...answers(9, 'review', score, {
        store: 'Centre',
        lang: 'kk',
        at: at('2026-10-20T08:00:00Z'),
      }),
      ...answers(8, 'csat', score, { ...elsewhere, factors: factors(6 - score) }),
      ...answers(8, 'ces', score, elsewhere),
    ]),
    ...answers(40, 'nps', 0, elsewhere),
    ...answers(30, 'nps', 1, { ...elsewhere, store: null }),
  ]
}

const PLACE = {
  community: 'T1',
  channel: 'C1',
  thread: null,
  kind: 'channel',
  shared: false,
} as const

/** A question of somebody in the channel of one store. */
function asked(text: string, user = 'U1'): Invocation {
  return {
    ...invocation(text),
    platform: 'slack',
    user: { id: user, name: user, standing: 'member', groups: [] },
    place: PLACE,
  }
}

let whole: MadeWorkspace
/** The same, but nothing except that store was ever stored. */
let part: MadeWorkspace
beforeAll(async () => {
  const all = items()
  whole = await madeWorkspace(all)
  part = await madeWorkspace(all.filter(({ store }) => store === 'Centre'))
  for (const { store, workspace } of [whole, part]) {
    const place = { platform: 'slack', community: 'T1', channel: 'C1', scope: SCOPE } as const
    await letIn(store, workspace.id, { ...place, user: 'U1', role: 'admin' })
  }
})
afterAll(async () => {
  await whole.close()
  await part.close()
})

/** Returns a reply without the numbers that count what was stored before. */
function comparable(reply: Reply): string {
  return JSON.stringify(reply, (key, value: unknown) =>
    key === 'reportId' || key === 'id' ? undefined : value,
  )
    .replace(/after:\\"[^"]*\\"|after:[^\s"]+/g, 'after:…')
    .replace(/\b([FR])-\d+/g, '$1-…')
}

const reading = registry.commands.filter(({ writes, unscoped }) => !writes && !unscoped)
const lines = [
  ...reading.flatMap((command) => examples(command, 'en')),
  ...reading
    .filter(({ period }) => period)
    .flatMap(({ name, subject }) => {
      const start = subject?.required ? `${name} nps` : name
      return ['last-week', 'all', '2026', 'last-week vs prev', '2025-03 as csv'].map(
        (rest) => `${start} ${rest}`,
      )
    }),
  'nps all by store',
  'nps all by brand',
  'csat all by survey',
  'csat all by tag',
  'sentiment all by lang',
  'mentions all by source',
  'aspects all by store',
  'compare Centre Harbour',
  `compare Centre "Harbour ${CANARY}"`,
  'nps Harbour',
  `nps store:"Harbour ${CANARY}"`,
  'nps brand:Sula',
  `quotes ${CANARY} all`,
  `quotes author:"Zoe ${CANARY}"`,
  'authors all',
  'sources all',
  'tags all',
  'csi all',
  'csi all by brand',
  'define csat',
  'help',
]

describe('in a place that sees one store', () => {
  test.each([...new Set(lines)])(
    '“%s” is answered as if nothing else were stored',
    async (line) => {
      const [one, other] = [whole, part].map((made) => made.host.answer(asked(line)))
      const [seen, real] = [comparable((await one) as Reply), comparable((await other) as Reply)]
      expect(seen).toBe(real)
      const typed = line.includes(CANARY)
      if (!typed) expect(seen).not.toContain(CANARY)
    },
  )

  test('most of these questions are answered with numbers, and otherwise elsewhere', async () => {
    let answered = 0
    let differing = 0
    for (const line of new Set(lines)) {
      const narrow = await whole.host.answer(asked(line))
      const wide = await whole.host.answer(invocation(line))
      if (narrow.kind === 'report') answered += 1
      if (comparable(narrow) !== comparable(wide)) differing += 1
    }
    expect(answered).toBeGreaterThan(100)
    expect(differing).toBeGreaterThan(100)
  })

  test('any question is', async () => {
    const of = <Item>(...all: readonly Item[]) => fc.constantFrom(...all)
    const question = fc
      .tuple(
        of(
          'nps',
          'csat',
          'csat mean',
          'rating',
          'sentiment',
          'loyalty',
          'mentions',
          'moved',
          'why nps',
        ),
        of('', 'last-week', '2026-10', 'all', 'last 90 days', '2025', 'this-week'),
        of('', 'by brand', 'by source', 'by week', 'by lang'),
        of(
          '',
          'brand:Norda',
          'source:App',
          'store:Centre',
          'aspect:delivery',
          'sentiment:negative',
        ),
      )
      .map((words) => words.filter(Boolean).join(' '))
    await fc.assert(
      fc.asyncProperty(question, async (line) => {
        const replies = await Promise.all(
          [whole, part].map((made) => made.host.answer(asked(line))),
        )
        const [seen, real] = replies.map(comparable)
        expect(seen).toBe(real)
        expect(seen).not.toContain(CANARY)
      }),
      { numRuns: 60 },
    )
    expect([...whole.faults, ...part.faults]).toEqual([])
  })

  test('completion offers nothing from elsewhere', async () => {
    for (const text of [
      'nps store:',
      'nps store:H',
      'quotes brand:',
      'nps survey:',
      'quotes tag:',
      'compare ',
      'np',
      'aspect ',
    ]) {
      const [one, other] = await Promise.all(
        [whole, part].map((made) => made.host.complete(asked(text))),
      )
      expect(one).toEqual(other)
      expect(JSON.stringify(one)).not.toContain(CANARY)
    }
  })

  test('another store is refused in words, whether it exists or not', async () => {
    for (const store of ['Harbour', 'Nowhere', `Harbour ${CANARY}`, 'Centre,Harbour']) {
      const name = store.includes(' ') ? `"${store}"` : store
      const reply = await whole.host.answer(asked(`nps last-week store:${name}`))
      expect(reply).toMatchObject({
        errorId: 'access.outside-scope',
        suggestion: 'nps 2026-W46 store:Centre',
      })
      expect(textOf(reply)).toContain('sees only store:Centre')
    }
    const reply = await whole.host.answer(asked('nps last-week store:centre'))
    expect(reply).toMatchObject({ filters: { store: ['Centre'] } })
  })

  test('what cannot be narrowed is refused, for an admin too', async () => {
    for (const line of ['imports', 'imports I-1']) {
      const reply = await whole.host.answer(asked(line))
      expect(reply).toMatchObject({ errorId: 'access.whole-workspace' })
    }
  })

  test('feedback of another store can be neither read nor corrected by its number', async () => {
    const { quotes } = await whole.store.quotes(whole.workspace.id, {
      range: { start: at('2020-01-01T00:00:00Z'), end: at('2030-01-01T00:00:00Z') },
      filters: [{ dimension: 'store', names: ['Harbour'] }],
      words: [],
      limit: 1,
    })
    const id = `F-${quotes[0]?.id}`
    for (const line of [`fix ${id}`, `fix ${id} positive`, `fix ${id} undo`]) {
      expect(await whole.host.answer(asked(line))).toMatchObject({
        errorId: 'moderation.no-such-feedback',
      })
    }
  })

  test('an answer that was given elsewhere is not told again', async () => {
    const wide = await whole.ask('nps last-week')
    const reply = await whole.host.answer(asked(`report R-${wide.reportId}`))
    expect(reply).toMatchObject({ errorId: 'commands.unknown-report' })
    const harbour = await whole.ask('nps last-week store:Harbour')
    expect(await whole.host.answer(asked(`report R-${harbour.reportId}`))).toMatchObject({
      errorId: 'commands.unknown-report',
    })
    const centre = await whole.ask('nps last-week store:Centre')
    expect(await whole.host.answer(asked(`report R-${centre.reportId}`))).toMatchObject({
      kind: 'report',
    })
    const stores = await whole.host.answer(asked('stores last-week'))
    const own = stores.kind === 'report' ? `report R-${stores.reportId}` : ''
    const again = await whole.host.answer(asked(own))
    expect(again).toMatchObject({ kind: 'report' })
    expect(textOf(again)).not.toContain('Harbour')
  })

  test('answers are not remembered for places that see more or less', async () => {
    const replies = await Promise.all([
      whole.host.answer(asked('stores last-week')),
      whole.host.answer(invocation('stores last-week')),
    ])
    const [narrow, wide] = replies.map(textOf)
    expect(narrow).not.toContain('Harbour')
    expect(wide).toContain('Harbour')
    expect(narrow).toContain('This place sees only store:Centre')
  })

  test('what people logged elsewhere is not there, and nothing is noted about it', async () => {
    const { store, workspace } = whole
    const by = { user: 'slack:U1', name: 'Ann', at: at('2026-11-18T09:00:00Z') }
    const range = { start: at('2020-01-01T00:00:00Z'), end: at('2030-01-01T00:00:00Z') }
    const first = async (name: string) => {
      const filters = [{ dimension: 'store', names: [name] }] as const
      const page = await store.quotes(workspace.id, { range, filters, words: [], limit: 1 })
      return page.quotes[0]?.id as FeedbackId
    }
    const [here, elsewhere] = [await first('Centre'), await first('Harbour')]
    for (const id of [here, elsewhere]) await store.moderation.noteLogged(workspace.id, id, by)
    const view = createScopeViews()(store, workspace.id, 0, SCOPE)
    const { moderation } = view
    expect(await moderation.logged(workspace.id, here)).toMatchObject({ feedback: here })
    expect(await moderation.logged(workspace.id, elsewhere)).toBeUndefined()
    expect(await moderation.loggedItems(workspace.id, null, 5)).toHaveLength(1)
    const change = { feedback: elsewhere, by, before: {}, after: {} }
    await expect(moderation.noteChange(workspace.id, change)).rejects.toBeInstanceOf(UserError)
    expect(await moderation.changes(workspace.id, elsewhere)).toEqual([])
    await expect(view.add(workspace.id, elsewhereItem())).rejects.toBeInstanceOf(UserError)
    await expect(view.exportPage(workspace.id, null, 5)).rejects.toBeInstanceOf(UserError)
    await expect(view.access.accounts(workspace.id)).rejects.toBeInstanceOf(UserError)
    await expect(view.span((workspace.id + 1) as WorkspaceId)).rejects.toBeInstanceOf(UserError)
  })
})

function elsewhereItem(): NewFeedback {
  const [item] = answers(1, 'mention', 0, { score: null, scale: null, text: 'x', store: 'Harbour' })
  if (!item) throw new Error('no item')
  return item
}

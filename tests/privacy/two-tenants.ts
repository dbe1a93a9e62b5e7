import fc from 'fast-check'
import { expect } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds, FeedbackId, ReportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { letIn } from '../access.ts'

const NOW = (Date.UTC(2026, 10, 16) / 1000) as EpochSeconds
const ALL = { start: 0 as EpochSeconds, end: (NOW + 86_400) as EpochSeconds }
/** Stands in everything that belongs to the other workspace. */
const CANARY = 'Zqxcanary'

function item(who: string, at: number): NewFeedback {
  return {
    kind: 'nps',
    score: at % 11,
    scale: { min: 0, max: 10, reversed: false },
    survey: null,
    text: `${who} says the courier was late ${at % 7}`,
    lang: 'en',
    at: (NOW - (at % 900) * 3_600) as EpochSeconds,
    source: `${who} source`,
    externalId: `${who}-${at}`,
    customer: `${who} customer ${at % 9}`,
    author: `${who} author ${at % 5}`,
    brand: null,
    product: null,
    channel: null,
    store: `${who} store ${at % 3}`,
    stage: null,
    segment: null,
    tags: [`${who} tag`],
    url: null,
    factors: [],
  }
}

/**
 * Runs random operations in two workspaces of one store and looks for the other's canary in all
 * that is said of the first. Returns how many were run.
 */
export async function mixTwoTenants(
  store: Store,
  operations: number,
  seed: number,
): Promise<number> {
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const mine = (await store.ensureWorkspace('mine', settings)).id
  const theirs = (await store.ensureWorkspace('theirs', settings)).id
  const whoOf = new Map<WorkspaceId, string>([
    [mine, 'Plain'],
    [theirs, CANARY],
  ])
  await letIn(store, theirs, { platform: 'slack', user: `${CANARY}-user`, community: 'T2' })
  const kinds = [
    'add',
    'edit',
    'remove',
    'read',
    'quotes',
    'names',
    'page',
    'traces',
    'forget',
    'reports',
    'people',
    'count',
  ] as const
  const plan = fc.sample(
    fc.record({
      kind: fc.constantFrom(...kinds),
      own: fc.boolean(),
      number: fc.integer({ min: 1, max: 3_000 }),
    }),
    { numRuns: operations, seed },
  )
  for (const [step, { kind, own, number }] of plan.entries()) {
    const ws = own ? mine : theirs
    const who = whoOf.get(ws) ?? ''
    const said = await operate(store, ws, who, kind, number, step)
    if (own && JSON.stringify(said ?? null).includes(CANARY)) {
      expect.fail(`step ${step}: ${kind} of the one workspace told of the other`)
    }
  }
  return plan.length
}

async function operate(
  store: Store,
  ws: WorkspaceId,
  who: string,
  kind: string,
  number: number,
  step: number,
): Promise<unknown> {
  const id = number as FeedbackId
  switch (kind) {
    case 'add':
      return await store.ingest(ws, {
        items: Array.from({ length: 3 }, (_, at) => item(who, step * 3 + at)),
        derivedIds: false,
      })
    case 'edit':
      return await store.edit(ws, id, { store: `${who} store ${number % 4}` })
    case 'remove':
      return number % 10 === 0 ? await store.remove(ws, [id]) : undefined
    case 'read':
      return await store.feedback(ws, id)
    case 'quotes':
      return await store.quotes(ws, { range: ALL, filters: [], words: ['courier'], limit: 5 })
    case 'names':
      return await store.names(ws, number % 2 === 0 ? 'customer' : 'store', { limit: 5 })
    case 'page':
      return await store.exportPage(ws, id, 5)
    case 'traces':
      return await store.privacy.traces(ws, {
        dimension: 'customer',
        name: `${number % 2 === 0 ? CANARY : 'Plain'} customer ${number % 9}`,
      })
    case 'forget': {
      if (number % 50 !== 0) return undefined
      const person = { dimension: 'author', name: `${CANARY} author ${number % 5}` } as const
      return await store.privacy.erase(ws, person, await store.privacy.tombstone(ws, person, NOW))
    }
    case 'reports':
      return await store.findReport(ws, number as ReportId)
    case 'people':
      return [await store.access.accounts(ws), await store.access.audit(ws, { ...ALL, limit: 5 })]
    default:
      return [await store.span(ws), await store.series(ws), await store.imports(ws, 5)]
  }
}

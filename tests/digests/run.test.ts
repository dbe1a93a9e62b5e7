import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Destination, EncodeContext } from '../../src/core/delivery.ts'
import { type Digest, type DigestSettings, slotKey } from '../../src/core/digest.ts'
import { UserError } from '../../src/core/errors.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Reply, Report } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { planDue, replanAll } from '../../src/digests/plan.ts'
import { runDue } from '../../src/digests/run.ts'
import type { DigestParts } from '../../src/digests/run-environment.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { openStore } from '../../storage/index.ts'

const MONDAY = '2026-11-16'
const HOUR = 3600
const at = (iso: string) => (Date.parse(iso) / 1000) as EpochSeconds

/** A metric's answer as a digest gets it. */
function metric(
  label: string,
  value: number,
  change?: { readonly value: number; readonly half: number },
  n = 120,
): Report {
  const clear = change !== undefined && Math.abs(change.value) > change.half
  return {
    kind: 'report',
    command: 'nps',
    commandLine: 'nps 2026-11-15',
    locale: 'en',
    title: label,
    filters: {},
    view: 'chart',
    sample: false,
    blocks: [
      {
        type: 'headline',
        text: [{ text: `${label} is ${value}.` }],
        values: [{ key: 'nps', label, value, low: value - 5, high: value + 5, n, unit: 'points' }],
        ...(change
          ? {
              change: {
                value: change.value,
                low: change.value - change.half,
                high: change.value + change.half,
                verdict: clear ? (change.value > 0 ? 'up' : 'down') : 'no-clear-change',
                baseline: { from: '2026-11-14', to: '2026-11-15', value: 0, n },
              },
            }
          : {}),
      },
    ],
  }
}

const notice = (text: string): Reply => ({
  kind: 'notice',
  level: 'error',
  locale: 'en',
  text: [{ text }],
  actions: [],
})

let folder: string
let store: Store
let workspace: WorkspaceId
let now: EpochSeconds
let sent: {
  readonly reply: Reply
  readonly destination: Destination
  readonly context: EncodeContext
}[]
let told: { readonly what: string; readonly detail: string; readonly key: string }[]
let asked: { readonly line: string; readonly at: EpochSeconds }[]
let answers: Record<string, Reply>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-digest-'))
  store = await openStore(`sqlite:${join(folder, 'store.db')}`)
  const settings = { zone: 'Europe/Vilnius', locale: 'en', sample: false } as const
  workspace = (await store.ensureWorkspace('team', settings)).id
  now = at(`${MONDAY}T07:00:00Z`)
  sent = []
  told = []
  asked = []
  answers = { nps: metric('NPS', 42), csat: metric('CSAT', 81) }
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

function parts(more: Partial<DigestParts> = {}): DigestParts {
  return {
    store,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: () => now,
    answer: async ({ text }, _, when) => {
      asked.push({ line: text, at: when })
      return answers[text.split(' ')[0] ?? ''] ?? notice(`nothing for ${text}`)
    },
    outlet: () => ({
      bot: 'B1',
      encode(reply, destination, context) {
        sent.push({ reply, destination, context })
        const { keyPrefix, giveUpAt } = context
        const part = { platform: 'slack', bot: 'B1', place: 'C1', payload: '{}', notBefore: now }
        return { parts: [{ ...part, key: `${keyPrefix}:0`, giveUpAt }], buttons: [] }
      },
      place: async (channel, thread) => ({
        community: 'T1',
        channel,
        thread,
        kind: 'channel',
        shared: false,
        name: 'general',
        member: true,
      }),
    }),
    accessOf: async () => ({
      role: 'manager',
      home: workspace,
      workspace: 'team',
      scope: [],
      link: null,
    }),
    tellOwner: async (_, what, detail, key) => {
      told.push({ what, detail, key })
    },
    ...more,
  }
}

async function create(more: Partial<DigestSettings> = {}, nextDue = now): Promise<Digest> {
  const settings: DigestSettings = {
    name: 'Morning',
    owner: { platform: 'slack', community: 'T1', user: 'U1', name: 'Ona' },
    target: { type: 'place', platform: 'slack', community: 'T1', channel: 'C1', thread: null },
    schedule: {
      days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
      minute: 9 * 60,
      zone: 'Europe/Vilnius',
    },
    contents: ['nps yesterday', 'csat yesterday'],
    locale: 'en',
    whenEmpty: 'line',
    ...more,
  }
  return await store.digests.create(workspace, settings, now, nextDue)
}

/** What a tick of the clock does. */
async function tick(more: Partial<DigestParts> = {}) {
  const planned = await planDue(store, now)
  await runDue(parts(more))
  return planned
}

const texts = () => sent.map(({ reply }) => toPlainText(reply))
const states = async (digest: Digest) =>
  (await store.digests.slots(workspace, digest.id, 10)).map(({ date, state }) => [date, state])

test('a digest goes out once, however often the clock ticks', async () => {
  const digest = await create()
  await tick()
  await tick()
  now = (now + HOUR) as EpochSeconds
  await tick()
  expect(sent).toHaveLength(1)
  expect(await states(digest)).toEqual([[MONDAY, 'queued']])
  const [part] = await store.delivery.partStates(slotKey(workspace, digest.id, MONDAY))
  expect(part?.key).toBe(`d:${workspace}:${digest.id}:${MONDAY}:0`)
  expect((await store.digests.find(workspace, digest.id))?.nextDue).toBe(at('2026-11-17T07:00:00Z'))
})

test('fault 18: a clock that steps to and fro skips no digest and sends none twice', async () => {
  const digest = await create()
  const due = now
  for (const step of [-HOUR, 0, -2, HOUR, -2, 0, -HOUR, HOUR]) {
    now = (due + step) as EpochSeconds
    await tick()
  }
  expect(sent).toHaveLength(1)
  now = (due + 24 * HOUR) as EpochSeconds
  await tick()
  now = (due + 23 * HOUR) as EpochSeconds
  await tick()
  expect(sent).toHaveLength(2)
  expect(await states(digest)).toEqual([
    ['2026-11-17', 'queued'],
    [MONDAY, 'queued'],
  ])
})

test('its lines are asked as of the time at which it was due', async () => {
  await create()
  now = (now + 2 * HOUR) as EpochSeconds
  await tick()
  expect(asked).toEqual([
    { line: 'nps yesterday', at: at(`${MONDAY}T07:00:00Z`) },
    { line: 'csat yesterday', at: at(`${MONDAY}T07:00:00Z`) },
  ])
  expect(texts()[0]).toContain('Delayed')
})

test('fault 19: after a long absence only the newest comes, and the missed ones are told', async () => {
  const digest = await create({}, at('2026-11-13T07:00:00Z'))
  now = (now + 2 * HOUR) as EpochSeconds
  expect(await tick()).toEqual({ due: 1, late: 3 })
  expect(sent).toHaveLength(1)
  expect(await states(digest)).toEqual([
    ['2026-11-16', 'queued'],
    ['2026-11-15', 'late'],
    ['2026-11-14', 'late'],
    ['2026-11-13', 'late'],
  ])
})

test('more than six hours late it does not come at all', async () => {
  const digest = await create()
  now = (now + 7 * HOUR) as EpochSeconds
  await tick()
  expect(sent).toEqual([])
  expect(await states(digest)).toEqual([[MONDAY, 'late']])
})

describe('one message', () => {
  test('begins with the clearest change and holds quiet metrics in one line', async () => {
    answers = {
      nps: metric('NPS', 42, { value: 1, half: 6 }),
      csat: metric('CSAT', 61, { value: -20, half: 5 }),
      ces: metric('CES', 5.2, { value: 0.1, half: 1 }),
    }
    await create({ contents: ['nps yesterday', 'csat yesterday', 'ces yesterday'] })
    await tick()
    const lines = (texts()[0] ?? '').split('\n').filter((line) => line.trim() !== '')
    expect(lines[0]).toBe('Morning · 16 Nov 2026: CSAT is 61.')
    expect(lines[1]).toMatch(/^No clear change: NPS 42(\.0)? · CES 5\.2/)
  })

  test('tells why a metric changed only where it clearly did', async () => {
    const why = (label: string, change: number, cause: string): Report => {
      const report = metric(label, 40, { value: change, half: 5 })
      const paragraph = { type: 'paragraph', text: [{ text: cause }] } as const
      return {
        ...report,
        command: 'why',
        title: `Why ${label}`,
        blocks: [...report.blocks, paragraph],
      }
    }
    answers = {
      nps: metric('NPS', 42, { value: -9, half: 5 }),
      why: why('NPS', -9, 'Store Kaunas carries it.'),
    }
    await create({ contents: ['nps last week', 'why nps last week'] })
    await tick()
    expect(texts()[0]).toContain('Why NPS: Store Kaunas carries it.')
    expect(texts()[0]?.match(/NPS is/g)).toHaveLength(1)
    answers = { nps: metric('NPS', 42), why: why('NPS', 1, 'Nothing does.') }
    now = at('2026-11-17T07:00:00Z')
    await tick()
    expect(texts()[1]).toContain('NPS is 42.')
    expect(texts()[1]).not.toMatch(/Why NPS|Nothing does/)
  })

  test('says in its place what failed, and the rest arrives', async () => {
    await create({ contents: ['nps yesterday', 'stores yesterday'] })
    await tick()
    expect(texts()[0]).toContain('NPS is 42.')
    expect(texts()[0]).toContain('stores yesterday: nothing for stores yesterday')
  })
})

describe('with nothing to tell', () => {
  beforeEach(() => {
    answers = { nps: metric('NPS', 0, undefined, 0), csat: metric('CSAT', 0, undefined, 0) }
  })

  test.each([
    ['send', 1, 'queued'],
    ['line', 1, 'queued'],
    ['skip', 0, 'empty'],
  ] as const)('%s sends %i messages', async (whenEmpty, messages, state) => {
    const digest = await create({ whenEmpty })
    await tick()
    expect(sent).toHaveLength(messages)
    expect(await states(digest)).toEqual([[MONDAY, state]])
  })

  test('the one line that comes late says so', async () => {
    await create({ whenEmpty: 'line' })
    now = (now + 2 * HOUR) as EpochSeconds
    await tick()
    expect(texts()[0]).toMatch(/no new answers\. Delayed: this was due/)
  })
})

describe('a place that may not see it', () => {
  const refuse = async () => {
    throw new UserError('digests.place-gone', { channel: 'C1' })
  }

  test('T7: gets nothing; the digest is held and its owner is asked, once', async () => {
    const digest = await create()
    await tick({ accessOf: refuse })
    now = (now + 24 * HOUR) as EpochSeconds
    await tick({ accessOf: refuse })
    expect(sent).toEqual([])
    expect(told).toEqual([
      {
        what: 'held',
        detail: 'digests.place-gone {"channel":"C1"}',
        key: `d:${workspace}:${digest.id}:${MONDAY}:held`,
      },
    ])
    expect((await store.digests.find(workspace, digest.id))?.state.type).toBe('held')
  })
})

test('a digest that fails three times in a row pauses itself and tells its owner', async () => {
  const digest = await create()
  const broken: Partial<DigestParts> = {
    outlet: () => ({
      bot: 'B1',
      encode: () => {
        throw new UserError('digests.faulty')
      },
      place: async (channel, thread) => ({
        community: null,
        channel,
        thread,
        kind: 'channel',
        shared: false,
        name: '',
        member: true,
      }),
    }),
  }
  for (let day = 0; day < 4; day += 1) {
    await tick(broken)
    now = (now + 24 * HOUR) as EpochSeconds
  }
  expect(told.map(({ what }) => what)).toEqual(['failed', 'failed', 'paused'])
  expect((await store.digests.find(workspace, digest.id))?.state).toMatchObject({ type: 'held' })
})

test('one that is sent out of turn tells its day', async () => {
  const digest = await create({}, at('2026-11-17T07:00:00Z'))
  const date = `${MONDAY}+event-1`
  await store.digests.plan(digest, [{ date, dueAt: now, state: 'due' }], digest.nextDue)
  await tick()
  expect(sent.map(({ reply }) => reply.kind === 'report' && reply.title)).toEqual([
    'Morning · 16 Nov 2026',
  ])
})

test('a platform that is away leaves the slot for later', async () => {
  const digest = await create()
  await tick({ outlet: () => undefined })
  expect(await states(digest)).toEqual([[MONDAY, 'due']])
})

test('fault 21: digests are planned anew where the rules of a zone have changed', async () => {
  const digest = await create({}, at('2026-11-17T06:00:00Z'))
  expect(await replanAll(store, now)).toBe(1)
  expect((await store.digests.find(workspace, digest.id))?.nextDue).toBe(at('2026-11-17T07:00:00Z'))
  expect(await replanAll(store, now)).toBe(0)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StorageError } from '../../src/core/errors.ts'
import { LOCALES } from '../../src/core/locale.ts'
import type { Store } from '../../src/core/store.ts'
import { createHost, isFault } from '../../src/dispatch/index.ts'
import {
  answers,
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  twoWeeks,
  valuesOf,
} from '../commands/made-workspace.ts'

let made: MadeWorkspace
beforeAll(async () => {
  made = await madeWorkspace([...twoWeeks(), ...answers(3, 'nps', 9, { store: 'Žvėrynas' })])
})
afterAll(() => made.close())

/** The store, counting its calls by name. */
function counting(store: Store): { store: Store; calls: Record<string, number> } {
  const calls: Record<string, number> = {}
  const counted = new Proxy(store, {
    get(target, property) {
      const value = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        calls[String(property)] = (calls[String(property)] ?? 0) + 1
        return Reflect.apply(value, target, args)
      }
    },
  })
  return { store: counted, calls }
}

function hostOver(store: Store, faults: unknown[] = []) {
  const quiet = { info: () => {}, warn: () => {}, error: (...args: unknown[]) => faults.push(args) }
  return createHost({
    store,
    registry: made.host.registry,
    charts: made.host.charts,
    log: quiet,
    clock: () => NOW,
    defaults: { workspace: 'shop', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
    newReference: () => 'ref-1',
  })
}

describe('names in filters', () => {
  test('are found whatever their case and accents', async () => {
    const report = await made.ask('nps all store:zverynas')
    expect(report.filters).toEqual({ store: ['Žvėrynas'] })
  })

  test('that nobody has are refused with the nearest, never answered with nothing', async () => {
    const notice = await made.refused('nps last-week store:Harbur by brand')
    expect(notice).toMatchObject({
      errorId: 'errors.unknown-name',
      suggestion: 'nps 2026-W46 by brand store:Harbour',
    })
    expect(notice.actions[0]?.command).toBe(notice.suggestion)
    expect((await made.refused('nps segment:gold')).errorId).toBe('errors.unused-dimension')
  })

  test('are suggested as a filter, where they are written as a bare word', async () => {
    const notice = await made.refused('nps last-week harbour')
    expect(notice).toMatchObject({
      errorId: 'parse.unknown_word',
      suggestion: 'nps last-week store:Harbour',
    })
  })

  test('of people are not listed', async () => {
    const notice = await made.refused('quotes author:Jona')
    expect(notice.errorId).toBe('errors.unknown-private-name')
    expect(JSON.stringify(notice)).not.toMatch(/Jonaitis/)
  })
})

describe('a mistake', () => {
  const mistakes = [
    'npss last-week',
    'nps lastt-weeek',
    'nps last-week by colour',
    'nps store:Nowhere',
    'nps vs',
    'trend npx',
    'compare',
    'report R-999',
    'quotes score:x',
    'csi weights:a',
    '',
  ]
  test.each(LOCALES)('is answered in words in %s, and nothing is logged', async (locale) => {
    for (const line of mistakes) {
      const notice = await made.refused(line, { locale })
      expect(notice).toMatchObject({ level: 'error', locale })
      expect(isFault(notice)).toBe(false)
      const words = notice.text.map(({ text }) => text).join('')
      expect(words.length).toBeGreaterThan(10)
      expect(words).not.toMatch(/\{\{|errors\.|[a-z]+:[a-z]+\.[a-z]/)
      if (locale === 'ru' || locale === 'kk') expect(words).toMatch(/\p{Script=Cyrillic}/u)
    }
    expect(made.faults).toEqual([])
  })

  test('changes nothing', async () => {
    const before = await made.store.dataVersion(made.workspace.id)
    for (const line of mistakes) await made.refused(line)
    expect(await made.store.dataVersion(made.workspace.id)).toBe(before)
  })

  test('in the workspace or the zone is told with what would be right', async () => {
    const workspace = await made.refused('nps', { workspace: 'nowhere' })
    expect(workspace).toMatchObject({ errorId: 'errors.unknown-workspace' })
    expect(workspace.text[0]?.text).toMatch(/shop/)
    expect((await made.refused('nps', { zone: 'Mars/Olympus' })).errorId).toBe(
      'errors.unknown-zone',
    )
  })
})

describe('a fault', () => {
  test('is logged under a reference that the user sees', async () => {
    const faults: unknown[] = []
    const broken = new Proxy(made.store, {
      get: (target, property) =>
        property === 'tallies'
          ? () => Promise.reject(new Error('out of paper'))
          : Reflect.get(target, property),
    })
    const notice = await hostOver(broken, faults).answer(invocation('nps last-week', 'lt'))
    expect(notice).toMatchObject({ kind: 'notice', locale: 'lt', errorId: 'errors.fault' })
    expect(JSON.stringify(notice)).toMatch(/ref-1/)
    expect(JSON.stringify(notice)).not.toMatch(/out of paper/)
    expect(JSON.stringify(faults)).toMatch(/ref-1.*out of paper/)
    expect(notice.kind === 'notice' && isFault(notice)).toBe(true)
  })

  test('of the database is told in plain words', async () => {
    for (const fault of ['locked', 'full', 'corrupt', 'unreachable'] as const) {
      const broken = new Proxy(made.store, {
        get: (target, property) =>
          property === 'findWorkspace'
            ? () => Promise.reject(new StorageError(fault, 'sqlite:data.db'))
            : Reflect.get(target, property),
      })
      const notice = await hostOver(broken).answer(invocation('nps'))
      expect(notice).toMatchObject({ errorId: `errors.storage-${fault}` })
      expect(JSON.stringify(notice)).toMatch(/sqlite:data\.db/)
    }
  })
})

describe('an answer', () => {
  test('is given even where it cannot be stored, and says so', async () => {
    const full = new Proxy(made.store, {
      get: (target, property) =>
        property === 'reserveReport'
          ? () => Promise.reject(new StorageError('full', 'sqlite:data.db'))
          : Reflect.get(target, property),
    })
    const reply = await hostOver(full).answer(invocation('nps last-week'))
    expect(reply).toMatchObject({ kind: 'report', command: 'nps' })
    expect(reply.kind === 'report' && reply.reportId).toBeUndefined()
    expect(JSON.stringify(reply)).toMatch(/could not be stored/)
  })

  test('asks the database little: the data version, the tallies, and it is stored', async () => {
    const { store, calls } = counting(made.store)
    const host = hostOver(store)
    await host.answer(invocation('nps 2026-W45'))
    for (const name of Object.keys(calls)) delete calls[name]
    await host.answer(invocation('nps last-week'))
    expect(calls).toEqual({ dataVersion: 1, tallies: 1, reserveReport: 1, saveReport: 1 })
  })

  test('is remembered until the data changes', async () => {
    const { store, calls } = counting(made.store)
    const host = hostOver(store)
    const first = await host.answer(invocation('nps last-week'))
    expect(await host.answer(invocation('nps 2026-W46'))).toEqual(first)
    expect(calls['tallies']).toBe(1)
    await made.add(answers(4, 'nps', 10))
    const later = await host.answer(invocation('nps last-week'))
    expect(calls['tallies']).toBe(2)
    expect(later.kind === 'report' && valuesOf(later)['nps']?.[1]).toBe(47)
  })

  test('is not shared between languages, zones and workspaces', async () => {
    const host = hostOver(made.store)
    await made.store.ensureWorkspace('other', { zone: 'Asia/Almaty', locale: 'kk', sample: false })
    const asked = [
      invocation('nps last-week'),
      invocation('nps last-week', 'ru'),
      { ...invocation('nps last-week'), zone: 'Asia/Almaty' },
    ]
    const replies = await Promise.all(asked.map((each) => host.answer(each)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(3)
    const other = await host.answer({ ...invocation('nps last-week'), workspace: 'other' })
    expect(other).toMatchObject({ kind: 'notice', locale: 'kk' })
  })

  test('reaches nobody who has no role', async () => {
    const first = await made.refused('nps last-week', { platform: 'telegram' })
    expect(first.errorId).toBe('errors.stranger')
    for (const line of ['help', 'quotes', 'nps harbour', 'nonsense', 'link here store:Harbour']) {
      const notice = await made.refused(line, { platform: 'telegram' })
      expect(notice.errorId).toBe('access.still-stranger')
      expect(notice.text).toHaveLength(1)
    }
    const completions = await made.host.complete({ ...invocation('np'), platform: 'telegram' })
    expect(completions).toEqual([])
  })
})

describe('completion', () => {
  const labels = async (text: string) =>
    (await made.host.complete(invocation(text))).map(({ line }) => line)

  test('knows commands, periods and the names in the data', async () => {
    expect(await labels('np')).toContain('nps')
    expect(await labels('nps store:Har')).toContainEqual(expect.stringMatching(/store:Harbour/))
    expect((await labels('nps la')).length).toBeGreaterThan(0)
  })

  test('does not list people', async () => {
    expect(JSON.stringify(await labels('quotes author:Jo'))).not.toMatch(/Jonaitis/)
  })
})

test('an empty store gets its first workspace with the first question', async () => {
  const empty = await madeWorkspace([])
  const host = hostOver(empty.store)
  for (const line of ['nps', 'nps store:Harbour', 'quotes aspect:delivery']) {
    const notice = await host.answer(invocation(line))
    expect(notice, line).toMatchObject({ errorId: 'commands.no-data-at-all' })
  }
  await empty.close()
})

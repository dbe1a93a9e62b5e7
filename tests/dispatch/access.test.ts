import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { authorizeDestination, type Dispatch } from '../../src/access/destination.ts'
import { type Command, ROLES, type Role } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Caller, Invocation, Place } from '../../src/core/invocation.ts'
import { LOCALES } from '../../src/core/locale.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { examples } from '../../src/dispatch/command-help.ts'
import { createHost, createRegistry, type DispatchHost } from '../../src/dispatch/index.ts'
import { letIn, operator } from '../access.ts'
import {
  answers,
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
  twoWeeks,
} from '../commands/made-workspace.ts'

const CHANNEL: Place = {
  community: 'T1',
  channel: 'C1',
  thread: null,
  kind: 'channel',
  shared: false,
}
const DIRECT: Place = { ...CHANNEL, channel: 'D1', kind: 'direct' }

/** A question as it comes from Slack. */
function from(
  user: string,
  text: string,
  more: Partial<Invocation> & { readonly caller?: Partial<Caller> } = {},
): Invocation {
  const { caller, ...rest } = more
  return {
    ...invocation(text),
    platform: 'slack',
    user: { id: user, name: user, standing: 'member', groups: [], ...caller },
    place: DIRECT,
    ...rest,
  }
}

function idOf(reply: Reply): string {
  return reply.kind === 'notice' ? (reply.errorId ?? reply.level) : reply.kind
}

let made: MadeWorkspace
beforeEach(async () => {
  made = await madeWorkspace(twoWeeks())
})
afterEach(() => made.close())

const grant = (user: string, role: Role, more = {}) =>
  letIn(made.store, made.workspace.id, {
    platform: 'slack',
    community: 'T1',
    user,
    role,
    ...more,
  })
const ask = async (invoked: Invocation): Promise<string> => idOf(await made.host.answer(invoked))

describe('a role', () => {
  test.each(ROLES)('of a %s lets in to what it is for', async (role) => {
    await grant('U1', role, { channel: 'C1' })
    for (const command of registry.commands.filter(({ needs }) => needs !== 'stranger')) {
      const [line = command.name] = examples(command, 'en')
      const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(command.needs as Role)
      const told = await ask(from('U1', line, { place: CHANNEL }))
      expect([line, told === 'errors.not-allowed']).toEqual([line, !isAllowed])
      expect(told).not.toBe('errors.stranger')
    }
  })

  test('may come from a user group or a Discord role', async () => {
    const group = { platform: 'slack', community: 'T1', group: 'S1' }
    await made.store.access.setGroupRole(made.workspace.id, group, 'viewer', operator)
    expect(await ask(from('U1', 'nps'))).toBe('errors.stranger')
    expect(await ask(from('U1', 'nps', { caller: { groups: ['S1'] } }))).toBe('report')
    const elsewhere = { ...DIRECT, community: 'T2' }
    const stranger = from('U1', 'nps', { caller: { groups: ['S1'] }, place: elsewhere })
    expect(await ask(stranger)).toBe('errors.stranger')
  })

  test('is the highest of those that a person has', async () => {
    await grant('U1', 'viewer', { channel: 'C1', everyone: 'moderator' })
    expect(await ask(from('U1', 'imports', { place: CHANNEL }))).toBe('report')
    expect(await ask(from('U1', 'imports'))).toBe('errors.not-allowed')
    expect(await ask(from('U9', 'nps', { place: CHANNEL }))).toBe('report')
    expect(await ask(from('U9', 'nps'))).toBe('errors.stranger')
  })

  test('T5: that was taken away meanwhile does not count any more', async () => {
    await grant('U1', 'moderator')
    await grant('U2', 'admin')
    const enqueued = from('U1', 'imports')
    expect(await ask(enqueued)).toBe('report')
    const person = { platform: 'slack', community: 'T1', user: 'U1', name: 'U1' }
    await made.store.access.setRole(made.workspace.id, person, 'viewer', operator)
    expect(await ask(enqueued)).toBe('errors.not-allowed')
    await made.store.access.setRole(made.workspace.id, person, null, operator)
    expect(await ask(enqueued)).toBe('errors.stranger')
    expect(await made.host.complete(from('U1', 'np'))).toEqual([])
  })

  test('T5: is read again inside the transaction in which a command writes', async () => {
    await grant('U1', 'manager')
    const host = made.host as DispatchHost
    const person = { platform: 'slack', community: 'T1', user: 'U1', name: 'U1' }
    const written = made.store.atomically(async (inner) => {
      await inner.access.setRole(made.workspace.id, person, null, operator)
      return host.answerOn(inner, from('U1', 'role give <@U2> viewer'))
    })
    await expect(written).rejects.toMatchObject({ id: 'errors.stranger' })
    expect(await made.store.access.accounts(made.workspace.id)).toHaveLength(1)
  })
})

describe('callers whom no role helps', () => {
  const spied = (store: Store): { store: Store; calls: string[] } => {
    const calls: string[] = []
    const spy = new Proxy(store, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value === 'function' || property === 'access') calls.push(String(property))
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    return { store: spy, calls }
  }

  test.each([
    ['T2: a guest', { standing: 'guest' }, 'access.guest'],
    ['T2: somebody of another organisation', { standing: 'external' }, 'access.external'],
    ['T4: an anonymous admin or a channel', { standing: 'anonymous' }, 'access.anonymous'],
    ['a bot', { standing: 'bot' }, 'access.bot'],
  ] as const)('%s is refused without feedback being read', async (_, caller, refusal) => {
    await grant('U1', 'admin', { channel: 'C1', everyone: 'moderator' })
    const { store, calls } = spied(made.store)
    const host = createHost({
      store,
      registry,
      charts: made.host.charts,
      log: made.host.log,
      clock: () => NOW,
      defaults: { workspace: 'shop', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
    })
    for (const line of ['nps', 'quotes', 'link ABCD-EFGH-JKMN-PQRS', 'role list', 'help']) {
      const reply = await host.answer(from('U1', line, { caller, place: CHANNEL }))
      expect(idOf(reply)).toBe(refusal)
    }
    expect(await host.complete(from('U1', 'nps store:', { caller }))).toEqual([])
    const read = new Set(calls)
    for (const call of ['tallies', 'quotes', 'feedback', 'names', 'findName', 'imports']) {
      expect(read).not.toContain(call)
    }
  })

  test('T3: a Discord role that is not in the payload gives nothing', async () => {
    const role = { platform: 'discord', community: 'G1', group: '777' }
    await made.store.access.setGroupRole(made.workspace.id, role, 'viewer', operator)
    const place = { ...DIRECT, community: 'G1' }
    const asked = (groups: string[]) =>
      from('5', 'nps', { platform: 'discord', caller: { groups }, place })
    expect(await ask(asked(['777']))).toBe('report')
    expect(await ask(asked(['778']))).toBe('errors.stranger')
  })

  test('T4: a forwarded command is not carried out', async () => {
    await grant('U1', 'admin')
    expect(await ask(from('U1', 'nps', { forwarded: true }))).toBe('access.forwarded')
  })
})

describe('a stranger', () => {
  test.each(LOCALES)(
    'learns in %s how to ask for access, once, and nothing else',
    async (locale) => {
      const first = await made.host.answer(from('U9', 'nps store:Harbour', { locale }))
      expect(idOf(first)).toBe('errors.stranger')
      expect(textOf(first)).toMatch(/\/link/)
      const lines = [
        'nps',
        'nps store:Harbor',
        'npss',
        'help',
        'quotes late',
        'report R-1',
        'fix F-1',
      ]
      for (const line of [
        ...lines,
        'link here',
        'link list',
        'link invite admin',
        'role list',
        '"',
      ]) {
        const reply = await made.host.answer(from('U9', line, { locale }))
        expect([line, idOf(reply)]).toEqual([line, 'access.still-stranger'])
        expect(JSON.stringify(reply)).not.toMatch(/Harbour|Centre|shop|moved|compare/)
        expect(reply.kind === 'notice' && reply.actions).toEqual([])
      }
      for (const line of ['', 'n', 'nps store:', 'link ']) {
        expect(await made.host.complete(from('U9', line, { locale }))).toEqual([])
      }
    },
  )

  test('cannot read names out of the command that lets people in', async () => {
    const lines = ['link here store:Harb', 'link store:Harb', 'link x store:Harbour', 'link lisst']
    for (const line of lines) {
      const reply = await made.host.answer(from('U9', line))
      expect(JSON.stringify(reply)).not.toMatch(/Harbour|Centre|shop/)
    }
  })
})

describe('a place', () => {
  test('that nobody linked shows no answers to all, but to those who have a role', async () => {
    await grant('U1', 'viewer')
    await grant('U2', 'admin')
    expect(await ask(from('U1', 'nps', { place: CHANNEL }))).toBe('access.unlinked-place')
    expect(await ask(from('U1', 'quotes', { place: CHANNEL }))).toBe('report')
    expect(await ask(from('U1', 'quotes', { place: CHANNEL, share: true }))).toBe(
      'access.unlinked-place',
    )
    const told = await made.host.answer(from('U2', 'nps', { place: CHANNEL }))
    expect(told).toMatchObject({ actions: [{ command: 'link here' }] })
    expect(await ask(from('U1', 'nps'))).toBe('report')
  })

  test('T7: that became shared is answered no more', async () => {
    await grant('U1', 'admin', { channel: 'C1' })
    expect(await ask(from('U1', 'nps', { place: CHANNEL }))).toBe('report')
    const shared = { ...CHANNEL, shared: true }
    for (const line of ['nps', 'quotes', 'help', 'role list']) {
      expect(await ask(from('U1', line, { place: shared }))).toBe('access.shared-place')
    }
  })

  test('that is shared on purpose shows its scope, and no single words', async () => {
    const terms = {
      channel: 'C1',
      shared: true,
      scope: [{ dimension: 'store', names: ['Centre'] }],
    }
    await grant('U1', 'viewer', terms)
    const shared = { ...CHANNEL, shared: true }
    const reply = await made.host.answer(from('U1', 'nps last-week', { place: shared }))
    expect(reply).toMatchObject({ filters: { store: ['Centre'] } })
    expect(await ask(from('U1', 'quotes', { place: shared }))).toBe('report')
    expect(await ask(from('U1', 'quotes', { place: shared, share: true }))).toBe(
      'access.shared-words',
    )
  })

  test('is told by its thread before its channel, and by its community last', async () => {
    const scope = (name: string) => ({ scope: [{ dimension: 'store' as const, names: [name] }] })
    await grant('U1', 'viewer')
    const { access } = made.store
    const link = (channel: string | null, thread: string | null, name: string) =>
      access.linkPlace(
        made.workspace.id,
        { platform: 'slack', community: 'T1', channel, thread },
        { role: null, shared: false, ...scope(name) },
        operator,
      )
    await link(null, null, 'Centre')
    await link('C1', null, 'Harbour')
    await link('C1', '7', 'Centre')
    const stores = async (place: Place) => {
      const reply = await made.host.answer(from('U1', 'nps last-week', { place }))
      return reply.kind === 'report' ? reply.filters['store'] : idOf(reply)
    }
    expect(await stores({ ...CHANNEL, thread: '7' })).toEqual(['Centre'])
    expect(await stores({ ...CHANNEL, thread: '8' })).toEqual(['Harbour'])
    expect(await stores({ ...CHANNEL, channel: 'C2' })).toEqual(['Centre'])
    expect(await stores(DIRECT)).toEqual(['Centre'])
  })
})

describe("single customers' words", () => {
  test('are left out of what everyone reads, unless the caller shares them', async () => {
    const loud: Command = {
      ...(registry.find('quotes') as Command),
      audience: 'channel',
    }
    const host = createHost({
      store: made.store,
      registry: createRegistry([loud]),
      charts: made.host.charts,
      log: made.host.log,
      clock: () => NOW,
      defaults: { workspace: 'shop', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
    })
    await grant('U1', 'viewer', { channel: 'C1' })
    const words = async (more: Partial<Invocation>) =>
      JSON.stringify(await host.answer(from('U1', 'quotes', more)))
    expect(await words({})).toContain('late again')
    expect(await words({ place: CHANNEL })).not.toContain('late again')
    expect(await words({ place: CHANNEL })).toContain('left out here')
    expect(await words({ place: CHANNEL, share: true })).toContain('late again')
  })

  test('are answered to the caller alone by every command that quotes them', async () => {
    await made.add(
      answers(12, 'review', 1, {
        text: 'The delivery was late again',
        analysis: {
          version: 'made',
          lang: 'en',
          sentiment: 'negative',
          score: -0.8,
          firstPerson: true,
          aspects: [{ aspect: 'delivery', polarity: 'negative', quote: 'late' }],
        },
      }),
    )
    await made.ask('nps last-week')
    for (const command of registry.commands) {
      for (const line of [...examples(command, 'en'), `${command.name} all`]) {
        const reply = await made.host.answer(invocation(line))
        if (reply.kind !== 'report') continue
        const quotes = reply.blocks.some(({ type }) => type === 'quotes')
        if (quotes || reply.namesPeople) {
          expect([line, command.audience]).toEqual([line, 'caller'])
        }
      }
    }
  })

  test('and names of people are shared by no one', async () => {
    await grant('U1', 'admin', { channel: 'C1' })
    await made.add(answers(12, 'review', 1, { author: 'Jonas', text: 'late' }))
    for (const line of ['role list', 'audit', 'link list']) {
      expect(await ask(from('U1', line, { place: CHANNEL, share: true }))).toBe(
        'access.never-shared',
      )
    }
  })
})

describe('two workspaces in one database', () => {
  const CANARY = 'quokka'
  let other: WorkspaceId
  beforeEach(async () => {
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    other = (await made.store.ensureWorkspace(`rival ${CANARY}`, settings)).id
    const secret = {
      store: `Pier ${CANARY}`,
      brand: CANARY,
      text: `The ${CANARY} ate it`,
      author: CANARY,
      tags: [CANARY],
    }
    await made.store.ingest(other, {
      items: answers(60, 'nps', 10, secret),
      derivedIds: false,
    })
    await grant('U1', 'admin', { channel: 'C1' })
    const rival = { platform: 'slack', community: 'T1', user: 'U2', channel: 'C2' } as const
    await letIn(made.store, other, { ...rival, role: 'admin' })
  })

  test('are told apart by the place and the person', async () => {
    const second = { ...CHANNEL, channel: 'C2' }
    const n = async (invoked: Invocation) => {
      const reply = await made.host.answer(invoked)
      if (reply.kind !== 'report') return idOf(reply)
      const headline = reply.blocks.find((block) => block.type === 'headline')
      return headline?.type === 'headline' ? headline.values[0]?.n : undefined
    }
    expect(await n(from('U1', 'nps last-week', { place: CHANNEL }))).toBe(40)
    expect(await n(from('U2', 'nps last-week', { place: second }))).toBe(60)
    expect(await n(from('U1', 'nps last-week'))).toBe(40)
    expect(await n(from('U2', 'nps last-week'))).toBe(60)
    expect(await n(from('U1', 'nps last-week', { place: second }))).toBe('errors.stranger')
    expect(await n(from('U2', 'nps last-week', { place: CHANNEL }))).toBe('errors.stranger')
    const named = from('U1', 'nps last-week', { workspace: `rival ${CANARY}` })
    expect(await n(named)).toBe(40)
  })

  test('T6: nothing of one is in any answer of the other', async () => {
    const lines = [
      ...registry.commands.flatMap((command) => examples(command, 'en')),
      'nps all by store',
      'quotes all',
      'nps store:Pi',
      `quotes ${CANARY.slice(0, 4)}`,
      'link remove L-1',
      'link remove L-2',
      'report R-1',
      'fix F-90',
      'authors all',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lines),
        fc.constantFrom(CHANNEL, DIRECT, { ...CHANNEL, channel: 'C2' }),
        fc.constantFrom('U1', 'U3'),
        fc.constantFrom(...LOCALES),
        async (line, place, user, locale) => {
          const reply = await made.host.answer(from(user, line, { place, locale }))
          const told = JSON.stringify(reply)
          expect(told).not.toContain(CANARY)
          const offered = await made.host.complete(from(user, line.slice(0, 9), { place, locale }))
          expect(JSON.stringify(offered)).not.toContain(CANARY)
        },
      ),
      { numRuns: 250 },
    )
    expect(JSON.stringify(made.faults)).not.toContain(CANARY)
  })
})

describe('the sample', () => {
  let sample: MadeWorkspace
  beforeAll(async () => {
    sample = await madeWorkspace([])
  })
  afterAll(() => sample.close())

  test('is shown to whoever has a role where nothing is stored yet', async () => {
    const settings = { zone: 'UTC', locale: 'en' } as const
    const { store, workspace } = sample
    const shown = await store.ensureWorkspace('sample', { ...settings, sample: true })
    await store.ingest(shown.id, { items: twoWeeks(), derivedIds: false })
    await letIn(store, workspace.id, { platform: 'slack', community: 'T1', user: 'U1' })
    const served = { workspace: 'sample' }
    const reply = await sample.host.answer(from('U1', 'nps last-week', served))
    expect(reply).toMatchObject({ kind: 'report', sample: true })
    await letIn(store, workspace.id, {
      platform: 'slack',
      community: 'T1',
      user: 'U2',
      role: 'moderator',
    })
    await sample.host.answer(from('U2', 'log "Wet parcel"', served))
    const before = (await store.exportPage(shown.id, null, 5000)).length
    expect([before, (await store.exportPage(workspace.id, null, 5)).length]).toEqual([80, 1])
    await sample.add(answers(12, 'nps', 9))
    const own = await sample.host.answer(from('U1', 'nps last-week', served))
    expect(own).toMatchObject({ kind: 'report', sample: false })
    expect(idOf(await sample.host.answer(from('U9', 'nps', served)))).toBe('errors.stranger')
  })
})

describe('a message that nobody asks for at that moment', () => {
  const owner = { platform: 'slack', user: 'U1' }
  const to = (place: Place) => ({ type: 'place', platform: 'slack', place }) as const
  const judged = async (
    lines: readonly string[],
    target: Dispatch['target'] = to(CHANNEL),
    by = owner,
  ): Promise<string> => {
    const { store, workspace } = made
    try {
      await authorizeDestination({ store, registry }, { workspace, owner: by, lines, target })
      return 'allowed'
    } catch (error) {
      if (error instanceof UserError) return error.id
      throw error
    }
  }

  test('goes where an admin linked the place, as long as its owner may ask', async () => {
    await grant('U1', 'viewer')
    expect(await judged(['nps'])).toBe('access.destination-unlinked')
    await grant('U1', 'viewer', { channel: 'C1' })
    expect(await judged(['nps', 'quotes'])).toBe('allowed')
    expect(await judged(['imports'])).toBe('access.destination-role')
    expect(await judged(['link list'])).toBe('access.never-shared')
    const person = { platform: 'slack', community: 'T1', user: 'U1', name: 'U1' }
    await made.store.access.setRole(made.workspace.id, person, null, operator)
    expect(await judged(['nps'])).toBe('access.destination-role')
    expect(await judged(['nps'], to(CHANNEL), { platform: 'console', user: 'operator' })).toBe(
      'allowed',
    )
  })

  test('T7: is held where the place became shared since', async () => {
    await grant('U1', 'viewer', { channel: 'C1' })
    expect(await judged(['nps'], to({ ...CHANNEL, shared: true }))).toBe(
      'access.destination-shared',
    )
    const terms = {
      channel: 'C1',
      shared: true,
      scope: [{ dimension: 'store', names: ['Centre'] }],
    }
    await grant('U1', 'viewer', terms)
    expect(await judged(['nps'], to({ ...CHANNEL, shared: true }))).toBe('allowed')
    expect(await judged(['nps', 'quotes'], to({ ...CHANNEL, shared: true }))).toBe(
      'access.destination-words',
    )
  })

  test('is narrowed to the scope of the place', async () => {
    const scope = [{ dimension: 'store', names: ['Centre'] }]
    await grant('U1', 'viewer', { channel: 'C1', scope })
    const { store, workspace, host } = made
    const access = await authorizeDestination(
      { store, registry },
      { workspace, owner, lines: ['stores'], target: to(CHANNEL) },
    )
    const invoked = from('U1', 'stores last-week', { place: CHANNEL, share: true })
    const reply = await (host as DispatchHost).answerAs(invoked, access, NOW)
    expect(textOf(reply)).toContain('Centre')
    expect(textOf(reply)).not.toContain('Harbour')
  })

  test('goes to no place of another workspace', async () => {
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const other = await made.store.ensureWorkspace('other', settings)
    await letIn(made.store, other.id, {
      platform: 'slack',
      community: 'T1',
      user: 'U2',
      channel: 'C1',
    })
    await grant('U1', 'admin')
    expect(await judged(['nps'])).toBe('access.destination-unlinked')
  })

  test('goes to a person who may ask for it', async () => {
    await grant('U1', 'manager')
    await grant('U2', 'viewer')
    const person = (user: string) =>
      ({ type: 'person', person: { platform: 'slack', user } }) as const
    expect(await judged(['imports', 'quotes'], person('U1'))).toBe('allowed')
    expect(await judged(['imports'], person('U2'))).toBe('access.destination-role')
    expect(await judged(['nps'], person('U2'))).toBe('allowed')
    expect(await judged(['nps'], person('U9'))).toBe('access.destination-role')
  })
})

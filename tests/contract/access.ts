import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Account, Actor, PlaceKey, PlaceTerms } from '../../src/core/access.ts'
import { ROLES, type Role } from '../../src/core/command.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Asker, Store } from '../../src/core/store.ts'
import { operator } from '../access.ts'
import { at } from './feedback.ts'

const NOW = at('2026-01-10T12:00:00Z')
const by: Actor = { ...operator, at: NOW }
const OPEN: PlaceTerms = { role: null, scope: [], shared: false }

let made = 0

/** What every database must do with who may do what. */
export function describeAccess(opened: () => Store, workspace: () => Promise<WorkspaceId>): void {
  let access: Store['access']
  let ws: WorkspaceId
  /** Ids of their own for every test: grants look at all workspaces. */
  let own: string
  beforeEach(async () => {
    access = opened().access
    ws = await workspace()
    made += 1
    own = `x${made}`
  })

  const person = (user: string) => ({
    platform: 'slack',
    community: `T${own}`,
    user: `${own}-${user}`,
    name: user,
  })
  const channel = (id: string | null, thread: string | null = null): PlaceKey => ({
    platform: 'slack',
    community: `T${own}`,
    channel: id === null ? null : `${own}-${id}`,
    thread,
  })
  const asker = (more: Partial<Asker> = {}): Asker => ({
    account: person('ann'),
    groups: [],
    place: channel('c1'),
    ...more,
  })
  const rolesOf = async (asked = asker()): Promise<readonly Role[]> =>
    (await access.grants(asked)).roles.map(({ role }) => role)
  const named = (accounts: readonly Account[]) => accounts.map(({ name, role }) => [name, role])

  describe('roles of people', () => {
    test('are given, changed and taken, and each change is in the log', async () => {
      expect(await access.setRole(ws, person('boss'), 'admin', by)).toBe('changed')
      expect(await access.setRole(ws, person('ann'), 'viewer', by)).toBe('changed')
      expect(await access.setRole(ws, person('ann'), 'viewer', by)).toBe('unchanged')
      expect(await access.setRole(ws, person('ann'), 'manager', by)).toBe('changed')
      expect(named(await access.accounts(ws))).toEqual([
        ['boss', 'admin'],
        ['ann', 'manager'],
      ])
      expect(await rolesOf()).toEqual(['manager'])
      expect(await access.setRole(ws, person('ann'), null, by)).toBe('changed')
      expect(await access.setRole(ws, person('ann'), null, by)).toBe('unchanged')
      expect(await rolesOf()).toEqual([])
      const log = await access.audit(ws, { start: NOW, end: later(1), limit: 10 })
      const key = (user: string) => `slack/T${own}/${own}-${user}`
      expect(log.map(({ detail, outcome, name }) => [detail, outcome, name])).toEqual(
        [
          `– → ${key('ann')}`,
          `manager → ${key('ann')}`,
          `viewer → ${key('ann')}`,
          `admin → ${key('boss')}`,
        ].map((detail) => [detail, 'changed', 'operator']),
      )
    })

    test('leave one admin at least', async () => {
      expect(await access.hasAdmin(ws)).toBe(false)
      await access.setRole(ws, person('boss'), 'admin', by)
      expect(await access.hasAdmin(ws)).toBe(true)
      expect(await access.setRole(ws, person('boss'), 'manager', by)).toBe('last-admin')
      expect(await access.setRole(ws, person('boss'), null, by)).toBe('last-admin')
      await access.setRole(ws, person('ann'), 'admin', by)
      const outcomes = await Promise.all([
        access.setRole(ws, person('boss'), null, by),
        access.setRole(ws, person('ann'), 'viewer', by),
      ])
      expect([...outcomes].sort()).toEqual(['changed', 'last-admin'])
      expect(await access.hasAdmin(ws)).toBe(true)
    })

    test('belong to one workspace, one community and one platform', async () => {
      const other = await workspace()
      await access.setRole(ws, person('ann'), 'admin', by)
      expect(await access.accounts(other)).toEqual([])
      expect(await access.hasAdmin(other)).toBe(false)
      const elsewhere = { ...person('ann'), community: 'T-other' }
      expect(await rolesOf(asker({ account: elsewhere }))).toEqual([])
      expect(await rolesOf(asker({ account: { ...person('ann'), platform: 'discord' } }))).toEqual(
        [],
      )
      await access.setRole(other, person('ann'), 'viewer', by)
      expect((await access.grants(asker())).roles).toEqual(
        expect.arrayContaining([
          { workspace: ws, role: 'admin' },
          { workspace: other, role: 'viewer' },
        ]),
      )
    })

    test('of the same person at the same time end as one', async () => {
      await Promise.all(ROLES.map((role) => access.setRole(ws, person('ann'), role, by)))
      expect(await access.accounts(ws)).toHaveLength(1)
    })

    test('keep any name as it is', async () => {
      const name = '<@U1> "‮x" \u0000 𝒜'
      await access.setRole(ws, { ...person('ann'), name }, 'viewer', by)
      expect((await access.accounts(ws))[0]?.name).toBe(name.replace('\0', ''))
    })
  })

  describe('groups', () => {
    test('give their members a role in their community', async () => {
      const group = { platform: 'slack', community: `T${own}`, group: 'S1' }
      expect(await access.setGroupRole(ws, group, 'moderator', by)).toBe('changed')
      expect(await access.setGroupRole(ws, group, 'moderator', by)).toBe('unchanged')
      expect(await rolesOf(asker({ groups: ['S0', 'S1'] }))).toEqual(['moderator'])
      expect(await rolesOf(asker({ groups: ['S0'] }))).toEqual([])
      const place = { ...channel('c1'), community: 'T-other' }
      expect(await rolesOf(asker({ groups: ['S1'], place }))).toEqual([])
      expect(await access.groups(ws)).toMatchObject([{ ...group, role: 'moderator' }])
      expect(await access.setGroupRole(ws, group, null, by)).toBe('changed')
      expect(await access.groups(ws)).toEqual([])
    })
  })

  describe('places', () => {
    const linksOf = async (place: PlaceKey) =>
      (await access.grants(asker({ place }))).links.map(({ id }) => id)
    const link = async (place: PlaceKey, terms = OPEN, where = ws) => {
      const linked = await access.linkPlace(where, place, terms, by)
      if (linked === 'taken') throw new Error('taken')
      return linked
    }

    test('are found from the most special to the community', async () => {
      const community = await link(channel(null))
      const whole = await link(channel('c1'))
      const thread = await link(channel('c1', '7'))
      expect(await linksOf(channel('c1', '7'))).toEqual([thread.id, whole.id, community.id])
      expect(await linksOf(channel('c1', '8'))).toEqual([whole.id, community.id])
      expect(await linksOf(channel('c1'))).toEqual([whole.id, community.id])
      expect(await linksOf(channel('c2'))).toEqual([community.id])
      expect(await linksOf({ ...channel('c1'), community: 'T-other' })).toEqual([])
      expect(await linksOf({ ...channel('c1'), platform: 'discord' })).toEqual([])
    })

    test('without a community are found by their channel alone', async () => {
      const chat = { platform: 'telegram', community: null, channel: `-100${own}`, thread: null }
      const linked = await link(chat)
      expect(await linksOf(chat)).toEqual([linked.id])
      expect(await linksOf({ ...chat, thread: '5' })).toEqual([linked.id])
      expect(await linksOf({ ...chat, channel: '-1' })).toEqual([])
    })

    test('keep their terms, which may change', async () => {
      const terms: PlaceTerms = {
        role: 'viewer',
        scope: [{ dimension: 'store', names: ['Žvėrynas', '"A", B'] }],
        shared: true,
      }
      const first = await link(channel('c1'))
      const linked = await link(channel('c1'), terms)
      expect(linked).toMatchObject({ id: first.id, workspace: ws, ...channel('c1'), ...terms })
      expect(await access.places(ws)).toEqual([linked])
      expect((await access.grants(asker())).links).toEqual([linked])
    })

    test('belong to one workspace only', async () => {
      const other = await workspace()
      await link(channel('c1'))
      expect(await access.linkPlace(other, channel('c1'), OPEN, by)).toBe('taken')
      const [one, two] = await Promise.all([
        access.linkPlace(ws, channel('c2'), OPEN, by),
        access.linkPlace(other, channel('c2'), OPEN, by),
      ])
      expect([one, two].filter((each) => each === 'taken')).toHaveLength(1)
    })

    test('are taken away by their own workspace', async () => {
      const other = await workspace()
      const linked = await link(channel('c1'))
      expect(await access.removeLink(other, linked.id, by)).toBe(false)
      expect(await access.removeLink(ws, linked.id, by)).toBe(true)
      expect(await access.removeLink(ws, linked.id, by)).toBe(false)
      expect(await linksOf(channel('c1'))).toEqual([])
      await link(channel('c1'), OPEN, other)
    })

    test('move with their chat', async () => {
      const chat = { platform: 'telegram', community: null, channel: `-5${own}`, thread: null }
      const linked = await link(chat)
      await access.movePlace('telegram', chat.channel, `-100${own}`)
      expect(await linksOf(chat)).toEqual([])
      expect(await linksOf({ ...chat, channel: `-100${own}` })).toEqual([linked.id])
      await access.movePlace('telegram', chat.channel, `-100${own}`)
    })
  })

  describe('invites', () => {
    const invite = (hash: string, more: { role?: Role; uses?: number; first?: boolean } = {}) =>
      access.invite(
        ws,
        { hash: own + hash, role: 'viewer', uses: 1, expiresAt: later(60), first: false, ...more },
        by,
      )
    const redeem = (hash: string, user: string, when = NOW) =>
      access.redeem(own + hash, person(user), { ...by, at: when })

    test('let in as many as they say, until they expire', async () => {
      const { id } = await invite('h1', { uses: 2, role: 'moderator' })
      expect(await access.invites(ws, NOW)).toMatchObject([{ id, uses: 2, used: 0 }])
      expect(await redeem('h1', 'ann')).toEqual({
        type: 'accepted',
        workspace: ws,
        role: 'moderator',
      })
      expect(await redeem('h1', 'ben', later(59))).toMatchObject({ type: 'accepted' })
      expect(await redeem('h1', 'cat')).toEqual({ type: 'refused' })
      expect(await access.invites(ws, NOW)).toEqual([])
      await invite('h2')
      expect(await redeem('h2', 'cat', later(60))).toEqual({ type: 'refused' })
      expect(await access.invites(ws, later(60))).toEqual([])
      expect(await redeem('none', 'cat')).toEqual({ type: 'refused' })
    })

    test('let in no more than that at once', async () => {
      await invite('h1', { uses: 3 })
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => redeem('h1', `p${index}`)),
      )
      expect(outcomes.filter(({ type }) => type === 'accepted')).toHaveLength(3)
      expect(await access.accounts(ws)).toHaveLength(3)
    })

    test('raise a role and never lower it', async () => {
      await access.setRole(ws, person('boss'), 'manager', by)
      await invite('h1')
      expect(await redeem('h1', 'boss')).toMatchObject({ type: 'needless', role: 'manager' })
      expect(await redeem('h1', 'ann')).toMatchObject({ type: 'accepted', role: 'viewer' })
      await invite('h2', { role: 'manager' })
      expect(await redeem('h2', 'ann')).toMatchObject({ type: 'accepted', role: 'manager' })
      expect(named(await access.accounts(ws)).sort()).toEqual([
        ['ann', 'manager'],
        ['boss', 'manager'],
      ])
    })

    test('for the first admin are good only while there is none', async () => {
      await invite('h1', { role: 'admin', first: true })
      await invite('h2', { role: 'admin', first: true })
      expect(await access.invites(ws, NOW)).toEqual([])
      const outcomes = await Promise.all([redeem('h1', 'ann'), redeem('h2', 'ben')])
      expect(outcomes.map(({ type }) => type).sort()).toEqual(['accepted', 'refused'])
    })

    test('are void once whoever gave them out has less', async () => {
      const boss = person('boss')
      await access.setRole(ws, person('root'), 'admin', by)
      await access.setRole(ws, boss, 'manager', by)
      const give = (hash: string, role: Role) =>
        access.invite(
          ws,
          { hash: own + hash, role, uses: 5, expiresAt: later(60), first: false },
          { ...by, account: boss },
        )
      await give('h1', 'manager')
      await give('h2', 'viewer')
      await access.setRole(ws, boss, 'moderator', by)
      expect(await redeem('h1', 'ann')).toEqual({ type: 'refused' })
      expect(await redeem('h2', 'ann')).toMatchObject({ type: 'accepted' })
      await access.setRole(ws, boss, null, by)
      expect(await redeem('h2', 'ben')).toEqual({ type: 'refused' })
    })

    test('are taken away by their id', async () => {
      const { id } = await invite('h1')
      expect(await access.removeLink(ws, id, by)).toBe(true)
      expect(await redeem('h1', 'ann')).toEqual({ type: 'refused' })
    })
  })

  describe('the audit log', () => {
    const entry = (second: number, more: { user?: string; detail?: string } = {}) => ({
      account: { platform: 'telegram', community: null, user: more.user ?? '7' },
      name: 'Ann',
      place: { platform: 'telegram', community: null, channel: '-5', thread: null },
      at: later(second),
      command: 'nps',
      outcome: 'denied' as const,
      detail: more.detail ?? '',
    })

    test('tells what happened, newest first, by person, outcome and time', async () => {
      for (const second of [1, 2, 3]) await access.record(ws, entry(second))
      await access.record(ws, { ...entry(2, { user: '8' }), outcome: 'answered' })
      const all = { start: NOW, end: later(10), limit: 10 }
      const seconds = async (more: Parameters<typeof access.audit>[1]) =>
        (await access.audit(ws, more)).map((each) => each.at - NOW)
      expect(await seconds(all)).toEqual([3, 2, 2, 1])
      expect(await seconds({ ...all, limit: 2 })).toEqual([3, 2])
      expect(await seconds({ ...all, user: '7', start: later(2) })).toEqual([3, 2])
      expect(await seconds({ ...all, outcome: 'answered' })).toEqual([2])
      expect((await access.audit(ws, all))[0]).toEqual({ id: expect.any(Number), ...entry(3) })
      expect(await access.audit(await workspace(), all)).toEqual([])
    })

    test('cuts what is too long and forgets what is old', async () => {
      await access.record(ws, entry(1, { detail: 'x'.repeat(10_000) }))
      await access.record(ws, entry(5))
      const all = { start: NOW, end: later(10), limit: 10 }
      expect((await access.audit(ws, all))[1]?.detail.length).toBeLessThanOrEqual(200)
      expect(await access.forgetAudit(ws, later(5))).toBe(1)
      expect(await access.audit(ws, all)).toHaveLength(1)
    })
  })

  test('what one workspace grants, another never does', async () => {
    const other = await workspace()
    const user = fc.constantFrom('ann', 'ben')
    const role = fc.constantFrom<Role | null>(...ROLES, null)
    const step = fc.record({ user, role, mine: fc.boolean(), channel: fc.constantFrom('a', 'b') })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const roles = new Map<string, Role | null>()
        const places = new Map<string, WorkspaceId>()
        for (const { user: who, role: what, mine, channel: id } of steps) {
          const where = mine ? ws : other
          const outcome = await access.setRole(where, person(who), what, by)
          if (outcome !== 'last-admin') roles.set(`${where} ${who}`, what)
          const terms = { ...OPEN, role: what }
          const linked = await access.linkPlace(where, channel(id), terms, by)
          if (linked !== 'taken') places.set(id, where)
          expect(linked === 'taken').toBe(places.get(id) !== where)
        }
        for (const who of ['ann', 'ben']) {
          const { roles: found } = await access.grants(asker({ account: person(who) }))
          for (const { workspace: where, role: what } of found) {
            if (roles.has(`${where} ${who}`)) expect(roles.get(`${where} ${who}`)).toBe(what)
          }
        }
        for (const [id, where] of places) {
          const { links } = await access.grants(asker({ place: channel(id) }))
          expect(links[0]?.workspace).toBe(where)
        }
        for (const each of [...(await access.places(ws)), ...(await access.places(other))]) {
          await access.removeLink(each.workspace, each.id, by)
        }
      }),
      { numRuns: 15 },
    )
  })

  function later(seconds: number): EpochSeconds {
    return (NOW + seconds) as EpochSeconds
  }
}

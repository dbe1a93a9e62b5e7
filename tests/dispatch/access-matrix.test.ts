import { describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { authorize, refuseStanding } from '../../src/access/authorize.ts'
import type { Access, PlaceLink } from '../../src/core/access.ts'
import { type Command, ROLES, type Role } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Caller, Place } from '../../src/core/invocation.ts'

const CHAT = ['slack', 'discord', 'telegram', 'a-platform-of-tomorrow'] as const
const HOME = ['console', 'web'] as const
const STANDINGS = ['member', 'guest', 'external', 'anonymous', 'bot'] as const
const PLACES = ['direct', 'channel', 'thread'] as const
/** What an admin decided about the place: nothing, that it may be used, that others may read along. */
const LINKS = ['none', 'linked', 'shared', 'shared-without-scope'] as const

interface Case {
  readonly command: Command
  readonly platform: string
  readonly role: Role | null
  readonly standing: Caller['standing']
  readonly place: (typeof PLACES)[number]
  /** People of other organisations read it. */
  readonly outside: boolean
  readonly link: (typeof LINKS)[number]
  readonly share: boolean
  readonly forwarded: boolean
}

function linkOf(link: Case['link']): PlaceLink | null {
  if (link === 'none') return null
  return {
    id: 1,
    workspace: 1 as WorkspaceId,
    platform: 'slack',
    community: 'T1',
    channel: 'C1',
    thread: null,
    role: null,
    scope: link === 'shared' ? [{ dimension: 'store', names: ['Centre'] }] : [],
    shared: link !== 'linked',
    since: 0 as EpochSeconds,
  }
}

/** Returns the id of the refusal, or `allowed`. */
function verdict({ command, platform, role, standing, forwarded, share, ...where }: Case): string {
  const link = linkOf(where.link)
  const access: Access = {
    role,
    home: 1 as WorkspaceId,
    workspace: 'shop',
    scope: link?.scope ?? [],
    link,
  }
  const place: Place = {
    community: 'T1',
    channel: 'C1',
    thread: where.place === 'thread' ? '7' : null,
    kind: where.place === 'direct' ? 'direct' : 'channel',
    shared: where.outside,
  }
  const user: Caller = { id: 'U1', name: 'Ann', standing, groups: [] }
  try {
    authorize(
      command,
      {
        platform,
        user,
        place,
        ...(forwarded ? { forwarded: true } : {}),
        ...(share ? { share: true } : {}),
      },
      access,
    )
    return 'allowed'
  } catch (error) {
    if (error instanceof UserError) return error.id
    throw error
  }
}

const flags = [false, true]

function* cases(command: Command, platforms: readonly string[]): Generator<Case> {
  for (const platform of platforms)
    for (const role of [null, ...ROLES])
      for (const standing of STANDINGS)
        for (const place of PLACES)
          for (const outside of flags)
            for (const link of LINKS)
              for (const share of flags)
                for (const forwarded of flags)
                  yield {
                    command,
                    platform,
                    role,
                    standing,
                    place,
                    outside,
                    link,
                    share,
                    forwarded,
                  }
}

/** The rule in the words of the decision that people made, apart from the code that carries it out. */
function isPermitted({ command, role, standing, place, outside, link, share, forwarded }: Case) {
  if (standing !== 'member' || forwarded) return false
  if (share && command.unscoped) return false
  if (command.needs === 'stranger') return true
  const needed = { viewer: 1, moderator: 2, manager: 3, admin: 4 }[command.needs]
  const has = role === null ? 0 : { viewer: 1, moderator: 2, manager: 3, admin: 4 }[role]
  if (has < needed) return false
  if (outside && link !== 'shared') return false
  const everyoneSees = place !== 'direct' && (share || command.audience === 'channel')
  if (!everyoneSees) return true
  if (link === 'none') return false
  return !(outside && command.audience === 'caller')
}

describe.each(registry.commands)('the rule of $name', (command) => {
  test('is written down', () => {
    expect(['stranger', ...ROLES]).toContain(command.needs)
    expect(['caller', 'channel']).toContain(command.audience)
  })

  test('T1: holds for every role, platform, kind of place and standing', () => {
    let count = 0
    const wrong: unknown[] = []
    for (const each of cases(command, CHAT)) {
      count += 1
      const isAllowed = verdict(each) === 'allowed'
      if (isAllowed !== isPermitted(each)) wrong.push({ ...each, command: command.name, isAllowed })
    }
    expect(count).toBe(4 * 5 * 5 * 3 * 2 * 4 * 2 * 2)
    expect(wrong.slice(0, 3)).toEqual([])
  })

  test('lets who sits at the machine do everything', () => {
    for (const each of cases(command, HOME)) expect(verdict(each)).toBe('allowed')
  })

  test('gives each role what the one before it has', () => {
    for (const each of cases(command, CHAT)) {
      if (each.role === null || verdict(each) !== 'allowed') continue
      const next = ROLES[ROLES.indexOf(each.role) + 1]
      if (next) expect(verdict({ ...each, role: next })).toBe('allowed')
    }
  })

  test('is not loosened by a place that others read, nor by sharing', () => {
    for (const each of cases(command, CHAT)) {
      if (verdict(each) !== 'allowed') continue
      expect(verdict({ ...each, outside: false })).toBe('allowed')
      expect(verdict({ ...each, share: false })).toBe('allowed')
    }
  })
})

test('only letting oneself in, answering a survey one was invited to and asking what is stored of oneself are for strangers', () => {
  const open = registry.commands.filter(({ needs }) => needs === 'stranger')
  expect(open.map(({ name }) => name).sort()).toEqual(['answer', 'link', 'whatdoyouknow'])
})

test('a command that a scope does not narrow is answered to the caller alone, and is about no feedback', () => {
  const unscoped = registry.commands.filter((command) => command.unscoped)
  for (const { audience } of unscoped) expect(audience).toBe('caller')
  expect(unscoped.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['role', 'link', 'audit']),
  )
})

test('T1: a command without a rule is refused, whatever else is true', () => {
  const { needs: _, ...lawless } = registry.commands[0] as Command
  for (const role of [null, ...ROLES]) {
    const command = lawless as unknown as Command
    const decided = () =>
      verdict({
        command,
        platform: 'slack',
        role,
        standing: 'member',
        place: 'direct',
        outside: false,
        link: 'linked',
        share: false,
        forwarded: false,
      })
    expect(decided()).not.toBe('allowed')
  }
})

test('who is no plain member is told why, without anything being looked up', () => {
  const place = {
    community: null,
    channel: 'C1',
    thread: null,
    kind: 'channel',
    shared: false,
  } as const
  for (const standing of STANDINGS.slice(1)) {
    const user: Caller = { id: 'U1', name: 'Ann', standing, groups: [] }
    expect(() => refuseStanding({ platform: 'slack', user, place })).toThrow(
      new UserError(`access.${standing}`),
    )
  }
})

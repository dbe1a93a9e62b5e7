import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstAdminCode } from '../../src/access/first-admin.ts'
import { inviteHash, isInviteCode, newInviteCode } from '../../src/access/invite-code.ts'
import { namedBy } from '../../src/access/mention.ts'
import { writtenKey } from '../../src/core/access.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Caller, Invocation, Place } from '../../src/core/invocation.ts'
import { LOCALES } from '../../src/core/locale.ts'
import type { Notice, Report } from '../../src/core/reply.ts'
import { createHost } from '../../src/dispatch/index.ts'
import {
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
  twoWeeks,
} from './made-workspace.ts'

const CHANNEL: Place = {
  community: 'T1',
  channel: 'C1',
  thread: null,
  kind: 'channel',
  shared: false,
}
const DIRECT: Place = { ...CHANNEL, channel: 'D1', kind: 'direct' }

let made: MadeWorkspace
let now = NOW
beforeEach(async () => {
  now = NOW
  made = await madeWorkspace(twoWeeks(), { parts: { clock: () => now } })
})
afterEach(() => made.close())

type More = Partial<Invocation> & { readonly caller?: Partial<Caller> }

function from(user: string, text: string, { caller, ...rest }: More = {}): Invocation {
  return {
    ...invocation(text),
    platform: 'slack',
    user: { id: user, name: `Name of ${user}`, standing: 'member', groups: [], ...caller },
    place: DIRECT,
    ...rest,
  }
}

async function told(user: string, text: string, more: More = {}): Promise<Notice> {
  const reply = await made.host.answer(from(user, text, more))
  if (reply.kind !== 'notice') throw new Error(`${text}: ${JSON.stringify(reply).slice(0, 300)}`)
  return reply
}

async function listed(user: string, text: string, more: More = {}): Promise<Report> {
  const reply = await made.host.answer(from(user, text, more))
  if (reply.kind !== 'report') throw new Error(`${text}: ${JSON.stringify(reply).slice(0, 300)}`)
  return reply
}

const refused = async (user: string, text: string, more: More = {}) =>
  (await told(user, text, more)).errorId

/** Makes U1 the first admin, as at the first start. */
async function firstAdmin(more: More = {}): Promise<Notice> {
  const first = await firstAdminCode(made.store, made.workspace.id, now)
  return await told('U1', `link ${first?.code}`, more)
}

function codeIn({ text }: Notice): string {
  return text.find(({ style }) => style === 'code')?.text.replace('/link ', '') ?? ''
}

function cells(report: Report): readonly (readonly unknown[])[] {
  return report.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []))
}

describe('the first admin', () => {
  test('comes in with the code of the start, in a direct message', async () => {
    const welcome = await firstAdmin()
    expect(welcome).toMatchObject({ level: 'success' })
    expect(textOf(welcome)).toContain('you are admin in the workspace shop now')
    expect(cells(await listed('U1', 'role list'))).toEqual([
      ['Name of U1', 'admin', 'slack/T1/U1', expect.any(String)],
    ])
    expect(await listed('U1', 'nps last-week')).toMatchObject({ kind: 'report' })
  })

  test('comes in in a channel, which is linked at once', async () => {
    expect(textOf(await firstAdmin({ place: { ...CHANNEL, thread: '5' } }))).toContain(
      'This channel is linked, too',
    )
    expect(await listed('U1', 'nps last-week', { place: CHANNEL })).toBeTruthy()
    expect(cells(await listed('U1', 'link list'))[0]?.[1]).toBe('slack/T1/C1')
  })

  test('does not open a channel that others read', async () => {
    await firstAdmin({ place: { ...CHANNEL, shared: true } })
    expect(await refused('U1', 'nps', { place: { ...CHANNEL, shared: true } })).toBe(
      'access.shared-place',
    )
  })

  test('is one: the code is good once, for two hours, while there is none', async () => {
    const { store, workspace } = made
    const late = await firstAdminCode(store, workspace.id, now)
    now = (NOW + 7_201) as EpochSeconds
    expect(await refused('U1', `link ${late?.code}`)).toBe('access.bad-code')
    const [one, two] = [
      await firstAdminCode(store, workspace.id, now),
      await firstAdminCode(store, workspace.id, now),
    ]
    expect(one?.code).not.toBe(two?.code)
    expect((await told('U1', `link ${two?.code}`)).level).toBe('success')
    expect(await refused('U2', `link ${two?.code}`)).toBe('access.bad-code')
    expect(await refused('U2', `link ${one?.code}`)).toBe('access.bad-code')
    expect(await firstAdminCode(store, workspace.id, now)).toBeUndefined()
  })

  test('is named in no list of codes, and the code is kept nowhere', async () => {
    const first = await firstAdminCode(made.store, made.workspace.id, now)
    await told('U1', `link ${first?.code}`)
    const second = codeIn(await told('U1', 'link invite'))
    for (const line of ['link list', 'audit', 'role list']) {
      const said = JSON.stringify(await listed('U1', line))
      expect(said).not.toContain(first?.code)
      expect(said).not.toContain(second)
      expect(said).not.toContain(inviteHash(second))
    }
  })
})

describe('a code', () => {
  test('holds 80 random bits and is read however it is spelt', () => {
    const code = newInviteCode()
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    const fixed = '10AB-CDEF-GHJK-MNPQ'
    for (const spelt of [
      '10abcdefghjkmnpq',
      ' loab cdef ghjk mnpq',
      'IOAB–CDEF–GHJK–MNPQ',
      '１０AB-CDEF-GHJK-MNPQ',
    ]) {
      expect(inviteHash(spelt)).toBe(inviteHash(fixed))
      expect(isInviteCode(spelt)).toBe(true)
    }
    const codes = new Set(Array.from({ length: 1_000 }, () => newInviteCode()))
    expect(codes.size).toBe(1_000)
    for (const word of ['', 'here', 'U'.repeat(16), '10AB-CDEF-GHJK', fixed + fixed]) {
      expect(isInviteCode(word)).toBe(false)
    }
  })

  test('lets in as many as it says', async () => {
    await firstAdmin()
    const invite = await told('U1', 'link invite moderator 2d uses:2')
    expect(textOf(invite)).toContain('2 people moderator, until 20 Nov 2026')
    const code = codeIn(invite)
    expect(textOf(await told('U2', `link ${code.toLowerCase()}`))).toContain('you are moderator')
    expect(textOf(await told('U2', `link ${code}`))).toContain('already')
    expect((await told('U3', `link ${code}`)).level).toBe('success')
    expect(await refused('U4', `link ${code}`)).toBe('access.bad-code')
  })

  test('is refused with the same words whatever is wrong with it', async () => {
    await firstAdmin()
    const code = codeIn(await told('U1', 'link invite viewer 1h'))
    now = (NOW + 3_600) as EpochSeconds
    const wrong = [code, newInviteCode(), 'hello', 'L-2', '0000000000000000']
    const replies = await Promise.all(wrong.map((word) => told('U9', `link ${word}`)))
    expect(new Set(replies.map(({ text }) => JSON.stringify(text))).size).toBe(1)
  })

  test('cannot be guessed by trying', async () => {
    await firstAdmin()
    const code = codeIn(await told('U1', 'link invite'))
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await refused('U9', `link ${newInviteCode()}`)).toBe('access.bad-code')
    }
    expect(await refused('U9', `link ${code}`)).toBe('access.too-many-codes')
    expect((await told('U8', `link ${code}`)).level).toBe('success')
    now = (NOW + 3_700) as EpochSeconds
    expect(await refused('U9', `link ${newInviteCode()}`)).toBe('access.bad-code')
  })

  test('is made by managers for no more than they have', async () => {
    await firstAdmin()
    await told('U2', `link ${codeIn(await told('U1', 'link invite manager'))}`)
    await told('U3', `link ${codeIn(await told('U2', 'link invite'))}`)
    expect(await refused('U2', 'link invite admin')).toBe('access.above-own')
    expect(await refused('U3', 'link invite')).toBe('errors.not-allowed')
    for (const line of ['link here', 'link community', 'link list', 'link remove']) {
      expect([line, await refused('U2', line)]).toEqual([line, 'errors.not-allowed'])
    }
  })

  test('takes no time and no number that makes no sense', async () => {
    await firstAdmin()
    for (const word of ['0d', '91d', '14w', '7', '7y', '30m', '9999h', 'soon']) {
      expect([word, await refused('U1', `link invite viewer ${word}`)]).toEqual([
        word,
        'access.bad-duration',
      ])
    }
    for (const uses of ['0', '501', '-1', '1.5', 'many']) {
      expect(await refused('U1', `link invite uses:${uses}`)).toBe('access.bad-uses')
    }
    expect((await told('U1', 'link invite viewer 90d uses:500')).level).toBe('success')
  })
})

describe('a role', () => {
  beforeEach(async () => {
    await firstAdmin()
  })

  test('is given by a mention, an account or an answer to a message', async () => {
    expect(textOf(await told('U1', 'role give <@U02|anna> viewer'))).toContain('anna is viewer now')
    expect(textOf(await told('U1', 'role <@U03> moderator'))).toContain('slack/T1/U03 is moderator')
    expect(textOf(await told('U1', 'role give telegram/42 manager'))).toContain('telegram/42')
    const message = {
      id: '1',
      text: 'late',
      author: { id: 'U05', name: 'Olga' },
      at: NOW,
      url: null,
      thread: null,
    }
    expect(textOf(await told('U1', 'role give viewer', { message }))).toContain('Olga is viewer')
    expect(
      cells(await listed('U1', 'role')).map(([name, role, account]) => [name, role, account]),
    ).toEqual([
      ['Name of U1', 'admin', 'slack/T1/U1'],
      ['telegram/42', 'manager', 'telegram/42'],
      ['slack/T1/U03', 'moderator', 'slack/T1/U03'],
      ['anna', 'viewer', 'slack/T1/U02'],
      ['Olga', 'viewer', 'slack/T1/U05'],
    ])
    expect(textOf(await told('U1', 'role take <@U02>'))).toContain('has no role any more')
    expect(textOf(await told('U1', 'role take <@U02>'))).toContain('had no role')
  })

  test('is given to Slack user groups and Discord roles', async () => {
    await told('U1', 'role give <!subteam^S77|@cx> viewer')
    const caller = { groups: ['S77'] }
    expect(await listed('U8', 'nps last-week', { caller })).toBeTruthy()
    expect(
      cells(await listed('U1', 'role list'))
        .at(-1)
        ?.slice(0, 2),
    ).toEqual(['slack/T1/&S77', 'viewer'])
    await told('U1', 'role take slack/T1/&S77')
    expect(await refused('U8', 'nps last-week', { caller })).toBe('errors.stranger')
  })

  test('above their own is given and taken by nobody, and the last admin stays', async () => {
    await told('U1', 'role give <@U2> manager')
    expect(await refused('U2', 'role give <@U3> admin')).toBe('access.above-own')
    expect(await refused('U2', 'role give <@U2> admin')).toBe('access.above-own')
    expect(await refused('U2', 'role take <@U1>')).toBe('access.above-own')
    expect(await refused('U2', 'role give <@U1> viewer')).toBe('access.above-own')
    expect(await refused('U1', 'role take <@U1>')).toBe('access.last-admin')
    expect(await refused('U1', 'role give <@U1> viewer')).toBe('access.last-admin')
    await told('U1', 'role give <@U2> admin')
    expect((await told('U1', 'role take <@U1>')).level).toBe('success')
    expect(await refused('U1', 'role list')).toBe('errors.stranger')
  })

  test('is given to an account however its platform is set apart from it', async () => {
    expect(textOf(await told('U1', 'role give telegram:8 viewer'))).toContain(
      'telegram/8 is viewer now.',
    )
    expect(textOf(await told('U1', 'role take telegram/8'))).toContain('telegram/8')
    const wrong = await told('U1', 'role give telegram:ann viewer')
    expect(wrong.errorId).toBe('access.unknown-person')
    expect(textOf(wrong)).toContain('such as telegram/123456789')
  })

  test('is given to nobody by a bare name, which anyone may take', async () => {
    for (const word of ['@anna', 'anna', 'U2', '@here', '<!here>', 'slack/U1', 'web/1']) {
      const notice = await told('U1', `role give ${word} viewer`)
      expect([word, notice.errorId]).toEqual([word, 'access.unknown-person'])
      expect(textOf(notice)).toContain('slack/')
    }
    expect(await refused('U1', 'role give')).toBe('access.no-person')
    expect(await refused('U1', 'role give <@U2>')).toBe('access.no-role')
    expect((await told('U1', 'role give <@U2>')).suggestion).toMatch(/^role give/)
  })
})

test('a mention is read as its platform writes it', () => {
  const named = (platform: string, word: string) => {
    const user = { id: 'me', name: 'Me', standing: 'member', groups: [] } as const
    const found = namedBy(word, { platform, place: CHANNEL, user })
    return found && writtenKey(found.key)
  }
  expect(named('slack', '<@W012AB>')).toBe('slack/T1/W012AB')
  expect(named('slack', 'U0123456')).toBe('slack/T1/U0123456')
  expect(named('discord', '<@80351110224678912>')).toBe('discord/80351110224678912')
  expect(named('discord', '<@!80351110224678912>')).toBe('discord/80351110224678912')
  expect(named('discord', '<@&165511591545143296>')).toBe('discord/T1/&165511591545143296')
  expect(named('telegram', '5432')).toBe('telegram/5432')
  expect(named('telegram', 'discord/80351110224678912')).toBe('discord/80351110224678912')
  expect(named('slack', 'Telegram:8')).toBe('telegram/8')
  expect(named('telegram', 'slack:T1/U2')).toBe('slack/T1/U2')
  for (const word of [
    'telegram:abc',
    '@x',
    '<@U1',
    '<#C1>',
    '5432x',
    '',
    'telegram/1/2',
    'discord/&5',
    '../x',
  ]) {
    expect(named('telegram', word)).toBeUndefined()
  }
})

describe('a place', () => {
  beforeEach(async () => {
    await firstAdmin()
  })

  test('is linked with what everyone there may do and see', async () => {
    const notice = await told('U1', 'link here viewer store:centre', { place: CHANNEL })
    expect(textOf(notice)).toContain(
      'This place is linked. Everyone here is viewer. It sees only store:Centre.',
    )
    expect(await listed('U7', 'nps last-week', { place: CHANNEL })).toMatchObject({
      filters: { store: ['Centre'] },
    })
    expect(textOf(await told('U7', 'link', { place: CHANNEL }))).toContain(
      'You are viewer here, in the workspace shop. This place sees only store:Centre.',
    )
    await told('U1', 'link here store:Harbour', { place: CHANNEL })
    expect(await refused('U7', 'nps last-week', { place: CHANNEL })).toBe('errors.stranger')
    expect(cells(await listed('U1', 'link list'))).toEqual([
      [expect.stringMatching(/^L-\d+$/), 'slack/T1/C1', '–', 'store:Harbour', 'no'],
    ])
  })

  test('is taken away where it is, or by its number', async () => {
    await told('U1', 'link here viewer', { place: CHANNEL })
    await told('U1', 'link remove', { place: CHANNEL })
    expect(await refused('U1', 'nps', { place: CHANNEL })).toBe('access.unlinked-place')
    await told('U1', 'link here viewer', { place: CHANNEL })
    const id = cells(await listed('U1', 'link list'))[0]?.[0]
    expect(textOf(await told('U1', `link remove ${id}`))).toContain(`${id} is removed`)
    expect(await refused('U1', `link remove ${id}`)).toBe('access.unknown-link')
    expect(await refused('U1', 'link remove here2')).toBe('access.unknown-link')
    expect(await refused('U1', 'link remove')).toBe('access.unknown-link')
  })

  test('may be a whole community, or one thread', async () => {
    await told('U1', 'link community', { place: DIRECT })
    const other = { ...CHANNEL, channel: 'C9' }
    expect(await listed('U1', 'nps last-week', { place: other })).toBeTruthy()
    expect(await refused('U1', 'nps', { place: { ...other, shared: true } })).toBe(
      'access.shared-place',
    )
    await told('U1', 'link thread store:Centre', { place: { ...CHANNEL, thread: '7' } })
    const thread = await listed('U1', 'nps last-week', { place: { ...CHANNEL, thread: '7' } })
    expect(thread.filters).toEqual({ store: ['Centre'] })
    const beside = await listed('U1', 'nps last-week', { place: { ...CHANNEL, thread: '8' } })
    expect(beside.filters).toEqual({})
    const chat = { ...CHANNEL, community: null }
    await told('U1', 'role give telegram/42 admin')
    const telegram = { platform: 'telegram', place: chat }
    expect(await refused('42', 'link community', telegram)).toBe('access.no-community')
  })

  test('that others read is linked only on purpose, and with a scope', async () => {
    const place = { ...CHANNEL, shared: true }
    for (const line of ['link here', 'link here store:Centre', 'link here shared']) {
      expect([line, await refused('U1', line, { place })]).toEqual([line, 'access.needs-scope'])
    }
    expect(await refused('U1', 'link here shared store:Centre manager', { place })).toBe(
      'access.place-role',
    )
    await told('U1', 'link here shared store:Centre', { place })
    expect(await listed('U1', 'nps last-week', { place })).toMatchObject({
      filters: { store: ['Centre'] },
    })
  })

  test('is not linked with what makes no sense', async () => {
    expect(await refused('U1', 'link here')).toBe('access.direct-place')
    expect(await refused('U1', 'link here admin', { place: CHANNEL })).toBe('access.place-role')
    expect(await refused('U1', 'link here manager', { place: CHANNEL })).toBe('access.place-role')
    expect(await refused('U1', 'link here store:Nowhere', { place: CHANNEL })).toBe(
      'errors.unknown-name',
    )
    for (const filter of ['author:Jonas', 'sentiment:negative', 'aspect:staff', 'tag:x']) {
      expect([filter, await refused('U1', `link here ${filter}`, { place: CHANNEL })]).toEqual([
        filter,
        'parse.unknown_filter',
      ])
    }
  })

  test('of another workspace stays there', async () => {
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const other = await made.store.ensureWorkspace('other', settings)
    const key = { platform: 'slack', community: 'T1', channel: 'C1', thread: null }
    const actor = {
      account: { platform: 'console', community: null, user: 'operator' },
      name: 'operator',
      place: { platform: 'console', community: null, channel: null, thread: null },
      at: NOW,
    }
    const terms = { role: null, scope: [], shared: false }
    await made.store.access.linkPlace(other.id, key, terms, actor)
    expect(await refused('U1', 'link here', { place: CHANNEL })).toBe('errors.stranger')
    await made.store.access.setRole(
      other.id,
      { platform: 'slack', community: 'T1', user: 'U1', name: 'U1' },
      'viewer',
      actor,
    )
    expect(await refused('U1', 'link here', { place: CHANNEL })).toBe('errors.not-allowed')
  })
})

describe('the audit log', () => {
  beforeEach(async () => {
    await firstAdmin()
  })

  test('tells who did what kind of thing where, and how it ended', async () => {
    await told('U1', 'role give <@U2|anna> viewer')
    await listed('U2', 'quotes delivery')
    await refused('U2', 'imports')
    await refused('U2', 'nps lastweeek')
    await refused('U9', 'nps store:Harbour', { place: CHANNEL })
    const rows = cells(await listed('U1', 'audit')).map((row) => row.slice(1))
    expect(rows).toEqual([
      ['Name of U9 (slack/T1/U9)', 'nps', 'denied', 'errors.stranger', 'slack/T1/C1'],
      ['Name of U2 (slack/T1/U2)', 'nps', 'mistake', 'parse.unknown_word', 'slack/T1/D1'],
      ['Name of U2 (slack/T1/U2)', 'imports', 'denied', 'errors.not-allowed', 'slack/T1/D1'],
      ['Name of U2 (slack/T1/U2)', 'quotes', 'answered', '', 'slack/T1/D1'],
      ['Name of U1 (slack/T1/U1)', 'role give', 'answered', '', 'slack/T1/D1'],
      ['Name of U1 (slack/T1/U1)', 'role', 'changed', 'viewer → slack/T1/U2', 'slack/T1/D1'],
      ['Name of U1 (slack/T1/U1)', 'link', 'answered', '', 'slack/T1/D1'],
      ['Name of U1 (slack/T1/U1)', 'link', 'changed', 'admin → slack/T1/U1 (L-1)', 'slack/T1/D1'],
      ['operator (console/operator)', 'link invite', 'changed', 'admin × 1 → L-1', 'console'],
    ])
  })

  test('is cut by person, outcome and period', async () => {
    await refused('U9', 'nps')
    await refused('U8', 'nps')
    const users = async (line: string) =>
      cells(await listed('U1', line)).map((row) => String(row[1]))
    expect(await users('audit denied')).toEqual([
      'Name of U8 (slack/T1/U8)',
      'Name of U9 (slack/T1/U9)',
    ])
    expect(await users('audit denied user:<@U9>')).toEqual(['Name of U9 (slack/T1/U9)'])
    expect(await users('audit user:U8')).toEqual(['Name of U8 (slack/T1/U8)'])
    expect(await users('audit yesterday')).toEqual([])
    expect((await users('audit today')).length).toBeGreaterThan(3)
    expect(textOf(await listed('U1', 'audit yesterday'))).toContain('Nothing is in the log')
  })

  test('holds no typed word, and is neither stored nor answered to others', async () => {
    const secret = 'sesame-42-road'
    await made.host.answer(from('U1', `quotes ${secret}`))
    await refused('U1', `nps ${secret}`)
    await refused('U1', secret)
    await refused('U9', `link ${secret}`)
    const report = await listed('U1', 'audit')
    expect(JSON.stringify(report)).not.toContain(secret)
    expect(report.reportId).toBeUndefined()
    expect(report.namesPeople).toBe(true)
    await told('U1', 'role give <@U2> manager')
    expect(await refused('U2', 'audit')).toBe('errors.not-allowed')
  })

  test('tells from home only what changes something', async () => {
    const before = cells(await listed('U1', 'audit')).length
    await made.ask('nps last-week')
    const notice = await made.refused('role give slack/T1/U5 viewer')
    expect(notice.level).toBe('success')
    expect(await made.refused('link here')).toMatchObject({ errorId: 'access.direct-place' })
    expect(await made.refused('link ABCD-EFGH-JKMN-PQRS')).toMatchObject({
      errorId: 'access.at-home',
    })
    const rows = cells(await listed('U1', 'audit'))
    expect(rows.length).toBeGreaterThan(before)
    expect(rows.filter((row) => row[2] === 'nps')).toEqual([])
    expect(
      rows.some(([, who, command]) => command === 'role' && who === 'User (console/User)'),
    ).toBe(true)
  })

  test('does not keep an answer back where it cannot be written, but a change', async () => {
    await told('U1', 'role give <@U2> viewer')
    const broken = new Proxy(made.store, {
      get(target, property) {
        if (property !== 'access') return Reflect.get(target, property)
        return { ...target.access, record: () => Promise.reject(new Error('no room')) }
      },
    })
    const warned: unknown[] = []
    const host = createHost({
      store: broken,
      registry: made.host.registry,
      charts: made.host.charts,
      log: { info: () => {}, warn: (event) => warned.push(event), error: () => {} },
      clock: () => now,
      defaults: { workspace: 'shop', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
    })
    expect(await host.answer(from('U2', 'nps last-week'))).toMatchObject({ kind: 'report' })
    expect(warned).toContain('audit-not-written')
    await expect(
      broken.atomically((inner) =>
        host.answerOn(
          new Proxy(inner, {
            get: (target, property) =>
              property === 'access'
                ? { ...target.access, record: () => Promise.reject(new Error('no room')) }
                : Reflect.get(target, property),
          }),
          from('U1', 'role give <@U3> viewer'),
        ),
      ),
    ).rejects.toThrow('no room')
    expect(JSON.stringify(await made.store.access.accounts(made.workspace.id))).not.toContain('U3')
  })
})

test.each(LOCALES)('everything is told in %s', async (locale) => {
  const lines = [
    'link',
    'link nothing',
    'role list',
    'role give <@U2> viewer',
    'role give nobody viewer',
    'role take <@U1>',
    'link invite viewer 3d uses:5',
    'link invite viewer soon',
    'link here viewer store:Centre',
    'link list',
    'link remove L-99',
    'link community',
    'audit',
  ]
  await firstAdmin({ locale, place: CHANNEL })
  for (const line of lines) {
    const reply = await made.host.answer(from('U1', line, { locale, place: CHANNEL }))
    expect(reply.locale).toBe(locale)
    const words = textOf(reply)
    expect(words).not.toMatch(/\{\{|access:|access\.(?!\w+-)|undefined/)
    if (locale === 'ru' || locale === 'kk') expect(words).toMatch(/\p{Script=Cyrillic}/u)
  }
  expect(made.faults).toEqual([])
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Owner } from '../../src/core/digest.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation, Place } from '../../src/core/invocation.ts'
import type { Notice, Report } from '../../src/core/reply.ts'
import { customerOf, pseudonymOf } from '../../src/surveys/pseudonym.ts'
import { letIn } from '../access.ts'
import {
  invocation,
  type MadeWorkspace,
  madeWorkspace,
  NOW,
  textOf,
  twoWeeks,
} from '../commands/made-workspace.ts'

const DIRECT: Place = {
  community: 'T1',
  channel: 'D1',
  thread: null,
  kind: 'direct',
  shared: false,
}
const JONAS = { platform: 'slack', community: 'T1', user: 'U200000002' } as const
const RASA = { platform: 'slack', community: 'T1', user: 'U300000003' } as const
const WEEK = 604_800

let made: MadeWorkspace
beforeEach(async () => {
  made = await madeWorkspace(twoWeeks(), { parts: { clock: () => NOW } })
  const { store, workspace } = made
  const admin = { platform: 'slack', community: 'T1', user: 'U1', role: 'admin' } as const
  await letIn(store, workspace.id, admin)
  await letIn(store, workspace.id, { ...JONAS, role: 'moderator' })
})
afterEach(() => made.close())

function from(user: string, text: string): Invocation {
  return {
    ...invocation(text),
    platform: 'slack',
    user: { id: user, name: `Name of ${user}`, standing: 'member', groups: [] },
    place: DIRECT,
  }
}

async function told(user: string, text: string): Promise<Notice> {
  return (await made.host.answer(from(user, text))) as Notice
}

async function confirmed(notice: Notice): Promise<Report> {
  return (await made.host.answer(from('U1', notice.actions[0]?.command ?? ''))) as Report
}

/** Invites both to a survey; Jonas answers, and names Rasa. */
async function survey(): Promise<void> {
  const { store, workspace } = made
  const owner: Owner = { ...JONAS, name: 'Kipras Kipraitis' }
  const { id } = await store.surveys.create(
    workspace.id,
    {
      name: 'Visits',
      kind: 'nps',
      question: 'Would you recommend us?',
      scale: { min: 0, max: 10, reversed: false },
      why: 'Why?',
      owner,
      locale: 'en',
      closes: { type: 'after', seconds: WEEK },
      cooldownSeconds: WEEK,
      place: null,
    },
    NOW,
  )
  const wave = await store.surveys.openWave(workspace.id, id, NOW, (NOW + WEEK) as EpochSeconds)
  const people = await Promise.all(
    [JONAS, RASA].map((each) => pseudonymOf(store, workspace.id, each)),
  )
  await store.surveys.invite(wave, people, NOW)
  const target = { type: 'person', platform: 'slack', user: JONAS.user } as const
  await store.surveys.addMessage(wave, { what: 'question', target, people: 1 })
  const [person = ''] = people
  await store.surveys.answer(wave, { person, score: 3, platform: 'slack', at: NOW }, 600)
  await store.surveys.explain(wave, { person, why: 'Zqxcanary was rude', at: NOW }, 600)
  const customer = await customerOf(store, workspace.id, person)
  await store.add(workspace.id, { ...twoWeeks()[0], externalId: 's1', customer } as never)
}

async function everything(): Promise<string> {
  const { store, workspace } = made
  const range = { start: 0 as EpochSeconds, end: (NOW + 10) as EpochSeconds, limit: 500 }
  const surveys = await store.surveys.list(workspace.id)
  const waves = await Promise.all(surveys.map(({ id }) => store.surveys.waves(workspace.id, id)))
  return JSON.stringify([
    await store.access.accounts(workspace.id),
    await store.access.audit(workspace.id, range),
    surveys,
    waves,
    await Promise.all(waves.flat().map((wave) => store.surveys.messages(wave))),
    await store.moderation.changes(workspace.id, 1 as never),
    await store.exportPage(workspace.id, null, 1_000),
  ])
}

describe('an account that is forgotten', () => {
  test('is in no role, log, survey or change any more, and the facts stay', async () => {
    const { store, workspace } = made
    await survey()
    await told(JONAS.user, 'nps all')
    const by = { user: `slack:${JONAS.user}`, name: `Name of ${JONAS.user}`, at: NOW }
    await store.moderation.noteChange(workspace.id, {
      feedback: 1 as never,
      by,
      before: { store: 'Riga' },
      after: { store: 'Kaunas' },
    })
    expect(await everything()).toContain(JONAS.user)
    const preview = await told('U1', `forget <@${JONAS.user}>`)
    expect(textOf(preview)).toContain('Answers to surveys')
    const receipt = await confirmed(preview)
    expect(receipt.title).toBe('Receipt: a person was forgotten')
    expect(JSON.stringify(receipt)).not.toContain(JONAS.user)
    const left = await everything()
    expect(left).not.toContain(JONAS.user)
    expect(left).not.toContain('Kipras')
    expect(left).not.toContain('anonymous-')
    expect(await store.moderation.changes(workspace.id, 1 as never)).toMatchObject([
      { by: { user: '', name: '' }, after: { store: 'Kaunas' } },
    ])
    const range = { start: 0 as EpochSeconds, end: (NOW + 10) as EpochSeconds, limit: 500 }
    const lines = await store.access.audit(workspace.id, range)
    expect(lines).toContainEqual(
      expect.objectContaining({ command: 'nps', name: '', outcome: 'answered' }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ command: 'forget', name: 'Name of U1', outcome: 'changed' }),
    )
    const audit = JSON.stringify(await told('U1', 'audit all'))
    expect(audit).toContain('["18 Nov 2026, 12:00","–","nps","answered"')
    const [wave] = await store.surveys.waves(workspace.id, 1 as never)
    expect(wave).toMatchObject({ answers: 0 })
    const rasa = await pseudonymOf(store, workspace.id, RASA)
    expect(wave && (await store.surveys.isInvited(wave, rasa))).toBe(true)
  })

  test('is not known as who answered what is out of the counts', async () => {
    const { store, workspace } = made
    await told(JONAS.user, 'log "Wet parcel"')
    const [one, two] = (await store.exportPage(workspace.id, null, 5_000)).slice(-2)
    if (!one || !two) throw new Error('nothing was logged')
    await told(JONAS.user, `answered F-${two.id}`)
    await told('U1', `merge F-${one.id} F-${two.id}`)
    const gone = async () => JSON.stringify(await store.moderation.withdrawn(workspace.id, two.id))
    expect(await gone()).toContain(`slack:${JONAS.user}`)
    await confirmed(await told('U1', `forget <@${JONAS.user}>`))
    expect(await gone()).not.toContain(JONAS.user)
    expect(await gone()).toContain('"state":"answered"')
  })

  test('T20: is forgotten again when an old backup was restored', async () => {
    const { store, workspace } = made
    await survey()
    const person = await pseudonymOf(store, workspace.id, JONAS)
    const account = { dimension: 'account', name: 'slack/T1/U200000002' } as const
    const respondent = { dimension: 'respondent', name: person } as const
    const tombstones = await Promise.all(
      [account, respondent].map((each) => store.privacy.tombstone(workspace.id, each, NOW)),
    )
    expect(await store.privacy.returned(tombstones)).toEqual([account, respondent])
    expect(await store.privacy.adopt(tombstones)).toBe(2)
    expect(await everything()).not.toContain(JONAS.user)
    expect((await store.surveys.waves(workspace.id, 1 as never))[0]).toMatchObject({ answers: 0 })
  })

  test('is nobody’s who is unknown, nor the last admin’s, nor one’s own', async () => {
    expect((await told('U1', 'forget <@U900000009>')).errorId).toBe('privacy.unknown')
    expect((await told('U1', 'forget me')).errorId).toBe('access.last-admin')
    const { store, workspace } = made
    await letIn(store, workspace.id, { ...RASA, role: 'admin' })
    expect((await told('U1', 'forget me')).errorId).toBe('privacy.oneself')
    expect((await told(RASA.user, 'forget slack/T1/U1')).actions).toHaveLength(1)
  })

  test('is for admins to decide: who did something cannot wipe it from the log', async () => {
    expect((await told(JONAS.user, 'forget me')).errorId).toBe('errors.not-allowed')
    expect((await told(RASA.user, 'forget me')).errorId).toBe('errors.stranger')
  })
})

describe('what is stored of oneself', () => {
  test('is told to everyone, with a role or without', async () => {
    await survey()
    const own = textOf(await told(JONAS.user, 'whatdoyouknow me'))
    expect(own).toContain('Role: moderator')
    expect(own).toContain('Answers to surveys, invitations and words in them: 2')
    const stranger = textOf(await told(RASA.user, 'whatdoyouknow'))
    expect(stranger).toContain('slack/T1/U300000003')
    expect(stranger).toContain('Role: –')
    expect(stranger).toContain('Answers to surveys, invitations and words in them: 1')
  })

  test('is all that a stranger is told', async () => {
    for (const line of ['whatdoyouknow customer:"Ona"', `whatdoyouknow <@${JONAS.user}>`]) {
      expect((await told(RASA.user, line)).errorId).toMatch(/stranger$/)
      expect((await told(JONAS.user, line)).errorId).toBe('privacy.managersOnly')
    }
  })
})

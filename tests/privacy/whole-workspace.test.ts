import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EpochSeconds, SurveyId, WorkspaceId } from '../../src/core/identity.ts'
import { pseudonymOf } from '../../src/surveys/pseudonym.ts'
import { openStore } from '../../storage/index.ts'
import { cxbot, emptyFolder } from '../cli/shell.ts'
import { freshPostgres } from '../postgres.ts'

const NOW = '2026-11-16T09:00:00Z'
const FLAGS = ['--now', NOW, '--zone', 'Europe/Vilnius']

/** Answered by what a workspace owns; a clock of its own keeps “so far” the same. */
const QUESTIONS = [
  'nps all',
  'nps all by store',
  'trend nps by week all',
  'sentiment all',
  'aspects all',
  'tags all',
  'quotes all',
  'open all',
  'response all',
  'queue',
  'digest list',
  'alert list',
  'survey list',
  'feed list',
  'hook list',
  'role list',
  'whatdoyouknow customer:"Ona Petraitienė"',
  'audit all',
]

/** What must not be left behind. */
const OWNED = [
  'correction',
  'finding',
  'lessons',
  'logged',
  'loop_item',
  'improvement',
  'digest',
  'alert',
  'survey',
  'survey_key',
  'survey_wave',
  'survey_invitation',
  'survey_answer',
  'feed',
  'hook',
  'access_account',
  'access_audit',
  'tombstone',
]

function answers(): string {
  const rows = Array.from({ length: 120 }, (_, at) => {
    const day = `2026-${at % 2 === 0 ? '10' : '11'}-${String(1 + (at % 14)).padStart(2, '0')}`
    const text = at % 3 === 0 ? 'The courier was late and rude' : 'Great delivery, kind staff'
    const who = at % 40 === 5 ? 'Ona Petraitienė' : `Customer ${at}`
    return `${day},${(at * 7) % 11},"${text} ${at}",${who},Store ${at % 3},${at % 4 === 0 ? 'returns' : ''}`
  })
  return `date,recommend,text,customer,store,tags\n${rows.join('\n')}\n`
}

async function ask(directory: string, line: string, more: readonly string[] = []) {
  const { out } = await cxbot(['ask', line, '--json', ...FLAGS, ...more], { directory })
  return JSON.parse(out) as Record<string, unknown>
}

/** A workspace in which people did what they can. */
async function lively(): Promise<string> {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'a.csv'), answers())
  const flags = ['--kind', 'nps', '--map', 'score=recommend', ...FLAGS]
  const imported = await cxbot(['import', 'a.csv', ...flags], { directory })
  expect(imported.code).toBe(0)
  /** Ids of feedback are not dense, as after a mistake that was taken back. */
  await cxbot(['import', '--undo', 'I-1'], { directory })
  expect((await cxbot(['import', 'a.csv', ...flags], { directory })).code).toBe(0)
  for (const line of [
    'log "The queue was endless" rating:2 source:forum author:Jonas store:"Store 1"',
    'answered F-125',
    'resolved F-126',
    'tag F-127 urgent',
    'fix F-122 positive',
    'did "faster refunds" tag:returns',
    'survey create nps name:Visits',
    'feed add https://example.org/feed.xml source:blog',
    'hook create json source:forms kind:nps scale:0..10',
    'role slack/T1/U200000002 moderator',
    'forget customer:"Customer 7"',
  ]) {
    const said = await ask(directory, line)
    const notice = said['notice'] as { actions?: { command: string }[] } | undefined
    const confirm = notice?.actions?.find(({ command }) => command.startsWith('forget confirm'))
    if (confirm) await ask(directory, confirm.command)
  }
  await setUp(directory)
  return directory
}

/** What is set up in chats: a digest, an alert, an open wave with an answer that nobody may see yet. */
async function setUp(directory: string): Promise<void> {
  const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const workspace = (await store.findWorkspace('default'))?.id as WorkspaceId
  const at = Math.floor(Date.parse(NOW) / 1000) as EpochSeconds
  const owner = { platform: 'slack', community: 'T1', user: 'U200000002', name: 'Rasa' }
  const to = { type: 'person', platform: 'slack', user: 'U200000002' } as const
  const days = { type: 'weekdays', weekdays: [1, 2, 3] } as const
  const schedule = { days, minute: 540, zone: 'Europe/Vilnius' }
  const common = { name: 'Morning', owner, target: to, locale: 'en' } as const
  const contents = ['nps yesterday']
  const digest = { ...common, schedule, contents, whenEmpty: 'send' } as const
  await store.digests.create(workspace, digest, at, at)
  const rule = {
    type: 'level',
    metric: 'nps',
    side: 'below',
    bound: 20,
    least: 20,
    clearly: false,
    window: { type: 'rolling', seconds: 7_200 },
    filters: [],
    each: null,
  } as const
  const alert = { ...common, rule, cooldownSeconds: 3_600, quiet: null }
  await store.alerts.create(workspace, alert, at, await store.alerts.newestFeedback(workspace))
  const [survey] = await store.surveys.list(workspace)
  const closes = (at + 604_800) as EpochSeconds
  const wave = await store.surveys.openWave(workspace, survey?.id as SurveyId, at, closes)
  const person = await pseudonymOf(store, workspace, owner)
  await store.surveys.invite(wave, [person], at)
  await store.surveys.answer(wave, { person, score: 9, platform: 'slack', at }, 600)
  await store.close()
}

/** An answer without what tells one database from another. */
function told(answer: Record<string, unknown>): string {
  const { reportId: _, ...rest } = answer
  return JSON.stringify(rest)
}

test('everything is carried to another kind of database, where the same questions have the same answers', async () => {
  const directory = await lively()
  const before = new Map<string, string>()
  for (const line of QUESTIONS) before.set(line, told(await ask(directory, line)))
  const exported = await cxbot(['export', '--everything', '--out', 'all.jsonl', '--json'], {
    directory,
  })
  expect(exported.err).toBe('')
  expect(JSON.parse(exported.out)).toMatchObject({ format: 'jsonl', count: 120 })
  const file = join(directory, 'all.jsonl')
  expect(statSync(file).mode & 0o077).toBe(0)
  const text = readFileSync(file, 'utf8')
  for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object')
  expect(text).not.toContain('Customer 7"')
  expect(OWNED.filter((table) => !text.includes(`{"table":"${table}",`))).toEqual([])

  const database = await freshPostgres()
  const there = ['--db', database.url]
  const brought = await cxbot(['import', 'all.jsonl', '--json', ...there], { directory })
  expect(brought.err).toBe('')
  expect(JSON.parse(brought.out)).toMatchObject({ workspace: 'default', feedback: 120 })
  const differing: string[] = []
  /** What is asked adds to the log, so that is looked at first. */
  for (const line of [...QUESTIONS].reverse()) {
    const after = told(await ask(directory, line, there))
    if (after !== before.get(line)) differing.push(`${line}\n${before.get(line)}\n${after}`)
  }
  expect(differing).toEqual([])

  /** New things are numbered behind the old, and whoever was forgotten stays away. */
  expect(JSON.stringify(await ask(directory, 'survey create csat name:More', there))).toContain(
    'S-2',
  )
  const store = await openStore(database.url)
  const workspace = await store.findWorkspace('default')
  expect(workspace).toMatchObject({ zone: 'Europe/Vilnius' })
  const [sample] = await store.exportPage(workspace?.id as never, null, 1)
  const again = { ...sample, customer: 'Customer 7', externalId: 'again' }
  expect(await store.add(workspace?.id as never, again as never)).toBe('duplicate')
  await store.close()

  /** And back again. */
  const elsewhere = emptyFolder()
  const back = join(elsewhere, 'back.jsonl')
  await cxbot(['export', '--everything', '--out', back, ...there], { directory })
  expect((await cxbot(['import', 'back.jsonl'], { directory: elsewhere })).code).toBe(0)
  expect(told(await ask(elsewhere, 'nps all by store'))).toBe(before.get('nps all by store'))
  await database.drop()
}, 120_000)

test('a workspace that holds something, and a file that is broken, are left as they are', async () => {
  const directory = await lively()
  await cxbot(['export', '--everything', '--out', 'all.jsonl'], { directory })
  const refused = await cxbot(['import', 'all.jsonl'], { directory })
  expect(refused).toMatchObject({ code: 2 })
  expect(refused.err).toContain('already holds something')
  const lines = readFileSync(join(directory, 'all.jsonl'), 'utf8').split('\n')
  for (const [at, broken] of [
    [60, '{"feedback":'],
    [60, '{"table":"migration","row":{"version":1}}'],
    [60, '{"table":"digest","row":{"id; DROP TABLE digest":1}}'],
    [60, '{"feedback":{"kind":"nps"}}'],
    [60, 'null'],
  ] as const) {
    const elsewhere = emptyFolder()
    writeFileSync(join(elsewhere, 'all.jsonl'), lines.with(at, broken).join('\n'))
    const { code, err } = await cxbot(['import', 'all.jsonl'], { directory: elsewhere })
    expect([broken, code, err.includes('cannot be read')]).toEqual([broken, 2, true])
    const { out } = await cxbot(['export'], { directory: elsewhere })
    expect(out).toBe('')
  }
  const csv = await cxbot(['export', '--everything', '--format', 'csv'], { directory })
  expect(csv).toMatchObject({ code: 2 })
}, 120_000)

test('a workspace without feedback is carried too, and not the sample in its place', async () => {
  const directory = emptyFolder()
  await cxbot(['sample', ...FLAGS], { directory })
  await cxbot(['ask', 'survey create nps until:3d', ...FLAGS], { directory })
  const written = await cxbot(['export', '--everything', '--out', 'all.jsonl'], { directory })
  expect(written.code).toBe(0)
  const elsewhere = emptyFolder()
  const brought = await cxbot(['import', join(directory, 'all.jsonl')], { directory: elsewhere })
  expect(brought.code).toBe(0)
  expect(JSON.stringify(await ask(elsewhere, 'survey list'))).toContain('S-1')
  expect((await cxbot(['ask', 'nps all'], { directory: elsewhere })).code).toBe(2)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { examples } from '../../src/dispatch/command-help.ts'
import { createHost, type DispatchHost } from '../../src/dispatch/index.ts'
import { planImport, runImport } from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../access.ts'
import { invocation } from '../commands/made-workspace.ts'
import { fileWith } from '../ingest/files.ts'

const ROWS = 10_000
const PERSONS = 200
const NOW = (Date.UTC(2026, 10, 18, 10) / 1000) as EpochSeconds
/** Of a person: a name, an account, an address, a telephone number and the words that only they used. */
const NAME = 'Quokkina'
const ACCOUNT = 'quokkacust'
const ADDRESS = 'quokkamail'
const TELEPHONE = '+7 701 555'
const WORDS = 'quokkaword'

const TEXTS = [
  'The courier was rude and late',
  'Quick delivery, kind people',
  'The price is too high',
  'I love this shop, I will come again',
]

function tableOfPersons(): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const who = at % PERSONS
    const text = `${TEXTS[at % TEXTS.length]} ${WORDS}${at}, ${ADDRESS}${who}@example.com ${TELEPHONE} ${String(1000 + who)}`
    const day = new Date((NOW - (at % 60) * 86_400) * 1000).toISOString().slice(0, 10)
    return `${day},${(at * 7) % 11},"${text}",Store ${at % 5},${NAME} ${who},${ACCOUNT}${who}`
  })
  return `date,recommend,text,store,author,customer\n${lines.join('\n')}\n`
}

let folder = ''
let store: Store
let bot: DispatchHost
const logged: unknown[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-persons-'))
  store = await openStore(`sqlite:${join(folder, 'a.db')}`)
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const workspace = await store.ensureWorkspace('shop', settings)
  const file = fileWith(tableOfPersons())
  const plan = await planImport(file, { kind: 'nps' }, { zone: 'UTC', now: NOW })
  await runImport(plan, {
    store,
    workspace,
    now: () => NOW,
    rejectsFolder: folder,
    words: { line: 'line', reason: 'reason', explain: (reason) => reason },
  })
  const log = (event: string, fields = {}) => logged.push([event, fields])
  bot = createHost({
    store,
    registry,
    charts: { render: async () => new Uint8Array(), close: async () => undefined },
    log: { info: log, warn: log, error: log },
    clock: () => NOW,
    defaults: { workspace: 'shop', zone: 'UTC', locale: 'en', targets: {} },
  })
  const team = { platform: 'slack', community: 'T1', user: 'U1', channel: 'C1' } as const
  await letIn(store, workspace.id, { ...team, role: 'admin' })
}, 120_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const inChannel = (text: string): Invocation => ({
  ...invocation(text),
  platform: 'slack',
  user: { id: 'U1', name: 'U1', standing: 'member', groups: [] },
  place: { community: 'T1', channel: 'C1', thread: null, kind: 'channel', shared: false },
})

function personsIn(told: unknown): readonly string[] {
  const text = JSON.stringify(told)
  return [NAME, ACCOUNT, ADDRESS, TELEPHONE, WORDS].filter((canary) => text.includes(canary))
}

/** Lines of everything that only reads, over all the data. */
const lines = registry.commands
  .filter(({ writes, name }) => !writes && name !== 'forget')
  .flatMap((command) => [
    ...examples(command, 'en').map((line) => [command.name, line] as const),
    [command.name, `${command.name} all`] as const,
    ...['store', 'author', 'customer'].map(
      (dimension) => [command.name, `${command.name} all by ${dimension}`] as const,
    ),
  ])

describe('T19: ten thousand answers of two hundred persons', () => {
  test('are told of to a channel without one of them', async () => {
    let reports = 0
    for (const [name, line] of lines) {
      if (registry.find(name)?.audience !== 'channel') continue
      const reply: Reply = await bot.answer(inChannel(line))
      if (reply.kind === 'report') reports += 1
      expect([line, personsIn(reply)]).toEqual([line, []])
    }
    expect(reports).toBeGreaterThan(20)
  })

  test('are drawn without one of them, whoever asks', async () => {
    for (const [, line] of lines) {
      const reply = await bot.answer(inChannel(line))
      if (reply.kind !== 'report' || /author|customer/.test(line)) continue
      const charts = reply.blocks.filter(({ type }) => type === 'chart')
      expect([line, personsIn(charts)]).toEqual([line, []])
    }
  })

  test('show no address and no telephone number to anybody', async () => {
    let quoted = 0
    for (const [, line] of [...lines, ['quotes', `quotes all ${TEXTS[0]}`] as const]) {
      const reply = await bot.answer(inChannel(line))
      const found = personsIn(reply)
      if (found.includes(WORDS)) quoted += 1
      expect([line, found.includes(ADDRESS), found.includes(TELEPHONE)]).toEqual([
        line,
        false,
        false,
      ])
    }
    expect(quoted).toBeGreaterThan(0)
  })

  test('leave no trace of a person in the log', async () => {
    await bot.answer(inChannel(`quotes all author:"${NAME} 7" "${WORDS}7"`))
    await bot.answer(inChannel(`nps customer:${ACCOUNT}7`))
    expect(personsIn(logged)).toEqual([])
  })
})

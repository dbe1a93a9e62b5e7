import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode as toDiscord } from '../../adapters/discord/encode.ts'
import { encodeReply as toSlack } from '../../adapters/slack/render.ts'
import { encodeReply as toTelegram } from '../../adapters/telegram/encode.ts'
import { registry } from '../../commands/index.ts'
import type { Destination, EncodeContext, Encoded } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import { examples } from '../../src/dispatch/command-help.ts'
import { createHost, type DispatchHost } from '../../src/dispatch/index.ts'
import { openStore } from '../../storage/index.ts'
import { answers, invocation, NOW } from '../commands/made-workspace.ts'
import { silent } from '../delivery/harness.ts'
import { PROMPTS } from './prompts.ts'

const SCORES = PROMPTS.map((_, at) => (at * 7) % 11)
const PLATFORMS: readonly ((reply: Reply, to: Destination, context: EncodeContext) => Encoded)[] = [
  (reply, to, context) => toSlack(reply, to, context, { bot: 'U0CXBOT', registry }),
  (reply, to, context) => toDiscord(reply, to, context, { bot: '1', registry }),
  (reply, to, context) =>
    toTelegram(reply, to, context, { self: { id: 1, username: 'cxbot' }, registry }),
]

let folder = ''
let store: Store
let bot: DispatchHost

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cxbot-prompts-'))
  store = await openStore(`sqlite:${join(folder, 'a.db')}`)
  const { id } = await store.ensureWorkspace('shop', { zone: 'UTC', locale: 'en', sample: false })
  const items = PROMPTS.flatMap((text, at) => answers(1, 'nps', SCORES[at] ?? 0, { text }))
  await store.ingest(id, { items, derivedIds: false })
  bot = createHost({
    store,
    registry,
    charts: { render: async () => new Uint8Array(), close: async () => undefined },
    log: silent,
    clock: () => NOW,
    defaults: { workspace: 'shop', zone: 'UTC', locale: 'en', targets: {} },
  })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function rows(sql: string): Promise<readonly Record<string, number>[]> {
  const database = new sqlite3.Database(join(folder, 'a.db'), sqlite3.OPEN_READONLY)
  return await new Promise((done, fail) => {
    database.all(sql, (error, found) => {
      database.close()
      if (error) fail(error)
      else done(found as Record<string, number>[])
    })
  })
}

/** Everything that a platform would be told, as text. */
function shown(encode: (typeof PLATFORMS)[number], reply: Reply): string {
  const { parts, buttons } = encode(
    reply,
    { type: 'place', channel: '-1001', thread: null },
    {
      now: NOW,
      locale: 'en',
      audience: 'channel',
      keyPrefix: 'd:1:2026-11-16',
      giveUpAt: (NOW + 600) as EpochSeconds,
    },
  )
  return [...parts.map(({ payload }) => payload), ...buttons.map(({ line }) => line)].join('\n')
}

const READING = ['nps', 'quotes', 'aspects', 'sentiment', 'mentions', 'why', 'moved', 'trend nps']

test('T23: comments that give orders mention nobody, link nowhere and do nothing', async () => {
  expect(PROMPTS.length).toBeGreaterThanOrEqual(100)
  const lines = READING.flatMap((name) => [`${name} all`, `${name} all as text`])
  const commands = new Set(registry.commands.map(({ name }) => name))
  for (const line of lines) {
    const reply = await bot.answer(invocation(line))
    if (reply.kind === 'form') throw new Error(line)
    for (const encode of PLATFORMS) {
      const said = shown(encode, reply)
      expect(said).not.toMatch(/@everyone|@here|<@U|<!channel|<!subteam|tg:\/\/user/)
      expect(said).not.toMatch(/https?:\/\/evil/)
      expect(said).not.toMatch(/[\u{e0000}-\u{e007f}]/u)
    }
    const actions =
      reply.kind === 'notice'
        ? reply.actions
        : reply.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    for (const { command } of actions) {
      expect(commands).toContain(command.split(' ')[0])
      expect(command).not.toMatch(/evil|666|forget/)
    }
  }
})

test('T23: the numbers are those of the scores, whatever the comments say of them', async () => {
  const [counted] = await rows('SELECT count(*) AS n FROM feedback')
  const promoters = SCORES.filter((score) => score >= 9).length
  const detractors = SCORES.filter((score) => score <= 6).length
  expect(counted?.['n']).toBe(PROMPTS.length)
  const reply = await bot.answer(invocation('nps all'))
  const headline =
    reply.kind === 'report' ? reply.blocks.find(({ type }) => type === 'headline') : undefined
  const [nps] = headline?.type === 'headline' ? headline.values : []
  expect(nps).toMatchObject({ key: 'nps', n: PROMPTS.length })
  expect(nps?.value).toBeCloseTo((100 * (promoters - detractors)) / PROMPTS.length, 6)
})

test('T23: after all questions nothing has changed', async () => {
  const tables = await rows(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  )
  const telling = ['account', 'digest', 'alert', 'feedback', 'link', 'place', 'listener', 'feed']
  const names = tables
    .map(({ name }) => String(name))
    .filter((name) => telling.some((word) => name.includes(word)))
  expect(names.length).toBeGreaterThan(5)
  const counts = async () =>
    await Promise.all(
      names.map(async (name) => [name, await rows(`SELECT count(*) AS n FROM ${name}`)]),
    )
  const before = await counts()
  for (const command of registry.commands.filter(({ writes }) => !writes)) {
    for (const line of examples(command, 'en')) await bot.answer(invocation(line))
  }
  expect(await counts()).toEqual(before)
})

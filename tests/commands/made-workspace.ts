import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '../../commands/index.ts'
import type { AdapterHost, Logger } from '../../src/core/adapter.ts'
import type { FeedbackKind, NewFeedback, Scale } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { type Invocation, localCaller, localPlace } from '../../src/core/invocation.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Notice, Reply, Report } from '../../src/core/reply.ts'
import type { Store, Workspace } from '../../src/core/store.ts'
import { createHost, type HostParts } from '../../src/dispatch/index.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { openStore } from '../../storage/index.ts'

/** A Wednesday noon in Vilnius; last week is 9–15 November 2026. */
export const NOW = at('2026-11-18T10:00:00Z')

const ZERO_TO_TEN: Scale = { min: 0, max: 10, reversed: false }
export const ONE_TO_FIVE: Scale = { min: 1, max: 5, reversed: false }
export const ONE_TO_TEN: Scale = { min: 1, max: 10, reversed: false }

export function at(iso: string): EpochSeconds {
  return (Date.parse(iso) / 1000) as EpochSeconds
}

let made = 0

/** Returns `count` equal answers. */
export function answers(
  count: number,
  kind: FeedbackKind,
  score: number,
  more: Partial<NewFeedback> = {},
): NewFeedback[] {
  return Array.from({ length: count }, () => {
    made += 1
    return {
      kind,
      score,
      scale: kind === 'nps' ? ZERO_TO_TEN : ONE_TO_FIVE,
      survey: null,
      text: null,
      lang: null,
      at: at('2026-11-11T12:00:00Z'),
      source: 'App',
      externalId: `made-${made}`,
      customer: null,
      author: null,
      brand: null,
      product: null,
      channel: null,
      store: null,
      stage: null,
      segment: null,
      tags: [],
      url: null,
      factors: [],
      ...more,
    }
  })
}

export interface MadeWorkspace {
  readonly store: Store
  readonly workspace: Workspace
  readonly host: AdapterHost
  /** What was logged as an error. */
  readonly faults: Readonly<Record<string, unknown>>[]
  add(items: readonly NewFeedback[]): Promise<void>
  ask(text: string, more?: Partial<Invocation>): Promise<Report>
  /** For questions that are answered with a notice. */
  refused(text: string, more?: Partial<Invocation>): Promise<Notice>
  close(): Promise<void>
}

/** Returns a workspace in an own SQLite file, asked through the host as an adapter asks. */
export async function madeWorkspace(
  items: readonly NewFeedback[],
  options: { readonly zone?: string; readonly parts?: Partial<HostParts> } = {},
): Promise<MadeWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-commands-'))
  const store = await openStore(`sqlite:${join(folder, 'test.db')}`)
  const zone = options.zone ?? 'Europe/Vilnius'
  const workspace = await store.ensureWorkspace('shop', { zone, locale: 'en', sample: false })
  const faults: Readonly<Record<string, unknown>>[] = []
  const log: Logger = {
    info: () => {},
    warn: () => {},
    error: (_, fields = {}) => faults.push(fields),
  }
  const host = createHost({
    store,
    registry,
    charts: {
      render: () => Promise.reject(new Error('not drawn')),
      close: () => Promise.resolve(),
    },
    log,
    clock: () => NOW,
    defaults: { workspace: 'shop', zone, locale: 'en', targets: { nps: 20 } },
    newReference: () => 'ref-1',
    ...options.parts,
  })
  const add = async (batch: readonly NewFeedback[]) => {
    if (batch.length > 0) await store.ingest(workspace.id, { items: batch, derivedIds: false })
  }
  await add(items)
  return {
    store,
    workspace,
    host,
    faults,
    add,
    async ask(text, more) {
      const reply = await host.answer({ ...invocation(text), ...more })
      if (reply.kind === 'report') return reply
      throw new Error(`${text}: ${JSON.stringify(reply)} ${JSON.stringify(faults)}`)
    },
    async refused(text, more) {
      const reply = await host.answer({ ...invocation(text), ...more })
      if (reply.kind === 'notice') return reply
      throw new Error(`${text} was answered: ${JSON.stringify(reply).slice(0, 300)}`)
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Returns a question as it comes from the shell. */
export function invocation(text: string, locale: Locale | null = null): Invocation {
  return {
    platform: 'console',
    eventId: text,
    workspace: '',
    user: localCaller('User'),
    place: localPlace('shell'),
    text,
    at: NOW,
    locale,
    zone: null,
  }
}

/** Two weeks of a small chain: Centre does well, Harbour does not, and last week was better. */
export function twoWeeks(): NewFeedback[] {
  const week = (day: string, centre: readonly number[], harbour: readonly number[]) =>
    [
      { store: 'Centre', brand: 'Aurora', counts: centre },
      { store: 'Harbour', brand: 'Borealis', counts: harbour },
    ].flatMap(({ store, brand, counts: [promoters = 0, passives = 0, detractors = 0] }) => {
      const more = { store, brand, at: at(`${day}T12:00:00Z`) }
      return [
        ...answers(promoters, 'nps', 10, more),
        ...answers(passives, 'nps', 8, more),
        ...answers(detractors, 'nps', 3, {
          ...more,
          text: 'The delivery was late again',
          author: 'Jonas Jonaitis',
        }),
      ]
    })
  return [
    ...week('2026-11-11', [15, 3, 2], [5, 7, 8]),
    ...week('2026-11-04', [6, 6, 8], [4, 4, 12]),
  ]
}

/** Returns the values of the headline as `key → [value, n]`. */
export function valuesOf(
  report: Report,
): Readonly<Record<string, readonly [number | null, number]>> {
  const headline = report.blocks.find((block) => block.type === 'headline')
  return Object.fromEntries(
    (headline?.values ?? []).map(({ key, value, n }) => [key, [value, n] as const]),
  )
}

/** Returns a reply as a reader sees it, on long lines, every kind of space as a plain one. */
export function textOf(reply: Reply): string {
  return toPlainText(reply, 500).replace(/[\u00a0\u2009\u202f]/g, ' ')
}

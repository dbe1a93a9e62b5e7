import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWebAdapter } from '../../adapters/web/index.ts'
import type { PageReply, PageReport } from '../../adapters/web/page-reply.ts'
import { registry } from '../../commands/index.ts'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { Adapter, AdapterHost } from '../../src/core/adapter.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createHost } from '../../src/dispatch/index.ts'
import { ensureSample } from '../../src/sample/index.ts'
import { createSpool } from '../../src/spool/spool.ts'
import { openStore } from '../../storage/index.ts'

/** A Wednesday noon in Vilnius; last week is 9–15 November 2026. */
const NOW = (Date.parse('2026-11-18T10:00:00Z') / 1000) as EpochSeconds

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly bytes: Buffer
}

export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface ServedPage {
  readonly adapter: Adapter & { address(): string }
  /** With a slash at its end. */
  readonly url: string
  /** How often the host was asked, by command line. */
  readonly asked: string[]
  /** What was logged as an error. */
  readonly faults: unknown[]
  /** Sends a request as it is written, whatever a browser would say to it. */
  send(path: string, sent?: Sent): Promise<Received>
  ask(line: string, more?: Readonly<Record<string, unknown>>): Promise<PageReply>
  report(line: string, more?: Readonly<Record<string, unknown>>): Promise<PageReport>
  close(): Promise<void>
}

/** Serves the page over a real database: the sample, or the given feedback. */
export async function servedPage(
  options: {
    readonly items?: readonly NewFeedback[]
    readonly password?: string
    readonly charts?: ChartRenderer
    /** Bytes of the largest file that is taken. */
    readonly largestFile?: number
    readonly host?: (host: AdapterHost) => AdapterHost
    /** Milliseconds. */
    readonly now?: () => number
  } = {},
): Promise<ServedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-web-'))
  const store = await openStore(`sqlite:${join(folder, 'test.db')}`)
  const settings = { zone: 'Europe/Vilnius', locale: 'en' } as const
  if (options.items) {
    const workspace = await store.ensureWorkspace('shop', { ...settings, sample: false })
    await store.ingest(workspace.id, { items: options.items, derivedIds: false })
  } else await ensureSample(store, 'shop', { ...settings, now: NOW })
  const charts = options.charts ?? createChartRenderer()
  const faults: unknown[] = []
  const asked: string[] = []
  const bot = createHost({
    store,
    registry,
    charts,
    log: { info: () => {}, warn: () => {}, error: (...fault) => faults.push(fault) },
    clock: () => NOW,
    files: createSpool(join(folder, 'given'), {
      clock: () => NOW,
      ...(options.largestFile ? { largest: options.largestFile } : {}),
    }),
    defaults: { workspace: 'shop', ...settings, targets: { nps: 20 } },
  })
  const counted: AdapterHost = {
    ...bot,
    answer: (invocation) => {
      asked.push(invocation.text)
      return bot.answer(invocation)
    },
  }
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    password: options.password ?? null,
    ...(options.now ? { now: options.now } : {}),
  })
  await adapter.start(options.host?.(counted) ?? counted)
  const url = adapter.address()

  const send: ServedPage['send'] = (path, sent = {}) =>
    new Promise((done, fail) => {
      const { method = 'GET', headers = {}, body } = sent
      const { hostname, port } = new URL(url)
      const outgoing = request({ hostname, port, path, method, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const bytes = Buffer.concat(parts)
          const { statusCode: status = 0, headers: received } = response
          done({ status, headers: received, body: bytes.toString(), bytes })
        })
      })
      outgoing.on('error', fail)
      outgoing.end(body)
    })
  const ask: ServedPage['ask'] = async (line, more = {}) => {
    const { body, status } = await send('/api/ask', question({ line, ...more }))
    if (status !== 200) throw new Error(`${line}: ${status} ${body}`)
    return JSON.parse(body)
  }
  return {
    adapter,
    url,
    asked,
    faults,
    send,
    ask,
    async report(line, more) {
      const reply = await ask(line, more)
      if (reply.kind !== 'report') throw new Error(`${line}: ${JSON.stringify(reply)}`)
      return reply
    },
    async close() {
      await adapter.stop()
      await charts.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let made = 0

/** Returns a question as the page sends it, under an id of its own unless one is given. */
export function question(fields: Readonly<Record<string, unknown>>): Sent {
  made += 1
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: `question-${made}`, ...fields }),
  }
}

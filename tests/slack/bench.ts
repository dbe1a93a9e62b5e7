import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createSlackAdapter,
  type SlackConfig,
  type SlackOptions,
} from '../../adapters/slack/index.ts'
import { registry } from '../../commands/index.ts'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { ChatAdapter } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createHost } from '../../src/dispatch/index.ts'
import { ensureSample } from '../../src/sample/index.ts'
import { openStore } from '../../storage/index.ts'
import { FakeSlack } from '../fakes/slack/server.ts'
import { TinyDelivery } from './tiny-delivery.ts'

/** A Monday morning; the sample's story ends there. */
export const NOW = Math.floor(Date.parse('2026-11-16T09:00:00Z') / 1000) as EpochSeconds

export interface SampleHost {
  readonly host: AdapterHost
  close(): Promise<void>
}

/** The bot over the sample workspace, to whom everyone is an admin. */
export async function sampleHost(): Promise<SampleHost> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-slack-'))
  const store = await openStore(`sqlite:${join(folder, 'sample.db')}`)
  await ensureSample(store, 'sample', { zone: 'Europe/Vilnius', locale: 'en', now: NOW })
  const charts = createChartRenderer()
  const log = { info() {}, warn() {}, error() {} }
  const host = createHost({
    store,
    registry,
    charts,
    log,
    clock: () => NOW,
    defaults: { workspace: 'sample', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
  })
  return {
    host: {
      ...host,
      answer: (invocation) => host.answer({ ...invocation, platform: 'console' }),
    },
    async close() {
      await charts.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const hidden = (value: string) => ({ reveal: () => value })

export function configOf(slack: FakeSlack, more: Partial<SlackConfig> = {}): SlackConfig {
  return {
    botToken: hidden(slack.botToken),
    appToken: hidden(slack.appToken),
    signingSecret: null,
    port: null,
    api: slack.api,
    ...more,
  }
}

export interface Bench {
  readonly slack: FakeSlack
  readonly adapter: ChatAdapter & { port(): number | null }
  readonly delivery: TinyDelivery
  close(): Promise<void>
}

/** A fake Slack with the adapter connected to it. */
export async function connected(
  host: AdapterHost,
  options: {
    readonly config?: Partial<SlackConfig>
    readonly adapter?: SlackOptions
    readonly prepare?: (slack: FakeSlack) => void
  } = {},
): Promise<Bench> {
  const slack = await new FakeSlack().start()
  options.prepare?.(slack)
  const adapter = createSlackAdapter(configOf(slack, options.config), {
    pauseMilliseconds: 20,
    ...options.adapter,
  })
  const delivery = new TinyDelivery(adapter, host)
  await adapter.start(delivery.host)
  if (!options.config?.port && options.config?.port !== 0) {
    await until(() => slack.sockets.length >= 2 && adapter.health().state === 'running')
  }
  return {
    slack,
    adapter,
    delivery,
    async close() {
      await adapter.stop()
      await delivery.settled()
      await slack.stop()
    },
  }
}

/** Waits until something is so, at most ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`it never came about: ${isSo}`)
}

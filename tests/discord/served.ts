import { createDiscordAdapter, type DiscordConfig } from '../../adapters/discord/index.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { Role } from '../../src/core/command.ts'
import type { ChatAdapter } from '../../src/core/delivery.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { Store } from '../../src/core/store.ts'
import { createDelivery, type DeliveryEngine } from '../../src/delivery/engine.ts'
import { machineTiming } from '../../src/delivery/timing.ts'
import type { DispatchHost, HostParts } from '../../src/dispatch/index.ts'
import { type MadeWorkspace, madeWorkspace, NOW, twoWeeks } from '../commands/made-workspace.ts'
import { USER } from '../fakes/discord/interactions.ts'
import {
  type Body,
  type FakeDiscord,
  GUILD,
  type KeptMessage,
  startFakeDiscord,
  TOKEN,
} from '../fakes/discord/server.ts'

/** The beginning of a PNG, for all that does not look at charts. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface Served {
  readonly fake: FakeDiscord
  readonly adapter: ChatAdapter
  readonly engine: DeliveryEngine
  readonly made: MadeWorkspace
  /** What was logged, as one text. */
  log(): string
  /** Dispatches an interaction and resolves with the message in its answer's place once it stands. */
  ask(interaction: Body & { id: string; token: string }): Promise<KeptMessage>
  /** Resolves when nothing waits to be answered or sent. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly items?: readonly NewFeedback[]
  readonly charts?: ChartRenderer
  readonly config?: Partial<DiscordConfig>
  readonly role?: Role | null
  readonly parts?: Partial<HostParts>
  /** Stands between the adapter and the real store. */
  readonly store?: (store: Store) => Store
  readonly fake?: FakeDiscord
  readonly start?: boolean
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'it',
  seconds = 15,
): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not come to pass`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The adapter with the real delivery and host, between a fake Discord and a store of its own. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const fake = options.fake ?? (await startFakeDiscord())
  const lines: string[] = []
  const note = (event: string, fields?: unknown): void => {
    lines.push(`${event} ${JSON.stringify(fields)}`)
  }
  const log = { info: note, warn: note, error: note }
  const charts = options.charts ?? { render: async () => DOT, close: async () => undefined }
  const made = await madeWorkspace(options.items ?? twoWeeks(), {
    parts: { charts, log, ...options.parts },
  })
  const account = { platform: 'discord', community: null, user: USER }
  const place = { platform: 'discord', community: GUILD, channel: null, thread: null }
  const by = { account, name: 'test', place, at: NOW }
  const role = options.role === undefined ? 'admin' : options.role
  const { access } = made.store
  if (role) await access.setRole(made.workspace.id, { ...account, name: 'Rasa' }, role, by)
  await access.linkPlace(made.workspace.id, place, { role: null, scope: [], shared: false }, by)

  const adapter = createDiscordAdapter({
    token: { reveal: () => TOKEN },
    guild: GUILD,
    api: fake.api,
    ...options.config,
  })
  const store = options.store?.(made.store) ?? made.store
  const host = made.host as DispatchHost
  const engine = createDelivery({ adapter, host, store, log, timing: machineTiming() })
  if (options.start !== false) {
    await adapter.start(engine.host)
    engine.start()
  }

  async function settled(): Promise<void> {
    await until(async () => {
      const { events, parts } = await made.store.delivery.depth()
      return events + parts === 0
    }, 'the end of the work')
  }

  return {
    fake,
    adapter,
    engine,
    made,
    log: () => lines.join('\n'),
    settled,
    async ask(interaction) {
      const kept = fake.interact(interaction)
      const edits = () => fake.messages.get(kept.original ?? '')?.edits ?? 0
      const before = edits()
      await until(() => kept.response !== undefined, 'the acknowledgement')
      const type = kept.response?.type
      const least = type === 6 ? before : 0
      if (type === 5 || type === 6) await until(() => edits() > least, 'the answer')
      const message = fake.messages.get(kept.original ?? '')
      if (!message) throw new Error('there is no answer')
      return message
    },
    async stop() {
      await engine.stop()
      await adapter.stop()
      await made.close()
      if (!options.fake) await fake.close()
    },
  }
}

/** What everyone or one person reads in a message, its escapes taken away. */
export function wordsOf(message: KeptMessage): string {
  const embeds = (message.body['embeds'] ?? []) as readonly {
    title?: string
    description?: string
    footer?: { text: string }
  }[]
  return embeds
    .flatMap(({ description, footer, title }) => [title, description, footer?.text])
    .filter((text) => text !== undefined)
    .join('\n')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replaceAll('\u200B', '')
    .replace(/[\u00a0\u202f]/g, ' ')
}

export function buttonsOf(
  message: KeptMessage,
): readonly { readonly label: string; readonly custom_id: string }[] {
  const rows = (message.body['components'] ?? []) as readonly {
    components: readonly { label: string; custom_id: string }[]
  }[]
  return rows.flatMap(({ components }) => components)
}

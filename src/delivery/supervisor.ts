import { createHash } from 'node:crypto'
import type { ChatAdapter, DeliveryDepth, PlaceFacts } from '../core/delivery.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Translate } from '../language/translate.ts'
import { titleOf } from '../platform-names.ts'
import { type Loop, startLoop } from './loop.ts'
import type { Meters } from './meters.ts'
import { tellAdmins } from './operator.ts'
import { detailsOf, secondsOf } from './parts.ts'
import {
  type PlatformHealth,
  type PlatformRunner,
  type PlatformSource,
  type RunnerParts,
  startPlatform,
} from './platform-runner.ts'

export type { PlatformHealth, PlatformSource } from './platform-runner.ts'

export interface SupervisorParts extends Omit<RunnerParts, 'onUnauthorised' | 'onPoison'> {
  /** Returns the platforms that are set up, as the settings are now. Throws where they are wrong. */
  readonly sources: () => readonly PlatformSource[]
}

/** All platforms, each kept running on its own. */
export interface Supervisor {
  /** Reads the settings again. */
  reload(): void
  /** Takes nothing more in, and resolves when what is in hand is done, in some ten seconds at most. */
  stop(): Promise<void>
  health(): readonly PlatformHealth[]
  depth(): Promise<DeliveryDepth>
  meters(): readonly { readonly platform: string; readonly meters: Meters }[]
  /** The adapter of a platform while it runs. */
  adapter(platform: string): ChatAdapter | undefined
  place(platform: string, channel: string, thread: string | null): Promise<PlaceFacts | undefined>
  /** There is something new in the outbox. */
  wake(): void
}

/** How often settings are read again while a platform waits for a token. */
const RELOAD_MILLISECONDS = 3000
const UPKEEP_MILLISECONDS = 10 * 60_000
const PAYLOAD_SECONDS = 3600
/** For so long Telegram lets a bot take a message back. */
const POSTED_SECONDS = 2 * 86_400
const ID_SECONDS = 7 * 86_400

/** Starts every platform that is set up. */
export function startSupervisor(parts: SupervisorParts): Supervisor {
  const { store, log, timing } = parts
  const runners = new Map<string, PlatformRunner>()
  const running = (): ChatAdapter[] =>
    [...runners.values()].flatMap((runner) => runner.adapter() ?? [])

  function tell(incident: string, say: (translate: Translate) => string): void {
    const told = {
      store,
      log,
      adapters: running(),
      now: secondsOf(timing),
    }
    void tellAdmins(told, incident, say).then(() => {
      for (const runner of runners.values()) runner.wake()
    })
  }
  const runnerParts: RunnerParts = {
    ...parts,
    onUnauthorised({ name, place, fingerprint }, reason) {
      tell(`token:${name}:${fingerprint}`, (translate) =>
        translate('delivery:unauthorised', { platform: titleOf(name), place, reason }),
      )
    },
    onPoison(key, detail) {
      const reference = createHash('sha256').update(key).digest('base64url').slice(0, 8)
      log.error('poison', { reference, key, error: detail })
      const platform = titleOf(key.split(':')[1] ?? '')
      tell(`poison:${reference}`, (translate) =>
        translate('delivery:poison', { platform, key: reference }),
      )
    },
  }

  function take(sources: readonly PlatformSource[]): void {
    for (const source of sources) {
      const runner = runners.get(source.name)
      if (runner) runner.update(source)
      else runners.set(source.name, startPlatform(source, runnerParts))
    }
  }
  function reload(): void {
    try {
      take(parts.sources())
    } catch (error) {
      log.warn('settings-not-read', { error: detailsOf(error) })
    }
  }
  take(parts.sources())

  const loops: Loop[] = [
    startLoop({
      timing,
      pollMilliseconds: RELOAD_MILLISECONDS,
      async round() {
        const waits = [...runners.values()].some(
          (runner) => runner.health().state === 'unauthorised',
        )
        if (waits) reload()
        return false
      },
      onFault: () => undefined,
    }),
    startLoop({
      timing,
      pollMilliseconds: UPKEEP_MILLISECONDS,
      async round() {
        const now = secondsOf(timing)
        await store.delivery.forgetDelivered(
          (now - PAYLOAD_SECONDS) as EpochSeconds,
          (now - ID_SECONDS) as EpochSeconds,
          (now - POSTED_SECONDS) as EpochSeconds,
        )
        return false
      },
      onFault: (error) => log.warn('upkeep-failed', { error: detailsOf(error) }),
    }),
  ]

  return {
    reload,
    async stop() {
      await Promise.all([...loops, ...runners.values()].map((each) => each.stop()))
    },
    health: () => [...runners.values()].map((runner) => runner.health()),
    depth: () => store.delivery.depth(),
    meters: () =>
      [...runners.values()].flatMap((runner) => {
        const meters = runner.meters()
        return meters ? [{ platform: runner.name, meters }] : []
      }),
    adapter: (platform) => runners.get(platform)?.adapter(),
    place: async (platform, channel, thread) =>
      runners.get(platform)?.adapter()?.place(channel, thread),
    wake() {
      for (const runner of runners.values()) runner.wake()
    },
  }
}

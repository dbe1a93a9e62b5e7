import type { AdapterHealth } from '../core/adapter.ts'
import type { ChatAdapter } from '../core/delivery.ts'
import { createDelivery, type DeliveryEngine } from './engine.ts'
import type { Meters } from './meters.ts'
import { type DeliveryParts, detailsOf } from './parts.ts'
import { backOff, within } from './timing.ts'

/** A platform as the settings have it now. */
export interface PlatformSource {
  readonly name: string
  /** Changes with the token and all else that is set. */
  readonly fingerprint: string
  /** Where its token stands, for people. */
  readonly place: string
  create(): Promise<ChatAdapter>
}

export interface PlatformHealth extends Omit<AdapterHealth, 'state'> {
  readonly name: string
  /** `unauthorised`: it waits for another token. */
  readonly state: AdapterHealth['state'] | 'unauthorised'
}

/** What a runner works with besides its platform. */
export interface RunnerParts extends Omit<DeliveryParts, 'adapter' | 'onUnauthorised'> {
  /** Told once for each token that does not hold. */
  readonly onUnauthorised: (source: PlatformSource, detail: string) => void
}

/** Keeps one platform running. */
export interface PlatformRunner {
  readonly name: string
  /** Takes up other settings: at once where the platform waits for a token, or where they differ. */
  update(source: PlatformSource): void
  stop(): Promise<void>
  health(): PlatformHealth
  /** The adapter while it runs. */
  adapter(): ChatAdapter | undefined
  wake(): void
  meters(): Meters | undefined
}

const FIRST_SECONDS = 1
const LONGEST_SECONDS = 300
/** A platform that fails without an end is begun anew; one that mends itself is left alone. */
const FAILED_MILLISECONDS = 60_000
const LOOK_MILLISECONDS = 200
const START_MILLISECONDS = 90_000
/** A platform that says no farewell. */
const STOP_MILLISECONDS = 2000
/** A platform that ran this long begins again without delay. */
const STEADY_MILLISECONDS = 60_000

/** How platforms say that a token does not hold. */
const REFUSALS =
  /unauthori[sz]ed|refused the token|\b401\b|\b4004\b|invalid_auth|not_authed|account_inactive|token_revoked|token_expired|invalid_token|TokenInvalid|invalid token/i

class Refused extends Error {}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Starts a platform and keeps it running until it is stopped; what it does hurts no other. */
export function startPlatform(first: PlatformSource, parts: RunnerParts): PlatformRunner {
  const { log, timing } = parts
  let source = first
  let refused: string | undefined
  let current: { readonly adapter: ChatAdapter; readonly engine: DeliveryEngine } | undefined
  let running = false
  let lastError: string | null = null
  let unauthorised = false
  const stopping = new AbortController()
  let change = new AbortController()

  async function run(): Promise<void> {
    let attempts = 0
    while (!stopping.signal.aborted) {
      change = new AbortController()
      const tried = source
      const begun = timing.now()
      try {
        await runOnce(tried)
        if (stopping.signal.aborted || source !== tried) continue
      } catch (error) {
        lastError = detailsOf(error)
        unauthorised = error instanceof Refused
        log.error('platform-stopped', { platform: tried.name, error: lastError })
        if (unauthorised && refused !== tried.fingerprint) {
          refused = tried.fingerprint
          parts.onUnauthorised(tried, lastError)
        }
      }
      if (timing.now() - begun > STEADY_MILLISECONDS) attempts = 0
      const bounds = { first: FIRST_SECONDS, most: LONGEST_SECONDS }
      const seconds = unauthorised ? 86_400 : backOff(attempts, bounds, timing.random)
      attempts += 1
      if (source !== tried) continue
      await timing.wait(seconds * 1000, change.signal)
    }
  }

  async function runOnce(tried: PlatformSource): Promise<void> {
    let refusal: string | undefined
    const adapter = await tried.create()
    const engine = createDelivery({
      ...parts,
      adapter,
      onUnauthorised: (detail) => {
        refusal = detail
      },
    })
    current = { adapter, engine }
    try {
      const started = within(
        adapter.start(engine.host),
        START_MILLISECONDS,
        timing,
        () => new Error('it did not start in time'),
      )
      await Promise.race([started, aborted(change.signal)])
      await watch(adapter, engine, tried, () => refusal)
    } catch (error) {
      const reason = detailsOf(error)
      throw refusal !== undefined || REFUSALS.test(reason) ? new Refused(reason) : error
    } finally {
      running = false
      await engine.stop()
      await within(adapter.stop(), STOP_MILLISECONDS, timing, () => new Error('still busy')).catch(
        (error: unknown) => {
          log.warn('platform-not-stopped', { platform: tried.name, error: detailsOf(error) })
        },
      )
      current = undefined
    }
  }

  /** Lets a started adapter work until it is stopped, gets other settings or fails for good. */
  async function watch(
    adapter: ChatAdapter,
    engine: DeliveryEngine,
    tried: PlatformSource,
    refusal: () => string | undefined,
  ): Promise<void> {
    let failedAt: number | undefined
    while (!stopping.signal.aborted && source === tried) {
      const detail = refusal()
      if (detail !== undefined) throw new Refused(detail)
      const { state, lastError: reason } = adapter.health()
      if (!running && adapter.bot !== null && state !== 'failed') {
        engine.start()
        running = true
        unauthorised = false
        lastError = null
        log.info('platform-running', { platform: tried.name })
      }
      if (state !== 'failed') failedAt = undefined
      else {
        if (REFUSALS.test(reason ?? '')) throw new Refused(reason ?? '')
        failedAt ??= timing.now()
        if (timing.now() - failedAt > FAILED_MILLISECONDS) throw new Error(reason ?? 'it failed')
      }
      await timing.wait(LOOK_MILLISECONDS, change.signal)
    }
  }

  const ended = run()
  return {
    name: first.name,
    update(next) {
      if (next.fingerprint === source.fingerprint) return
      source = next
      change.abort()
    },
    async stop() {
      stopping.abort()
      change.abort()
      await ended
    },
    health() {
      const now = current?.adapter.health()
      return {
        name: first.name,
        state: unauthorised
          ? 'unauthorised'
          : (now?.state ?? (stopping.signal.aborted ? 'stopped' : 'failed')),
        lastError: now?.lastError ?? lastError,
        lastEventAt: now?.lastEventAt ?? null,
      }
    },
    adapter: () => (running ? current?.adapter : undefined),
    wake: () => current?.engine.wake(),
    meters: () => current?.engine.meters(),
  }
}

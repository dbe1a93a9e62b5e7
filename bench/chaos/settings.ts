/** What a bot that is to be killed is told. */
export interface BotSettings {
  readonly platform: 'fake' | 'telegram'
  readonly url: string
  readonly platformPort: number
  /** Chance of ending at each fault point. */
  readonly atFaultPoints: number
  /** When the run began, in milliseconds since 1970. */
  readonly began: number
  /** What the clock showed then. */
  readonly startsAt: number
  /** How much faster the clock runs, so that leases end soon. */
  readonly speed: number
}

/** Returns the clock of a run: milliseconds since 1970. */
export function hastened({
  began,
  startsAt,
  speed,
}: Pick<BotSettings, 'began' | 'startsAt' | 'speed'>): () => number {
  return () => startsAt + (Date.now() - began) * speed
}

/** Who makes the digests. */
export const OWNER = '7001'

/** Returns the id of the n-th group on Telegram. */
export function telegramGroup(n: number): string {
  return String(-1_001_000_000_000 - n)
}

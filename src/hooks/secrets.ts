import { randomBytes } from 'node:crypto'
import type { HookKey } from '../core/hook.ts'
import type { EpochSeconds } from '../core/identity.ts'

/** How long the key before is valid beside a new one. */
const ROTATION_SECONDS = 86_400

type Random = (size: number) => Uint8Array

/** Returns 128 random bits for the address of a hook. */
export function newToken(random: Random = randomBytes): string {
  return Buffer.from(random(16)).toString('base64url')
}

/** Returns a new key of 256 random bits, as Standard Webhooks writes it. */
export function newSecret(random: Random = randomBytes): string {
  return `whsec_${Buffer.from(random(32)).toString('base64')}`
}

/** Returns the keys after a change: the new one, and the one before for a day. */
export function rotated(
  keys: readonly HookKey[],
  secret: string,
  now: EpochSeconds,
): readonly HookKey[] {
  const [before] = keys
  const until = (now + ROTATION_SECONDS) as EpochSeconds
  return [{ secret, until: null }, ...(before ? [{ secret: before.secret, until }] : [])]
}

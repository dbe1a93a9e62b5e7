import { createHash } from 'node:crypto'
import { limits } from './limits.ts'
import type { StoredEvent } from './stored-event.ts'

/** What one thing that Slack sent asks for. */
export type Intake =
  | {
      readonly type: 'event'
      /** Slack's own id: the same is never answered twice. */
      readonly id: string
      readonly event: StoredEvent
      /** With which a form can be opened, for three seconds. */
      readonly trigger: string | null
    }
  /** The app was taken away, or its token. */
  | { readonly type: 'revoked' }
  /** Nothing that concerns the bot. */
  | { readonly type: 'ignored' }

export const IGNORED: Intake = { type: 'ignored' }

/** Returns an id made of what tells an event among all others. */
export function hashed(...parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

/** Returns where an answer may go, and until when. */
export function answerable(url: string | null, now: number) {
  return { responseUrl: url, responseUntil: url === null ? null : now + limits.responseSeconds }
}

import { createHmac, randomBytes } from 'node:crypto'
import { type AccountKey, writtenKey } from '../core/access.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import type { Pseudonym } from '../core/survey.ts'

const KEY_BYTES = 32
const LETTERS = 22

/**
 * Returns what an account is called in surveys: HMAC-SHA256 (RFC 2104) under a key that the
 * workspace made for itself. Without the key nobody can try out whose it is.
 */
export async function pseudonymOf(
  store: Store,
  workspace: WorkspaceId,
  account: AccountKey,
): Promise<Pseudonym> {
  return keyed(await keyOf(store, workspace), 'person', writtenKey(account))
}

/**
 * Returns the name under which a person's answers to surveys are stored as a customer's: the
 * same in every wave, and another than the one in the list of the invited.
 */
export async function customerOf(
  store: Store,
  workspace: WorkspaceId,
  person: Pseudonym,
): Promise<string> {
  return `anonymous-${keyed(await keyOf(store, workspace), 'customer', person)}`
}

async function keyOf(store: Store, workspace: WorkspaceId): Promise<Buffer> {
  const fresh = randomBytes(KEY_BYTES).toString('base64url')
  return Buffer.from(await store.surveys.key(workspace, fresh), 'base64url')
}

function keyed(key: Buffer, purpose: string, text: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, text]))
    .digest('base64url')
    .slice(0, LETTERS)
}

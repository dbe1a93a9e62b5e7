import { timingSafeEqual } from 'node:crypto'
import type { FeedbackPatch, NewFeedback } from '../core/feedback.ts'
import type { Hook, HookAnswer, HookFault, ReceiveHook } from '../core/hook.ts'
import type { EpochSeconds, HookId, WorkspaceId } from '../core/identity.ts'
import type { Store } from '../core/store.ts'
import { feedbackOfAnswer, type Reading, timeOf } from './answer.ts'
import { valueAt } from './json-path.ts'
import { readJsonAnswer } from './read-json.ts'
import { readDelighted, readFormbricks, readTypeform } from './read-tools.ts'
import { verifyDelivery } from './verify.ts'

/** Whoever cannot sign can have no more written of them than this. */
const FAULT_SECONDS = 10
const TOKEN = /^(\d{1,9})-(\d{1,9})-([\w-]{22})$/

const READERS = {
  json: readJsonAnswer,
  typeform: readTypeform,
  formbricks: readFormbricks,
  delighted: readDelighted,
} as const satisfies Readonly<Record<Hook['preset'], (payload: unknown, hook: Hook) => Reading>>

/** Returns the last part of a hook's address. */
export function addressOf({ workspace, id, token }: Hook): string {
  return `${workspace}-${id}-${token}`
}

export interface ReceiverParts {
  readonly store: Pick<Store, 'hooks' | 'atomically'>
  readonly clock: () => EpochSeconds
}

/**
 * Returns what takes in deliveries. Nothing is read of one that is not signed; the note that it was
 * taken and what it brings are one transaction, so that it is taken once. An answer
 * that changed since (Delighted sends the comment later) replaces the words that are stored.
 */
export function createHookReceiver({ store, clock }: ReceiverParts): ReceiveHook {
  const told = new Map<string, EpochSeconds>()

  async function refuse(
    hook: Hook,
    fault: HookFault,
    detail: string,
    status: 400 | 401,
  ): Promise<HookAnswer> {
    const now = clock()
    const key = `${hook.workspace}-${hook.id}`
    if (now - (told.get(key) ?? 0) >= FAULT_SECONDS) {
      told.set(key, now)
      await store.hooks.noteFault(hook, now, fault, detail)
    }
    return { status, content: { error: fault } }
  }

  return async (delivery) => {
    const now = clock()
    const hook = await hookAt(delivery.address, store)
    if (!hook) return { status: 404, content: { error: 'no-such-hook' } }
    const verdict = verifyDelivery(hook, delivery, now, () => saidAt(hook, parse(delivery.body)))
    if (verdict.type === 'refused') return await refuse(hook, verdict.fault, '', 401)
    const payload = parse(delivery.body)
    if (payload === undefined) return await refuse(hook, 'not-json', '', 400)
    const reading = READERS[hook.preset](payload, hook)
    if (reading.type === 'unusable') return await refuse(hook, 'no-answer', reading.detail, 400)
    const item =
      reading.type === 'answer'
        ? feedbackOfAnswer(reading.answer, hook, now, delivery.body)
        : undefined
    if (typeof item === 'string') return await refuse(hook, 'no-answer', item, 400)
    const outcome = await store.atomically(async (within) => {
      if (!(await within.hooks.takeNonce(hook, verdict.nonce, now, verdict.forgetAt))) {
        return 'replayed'
      }
      const kept = item ? await keep(hook.workspace, item, within) : 'ignored'
      await within.hooks.noteSuccess(hook, now, kept === 'accepted' ? 1 : 0)
      return kept
    })
    if (outcome === 'replayed') return await refuse(hook, 'replayed', '', 401)
    return { status: 200, content: { outcome } }
  }
}

async function hookAt(address: string, { hooks }: Pick<Store, 'hooks'>): Promise<Hook | undefined> {
  const match = TOKEN.exec(address)
  if (!match) return undefined
  const hook = await hooks.find(Number(match[1]) as WorkspaceId, Number(match[2]) as HookId)
  const [given, right] = [Buffer.from(match[3] ?? ''), Buffer.from(hook?.token ?? '')]
  return hook && given.length === right.length && timingSafeEqual(given, right) ? hook : undefined
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/** When the answer was given, where the tool signs no time of sending. */
function saidAt({ preset }: Hook, payload: unknown): EpochSeconds | null {
  if (preset === 'typeform') return timeOf(valueAt(payload, 'form_response.submitted_at'))
  return (
    timeOf(valueAt(payload, 'event_data.updated_at')) ??
    timeOf(valueAt(payload, 'event_data.created_at'))
  )
}

async function keep(
  workspace: WorkspaceId,
  item: NewFeedback,
  store: Store,
): Promise<'accepted' | 'duplicate' | 'updated'> {
  const outcome = await store.add(workspace, item)
  if (outcome !== 'conflict') return outcome
  const id = await store.moderation.idOf(workspace, item.source, item.externalId)
  const stored = id === undefined ? undefined : await store.feedback(workspace, id)
  if (id === undefined || !stored) return 'duplicate'
  const sameScale = JSON.stringify(stored.scale) === JSON.stringify(item.scale)
  const patch: FeedbackPatch = {
    ...(item.text === null || item.text === stored.text ? {} : { text: item.text }),
    ...(sameScale && item.score !== stored.score ? { score: item.score } : {}),
    ...(item.tags.every((tag) => stored.tags.includes(tag))
      ? {}
      : { tags: [...new Set([...stored.tags, ...item.tags])] }),
  }
  if (Object.keys(patch).length === 0) return 'duplicate'
  await store.edit(workspace, id, patch)
  return 'updated'
}

import type { Access } from '../core/access.ts'
import type { Logger } from '../core/adapter.ts'
import type { ChatAdapter, Encoded, PlaceFacts } from '../core/delivery.ts'
import type { MessageTarget } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Improvement } from '../core/loop.ts'
import { isLocal } from '../core/platforms.ts'
import type { Notice, Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { destinationOf, placeOf } from '../digests/destination.ts'
import { judge, WEEK } from './judge.ts'
import { askedNotice, effectNotice } from './tell.ts'

const AT_ONCE = 20
const ASKED_AT_ONCE = 50
const RETRY_SECONDS = 300
const WORTH_SECONDS = 24 * 3600

/** What watching improvements takes from outside. */
export interface WatchParts {
  readonly store: Store
  readonly log: Logger
  readonly clock: () => EpochSeconds
  readonly outlet: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode' | 'place'> | undefined
  /** What may be told there; rejects with the UserError that says why nothing. */
  readonly accessOf: (
    improvement: Improvement,
    target: MessageTarget,
    place: PlaceFacts | null,
    lines: readonly string[],
  ) => Promise<Access>
  /** The store as that access lets it be seen. */
  readonly seenWith: (
    store: Store,
    improvement: Pick<Improvement, 'workspace'>,
    access: Access,
  ) => Promise<Store>
}

type Settlement = Parameters<Store['loop']['settle']>[1]

/** Looks at the improvements whose time has come; returns how many messages were queued. */
export async function watchImprovements(parts: WatchParts): Promise<number> {
  const { store, clock, log } = parts
  const due = await store.loop.due(clock(), AT_ONCE)
  if (due.length === 0) return 0
  const zones = new Map((await store.workspaces()).map(({ id, zone }) => [id, zone]))
  let messages = 0
  for (const improvement of due) {
    try {
      messages +=
        improvement.askedAfter === null
          ? await tellEffect(parts, improvement, zones.get(improvement.workspace) ?? 'UTC')
          : await tellAsked(parts, improvement)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      log.warn('improvement-check-failed', { improvement: improvement.id, detail })
      const nextCheck = (clock() + RETRY_SECONDS) as EpochSeconds
      await store.loop.settle(improvement, { ...asItIs(improvement), nextCheck })
    }
  }
  return messages
}

function asItIs({ state, nextCheck, askedAfter, outcome }: Improvement): Settlement {
  return { state, nextCheck, askedAfter, outcome }
}

/** Tells those who asked, where they wrote, each once: the item is part of the message's key. */
async function tellAsked(parts: WatchParts, improvement: Improvement): Promise<number> {
  const { store, clock } = parts
  const { workspace, id, filters, askedAfter, at } = improvement
  if (askedAfter === null) return 0
  const items = await store.loop.asked(workspace, {
    filters,
    after: askedAfter,
    limit: ASKED_AT_ONCE,
  })
  const encoded: Encoded[] = []
  for (const { origin, feedback } of items) {
    if (!origin) continue
    const { platform, community, channel, thread } = origin
    const target: MessageTarget = { type: 'place', platform, community, channel, thread }
    const sent = await encodeFor(parts, improvement, target, {
      reply: askedNotice(improvement, origin),
      keyPrefix: `i:${workspace}:${id}:asked:${feedback}`,
      lines: [],
    })
    if (sent) encoded.push(sent)
  }
  const last = items.length < ASKED_AT_ONCE ? null : (items.at(-1)?.feedback ?? null)
  const nextCheck = last === null ? Math.max(clock(), at + WEEK) : clock()
  return await queue(parts, improvement, encoded, {
    ...asItIs(improvement),
    askedAfter: last,
    nextCheck: nextCheck as EpochSeconds,
  })
}

/** Tells the owner and the place, once, whether the metric clearly changed. */
async function tellEffect(
  parts: WatchParts,
  improvement: Improvement,
  zone: string,
): Promise<number> {
  const { store, clock } = parts
  const { workspace, id, target, owner, metric } = improvement
  const seen = await seenFrom(parts, improvement)
  const judgement = await judge(improvement, { store: seen, zone, now: clock() })
  if (judgement.type === 'later') {
    await store.loop.settle(improvement, { ...asItIs(improvement), nextCheck: judgement.at })
    return 0
  }
  const reply: Notice = effectNotice(improvement, judgement, zone)
  const person: MessageTarget = { type: 'person', platform: owner.platform, user: owner.user }
  const targets = target.type === 'person' ? [person] : [target, person]
  const encoded: Encoded[] = []
  for (const each of targets) {
    const keyPrefix = `i:${workspace}:${id}:${each.type}`
    const sent = await encodeFor(parts, improvement, each, { reply, keyPrefix, lines: [metric] })
    if (sent) encoded.push(sent)
  }
  return await queue(parts, improvement, encoded, {
    ...asItIs(improvement),
    state: 'told',
    outcome: judgement.change,
  })
}

/** The store as the improvement's place may see it; as a whole where nobody but its owner is told. */
async function seenFrom(parts: WatchParts, improvement: Improvement): Promise<Store> {
  const { store, outlet, seenWith, accessOf } = parts
  const { target, metric } = improvement
  const adapter = outlet(target.platform)
  if (target.type === 'person' || !adapter) return store
  try {
    const place = await placeOf(adapter, target)
    return await seenWith(store, improvement, await accessOf(improvement, target, place, [metric]))
  } catch (error) {
    if (error instanceof UserError) return store
    throw error
  }
}

/** Returns the message for one destination; undefined where nothing may be told there. */
async function encodeFor(
  parts: WatchParts,
  improvement: Improvement,
  target: MessageTarget,
  message: { readonly reply: Reply; readonly keyPrefix: string; readonly lines: readonly string[] },
): Promise<Encoded | undefined> {
  const { outlet, accessOf, clock } = parts
  if (isLocal(target.platform)) return undefined
  const adapter = outlet(target.platform)
  if (!adapter?.bot) throw new Error(`${target.platform} is not running`)
  try {
    const place = await placeOf(adapter, target)
    await accessOf(improvement, target, place, message.lines)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
  const now = clock()
  return adapter.encode(message.reply, destinationOf(target), {
    now,
    locale: improvement.locale,
    audience: 'channel',
    keyPrefix: message.keyPrefix,
    giveUpAt: (now + WORTH_SECONDS) as EpochSeconds,
  })
}

/** Settles the improvement and queues its messages as a whole; 0 where another process was first. */
async function queue(
  { store }: WatchParts,
  improvement: Improvement,
  encoded: readonly Encoded[],
  settlement: Settlement,
): Promise<number> {
  return await store.atomically(async (within) => {
    if (!(await within.loop.settle(improvement, settlement))) return 0
    for (const { parts, buttons } of encoded) await within.delivery.enqueue(parts, buttons)
    return encoded.length
  })
}

import type { SourceFault } from './feed.ts'
import type { FeedbackKind, Scale } from './feedback.ts'
import type { EpochSeconds, HookId, WorkspaceId } from './identity.ts'

/** Who calls, and how it signs: `json` is whoever follows Standard Webhooks. */
export const HOOK_PRESETS = ['json', 'typeform', 'formbricks', 'delighted'] as const
export type HookPreset = (typeof HOOK_PRESETS)[number]

/** What can be found in a delivery; a field's place is a path such as `answers[0].number`. */
export const HOOK_FIELDS = [
  'score',
  'text',
  'at',
  'id',
  'lang',
  'url',
  'survey',
  'customer',
  'author',
  'store',
  'brand',
  'product',
  'channel',
  'stage',
  'segment',
  'tags',
] as const
export type HookField = (typeof HOOK_FIELDS)[number]

/** What people decided about a webhook. */
export interface HookSettings {
  readonly preset: HookPreset
  /** Null where the tool says it. */
  readonly kind: FeedbackKind | null
  readonly scale: Scale | null
  readonly source: string
  readonly brand: string | null
  readonly survey: string | null
  /** With `json` paths, with tools the ids of questions. */
  readonly paths: Readonly<Partial<Record<HookField, string>>>
}

/** A key that deliveries may be signed with, and until when. */
export interface HookKey {
  readonly secret: string
  readonly until: EpochSeconds | null
}

/** Why a delivery was not taken in; its words are in the locale files. */
const HOOK_FAULTS = ['signature', 'late', 'future', 'replayed', 'not-json', 'no-answer'] as const
export type HookFault = (typeof HOOK_FAULTS)[number]

/** An address that a survey tool posts answers to. */
export interface Hook extends HookSettings {
  readonly workspace: WorkspaceId
  readonly id: HookId
  /** Part of the address: without it nobody can even knock. */
  readonly token: string
  /** The newest first; during a change of keys there are two. */
  readonly keys: readonly HookKey[]
  readonly createdAt: EpochSeconds
  readonly items: number
  readonly lastSuccess: EpochSeconds | null
  readonly lastError: SourceFault<HookFault> | null
}

/** What somebody posted. */
export interface HookDelivery {
  /** The last part of the path. */
  readonly address: string
  /** As it came: signatures are over bytes. */
  readonly body: Uint8Array
  header(name: string): string | null
}

/** What is answered, for programs. */
export interface HookAnswer {
  readonly status: 200 | 400 | 401 | 404
  readonly content: Readonly<Record<string, string | number>>
}

/** Takes in what is posted. Rejects where the database fails: the tool will try again. */
export type ReceiveHook = (delivery: HookDelivery) => Promise<HookAnswer>

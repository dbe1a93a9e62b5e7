import type { EpochSeconds, FeedbackId } from './identity.ts'

/** The dimensions in which a person is named. */
export const PERSON_DIMENSIONS = ['customer', 'author'] as const
export type PersonDimension = (typeof PERSON_DIMENSIONS)[number]

/**
 * As what somebody can be forgotten: by a name in feedback, as an account of a platform, as
 * `writtenKey` writes it, or as one who answers surveys, by their pseudonym.
 */
export const FORGETTABLE = [...PERSON_DIMENSIONS, 'account', 'respondent'] as const
export type Forgettable = (typeof FORGETTABLE)[number]

/** A person as feedback, a platform or a survey knows them. */
export interface Person {
  readonly dimension: Forgettable
  readonly name: string
}

/** What is stored of a person: how much and where, never the words themselves. */
export interface Traces {
  /** The spellings under which the person is stored; empty where there are none. */
  readonly names: readonly string[]
  readonly feedback: number
  /** Feedback that has words. */
  readonly texts: number
  readonly first: EpochSeconds | null
  readonly last: EpochSeconds | null
  /** The latest of the feedback. */
  readonly items: readonly FeedbackId[]
  /** Where it came from. */
  readonly sources: readonly string[]
  /** Texts of others that name the person. */
  readonly mentions: number
  /** Kept reports that name the person. */
  readonly reports: number
  /** Digests, alerts, marks, sources and places that are about the person. */
  readonly messages: number
  /** Answers to surveys, invitations and words in answers of others. */
  readonly surveys: number
  /** Lines of the audit log, of changes and of corrections that name the person. */
  readonly log: number
  /** Files beside the database; absent where none are looked at. */
  readonly files?: PersonFiles
}

/** Files that may name a person, as paths within the data folder; whole paths outside it. */
export interface PersonFiles {
  /** The program wrote them: an erasure deletes them or takes lines out of them. */
  readonly touched: readonly string[]
  /** Somebody else put them there: they stay as they are. */
  readonly left: readonly string[]
}

/** What was erased: counts only. */
export interface Erased
  extends Pick<Traces, 'feedback' | 'mentions' | 'reports' | 'messages' | 'surveys' | 'log'> {
  /** Messages in chats that the platform is asked to take back. */
  readonly posted: number
}

/** Keeps a person away without saying who it was: HMAC-SHA256 of their folded name. */
export interface Tombstone {
  /** The workspace's name. */
  readonly workspace: string
  readonly dimension: Forgettable
  /** The key of the hash, in hexadecimal. */
  readonly salt: string
  readonly hash: string
  readonly at: EpochSeconds
}

/** A question whether somebody is to be forgotten, until it is answered. */
export interface ForgetRequest {
  readonly person: Person
  /** The account that asked, as `slack/T1/U2`. */
  readonly by: string
  readonly expiresAt: EpochSeconds
}

/** Before which instants what is stored is removed; a class that is absent is kept. */
export interface RetentionLimits {
  /** Words of feedback, with what they say; scores and their counts stay. */
  readonly texts?: EpochSeconds
  /** Feedback as a whole. */
  readonly feedback?: EpochSeconds
  readonly reports?: EpochSeconds
  readonly audit?: EpochSeconds
}

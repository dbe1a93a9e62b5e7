import type { MessageTarget, Owner } from './digest.ts'
import type { FeedbackKind, Scale } from './feedback.ts'
import type { EpochSeconds, SurveyId, WorkspaceId } from './identity.ts'
import type { Locale } from './locale.ts'

/** What a survey in chat can measure. */
export const SURVEY_KINDS = ['nps', 'csat', 'ces'] as const satisfies readonly FeedbackKind[]
export type SurveyKind = (typeof SURVEY_KINDS)[number]

/** For so long after the first answer it may be changed. */
export const CHANGE_SECONDS = 600
/** Answers of fewer people are shown to nobody. */
export const LEAST_ANSWERS = 5

/** What a person decides about a survey. */
export interface SurveySettings {
  /** The name under which its answers are found: `nps survey:…`. */
  readonly name: string
  readonly kind: SurveyKind
  readonly question: string
  readonly scale: Scale
  /** What is asked after the number; null where nothing is. */
  readonly why: string | null
  readonly owner: Owner
  readonly locale: Locale
  /** When a wave closes by itself: so long after it was sent, or at a time. */
  readonly closes:
    | { readonly type: 'after'; readonly seconds: number }
    | { readonly type: 'at'; readonly at: EpochSeconds }
  /** Whoever was invited to any survey is not invited to this one again for so long. */
  readonly cooldownSeconds: number
  /** Where it is sent when nothing else is said. */
  readonly place: MessageTarget | null
}

export interface Survey extends SurveySettings {
  readonly workspace: WorkspaceId
  readonly id: SurveyId
  readonly createdAt: EpochSeconds
}

/** One round of a survey; each time that it is asked anew is another. */
export interface SurveyWave {
  readonly workspace: WorkspaceId
  readonly survey: SurveyId
  /** 1 for the first. */
  readonly wave: number
  readonly openedAt: EpochSeconds
  readonly closesAt: EpochSeconds
  /** Null while it takes answers. */
  readonly closedAt: EpochSeconds | null
  /** How many people answered. */
  readonly answers: number
  /** How many gave each score, set when it closed; null where they were fewer than may be shown. */
  readonly scores: Readonly<Record<string, number>> | null
}

/** What a platform's person is called where answers are kept: nobody can tell who it is. */
export type Pseudonym = string

/** A question, or what came of it, on its way to a place or a person. */
export interface SurveyMessage {
  readonly workspace: WorkspaceId
  readonly survey: SurveyId
  readonly wave: number
  /** Tells it among the messages of the wave. */
  readonly number: number
  readonly what: 'question' | 'results'
  readonly target: MessageTarget
  /** How many people read the place, where somebody said so; 1 for a person. */
  readonly people: number | null
  readonly state: 'due' | 'queued' | 'refused'
  /** Why it was refused, as a message id. */
  readonly reason: string | null
}

/** One person's answer to a wave, while it is open. */
export interface SurveyAnswer {
  readonly person: Pseudonym
  readonly score: number
  readonly why: string | null
  readonly platform: string
  readonly firstAt: EpochSeconds
  readonly changedAt: EpochSeconds
}

/** Returns the beginning of the keys of a survey's message in the outbox. */
export function surveyKey(
  { workspace, survey, wave }: Pick<SurveyMessage, 'workspace' | 'survey' | 'wave'>,
  number: number | '' = '',
): string {
  return `s:${workspace}:${survey}:${wave}:${number === '' ? '' : `${number}:`}`
}

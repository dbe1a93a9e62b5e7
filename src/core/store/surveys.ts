import type { MessageTarget } from '../digest.ts'
import type { EpochSeconds, SurveyId, WorkspaceId } from '../identity.ts'
import type {
  Pseudonym,
  Survey,
  SurveyAnswer,
  SurveyMessage,
  SurveySettings,
  SurveyWave,
} from '../survey.ts'

/** A wave by its key. */
export type WaveKey = Pick<SurveyWave, 'workspace' | 'survey' | 'wave'>

/** What became of an answer. */
export type AnswerOutcome =
  /** The person's first. */
  | 'counted'
  | 'changed'
  /** Nothing is other than it was. */
  | 'same'
  /** The time for changes is over; the stored one stays. */
  | 'too-late'
  /** The wave takes no answers any more. */
  | 'closed'

/**
 * Surveys, whom they were sent to, and answers while they are kept aside: they are no
 * feedback before their wave closes, so that no report can show them.
 */
export interface SurveyStore {
  /** Returns the workspace's key for pseudonyms, which becomes `fresh` where there is none yet. */
  key(workspace: WorkspaceId, fresh: string): Promise<string>
  create(workspace: WorkspaceId, settings: SurveySettings, at: EpochSeconds): Promise<Survey>
  list(workspace: WorkspaceId): Promise<readonly Survey[]>
  find(workspace: WorkspaceId, id: SurveyId): Promise<Survey | undefined>
  /** Takes away the survey, its waves and all that is kept aside; feedback stays. */
  remove(workspace: WorkspaceId, id: SurveyId): Promise<boolean>

  /** Newest first. */
  waves(workspace: WorkspaceId, survey: SurveyId): Promise<readonly SurveyWave[]>
  /** Returns the wave that is open, or opens the next. */
  openWave(
    workspace: WorkspaceId,
    survey: SurveyId,
    at: EpochSeconds,
    closesAt: EpochSeconds,
  ): Promise<SurveyWave>
  /**
   * Closes an open wave. Where at least `least` people answered, returns their answers in the order
   * of the pseudonyms, which are kept no longer, and counts them in the wave; fewer are
   * removed unread. Undefined where it was closed before.
   */
  closeWave(
    wave: WaveKey,
    at: EpochSeconds,
    least: number,
  ): Promise<{ readonly wave: SurveyWave; readonly answers: readonly SurveyAnswer[] } | undefined>
  /** Returns open waves of every workspace whose time is over. */
  dueWaves(now: EpochSeconds, limit: number): Promise<readonly SurveyWave[]>

  /** Invites people to a wave; those who were stay as they are. Returns how many are new. */
  invite(wave: WaveKey, people: readonly Pseudonym[], at: EpochSeconds): Promise<number>
  isInvited(wave: WaveKey, person: Pseudonym): Promise<boolean>
  /** Returns when each of the people was last invited to any survey; who never was is not in it. */
  lastInvited(
    workspace: WorkspaceId,
    people: readonly Pseudonym[],
  ): Promise<ReadonlyMap<Pseudonym, EpochSeconds>>

  /** Puts a message on its way; the same to the same target is there once. */
  addMessage(
    wave: WaveKey,
    message: {
      readonly what: SurveyMessage['what']
      readonly target: MessageTarget
      readonly people: number | null
    },
  ): Promise<'new' | 'known'>
  /** In the order in which they came. */
  messages(wave: WaveKey): Promise<readonly SurveyMessage[]>
  /** Returns messages of every workspace that wait, the longest waiting first. */
  dueMessages(now: EpochSeconds, limit: number): Promise<readonly SurveyMessage[]>
  /** Ends a message; false where somebody else did. */
  endMessage(
    message: SurveyMessage,
    end: { readonly state: 'queued' } | { readonly state: 'refused'; readonly reason: string },
  ): Promise<boolean>
  /** The message is looked at again not before then. */
  postponeMessage(message: SurveyMessage, until: EpochSeconds): Promise<void>

  /**
   * Keeps a person's score: one for each wave, of presses up to `changeSeconds` after the first
   * the last. A press from before the last that counted changes nothing.
   */
  answer(
    wave: WaveKey,
    answer: {
      readonly person: Pseudonym
      readonly score: number
      readonly platform: string
      readonly at: EpochSeconds
    },
    changeSeconds: number,
  ): Promise<AnswerOutcome>
  /** Keeps why, for as long as the score may be changed, or once where there is nothing yet. */
  explain(
    wave: WaveKey,
    answer: { readonly person: Pseudonym; readonly why: string; readonly at: EpochSeconds },
    changeSeconds: number,
  ): Promise<AnswerOutcome>
  /** Returns a person's own answer. */
  answerOf(wave: WaveKey, person: Pseudonym): Promise<SurveyAnswer | undefined>
  /** Returns the open wave that a person answered last. */
  lastAnswered(workspace: WorkspaceId, person: Pseudonym): Promise<WaveKey | undefined>
}

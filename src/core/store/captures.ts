import type { Capture, CapturedMessage, CapturedPlace } from '../capture.ts'
import type { EpochSeconds, WorkspaceId } from '../identity.ts'

/** Channels in which a reaction logs a message. */
export interface CaptureStore {
  /** Chooses the emoji of a channel; an earlier one no longer holds. */
  choose(
    workspace: WorkspaceId,
    place: CapturedPlace,
    emoji: string,
    at: EpochSeconds,
  ): Promise<Capture>
  list(workspace: WorkspaceId): Promise<readonly Capture[]>
  /** What was logged stays. */
  remove(workspace: WorkspaceId, place: CapturedPlace): Promise<boolean>
  /** Those of every workspace. */
  on(platform: string): Promise<readonly Capture[]>
  /** Notes that a reaction on a message logged it; what was noted before `forgetBefore` is forgotten. */
  note(
    workspace: WorkspaceId,
    place: CapturedPlace,
    message: string,
    captured: CapturedMessage,
    forgetBefore: EpochSeconds,
  ): Promise<void>
  captured(
    workspace: WorkspaceId,
    place: CapturedPlace,
    message: string,
  ): Promise<CapturedMessage | undefined>
}

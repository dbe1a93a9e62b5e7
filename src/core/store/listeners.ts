import type { EpochSeconds, ListenerId, WorkspaceId } from '../identity.ts'
import type { ListenedPlace, Listener } from '../listener.ts'

/** Places that are listened to. */
export interface ListenerStore {
  create(
    workspace: WorkspaceId,
    place: ListenedPlace,
    settings: Pick<Listener, 'words' | 'brand'>,
    at: EpochSeconds,
  ): Promise<Listener>
  list(workspace: WorkspaceId): Promise<readonly Listener[]>
  /** What was heard stays. */
  remove(workspace: WorkspaceId, id: ListenerId): Promise<boolean>
  /** Those of every workspace that listen in a channel or in a thread of it. */
  at(platform: string, channel: string): Promise<readonly Listener[]>
  /** Notes that something was heard. */
  note(workspace: WorkspaceId, id: ListenerId, at: EpochSeconds): Promise<void>
}

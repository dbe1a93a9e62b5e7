import type { Digest, DigestSettings, DigestState } from '../../src/core/digest.ts'
import type { DigestId, WorkspaceId } from '../../src/core/identity.ts'
import type { DigestTable } from './digest-tables.ts'
import { instant, instantOrNull } from './instants.ts'
import { storable } from './text.ts'

/** Returns a digest as it was stored. */
export function toDigest(row: DigestTable): Digest {
  return {
    ...(JSON.parse(row.settings) as DigestSettings),
    workspace: row.ws as WorkspaceId,
    id: row.id as DigestId,
    state: toState(row),
    createdAt: instant(row.created_at),
    nextDue: instantOrNull(row.next_due),
    failures: row.failures,
  }
}

function toState({ state, reason, detail }: DigestTable): DigestState {
  switch (state) {
    case 'active':
    case 'paused':
      return { type: state }
    default:
      return { type: 'held', reason: reason ?? '', detail: detail ?? '' }
  }
}

/** Returns the columns of a state. */
export function stateColumns(state: DigestState): Pick<DigestTable, 'state' | 'reason' | 'detail'> {
  const held = state.type === 'held' ? state : { reason: null, detail: null }
  return { state: state.type, reason: held.reason, detail: held.detail && storable(held.detail) }
}

/** Returns the column of the settings. */
export function settingsColumn(settings: DigestSettings): string {
  const { name, owner, target, schedule, contents, locale, whenEmpty } = settings
  return storable(JSON.stringify({ name, owner, target, schedule, contents, locale, whenEmpty }))
}

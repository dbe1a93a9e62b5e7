import type { EpochSeconds } from '../../src/core/identity.ts'
import { instant, instantOrNull } from './instants.ts'

/** The columns that tell how reading or receiving went last. */
interface OutcomeColumns {
  success_at: number | null
  error_at: number | null
  fault: string | null
  detail: string | null
}

/** When it last went well, and what was last wrong. */
export interface LastOutcome<Fault extends string> {
  readonly lastSuccess: EpochSeconds | null
  readonly lastError: {
    readonly at: EpochSeconds
    readonly fault: Fault
    readonly detail: string
  } | null
}

/** Returns how it went last, as its row holds it. */
export function lastOutcome<Fault extends string>({
  success_at,
  error_at,
  fault,
  detail,
}: OutcomeColumns): LastOutcome<Fault> {
  return {
    lastSuccess: instantOrNull(success_at),
    lastError:
      error_at === null
        ? null
        : { at: instant(error_at), fault: fault as Fault, detail: detail ?? '' },
  }
}

import type { EpochSeconds } from '../identity.ts'

/** Which lines had their effect, where no inbox knows it: those of the browser page and the shell. */
export interface EffectStore {
  /**
   * Notes that an event has its effect now; false where it had it before. To be called in the
   * transaction of the effect. What is to be forgotten before `now` is forgotten.
   */
  take(
    platform: string,
    eventId: string,
    now: EpochSeconds,
    forgetAt: EpochSeconds,
  ): Promise<boolean>
}

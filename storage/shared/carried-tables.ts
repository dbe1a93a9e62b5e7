import type { Schema } from './schema.ts'

/** What becomes of a table when a workspace is carried elsewhere. */
type Carried =
  /** Its rows go along; these columns hold ids of feedback. */
  | { readonly feedback: readonly string[]; readonly setUp?: true }
  /** Made anew from feedback. */
  | 'derived'
  /** Of this database alone. */
  | 'stays'

const rows: Carried = { feedback: [] }
const setUp: Carried = { feedback: [], setUp: true }
const ofFeedback: Carried = { feedback: ['feedback'] }

/** Every table: one that is missing here fails the build. */
export const CARRIED: Readonly<Record<keyof Schema, Carried>> = {
  workspace: 'stays',
  counter: rows,
  term: 'derived',
  series: 'derived',
  feedback: 'derived',
  feedback_tag: 'derived',
  factor_score: 'derived',
  feedback_aspect: 'derived',
  tally: 'derived',
  correction: ofFeedback,
  finding: ofFeedback,
  lessons: rows,
  reading: 'stays',
  import: 'stays',
  import_occurrence: 'stays',
  report: 'stays',
  migration: 'stays',
  access_account: rows,
  access_group: rows,
  access_place: rows,
  access_invite: 'stays',
  access_audit: rows,
  digest: setUp,
  digest_slot: rows,
  alert: { feedback: ['seen'], setUp: true },
  alert_incident: rows,
  logged: { feedback: ['feedback', 'merged_into'] },
  feedback_change: ofFeedback,
  feed: setUp,
  hook: setUp,
  hook_nonce: rows,
  listener: setUp,
  capture: setUp,
  captured: ofFeedback,
  loop_item: ofFeedback,
  improvement: { feedback: ['asked_after'], setUp: true },
  survey_key: rows,
  survey: setUp,
  survey_wave: rows,
  survey_invitation: rows,
  survey_message: rows,
  survey_answer: rows,
  tombstone: rows,
  forget_request: 'stays',
  relay: 'stays',
  inbox: 'stays',
  outbox: 'stays',
  pause: 'stays',
  button_line: 'stays',
  kept_text: 'stays',
  daily_count: 'stays',
  effect: 'stays',
}
/** Ids that storing feedback gives out anew. */
export const OWN_COUNTERS = ['feedback', 'term', 'series', 'import', 'report']
/** Columns with the lease of a process. */
export const LEASES: Readonly<Record<string, readonly string[]>> = {
  digest_slot: ['fence', 'free_at'],
  alert: ['fence', 'free_at'],
  feed: ['fence', 'leased_until'],
  survey_message: ['free_at'],
}

/** Returns the tables whose rows go along. */
export function carriedTables(): readonly (keyof Schema)[] {
  return (Object.keys(CARRIED) as (keyof Schema)[]).filter(
    (table) => typeof CARRIED[table] === 'object',
  )
}

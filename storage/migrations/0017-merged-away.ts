import type { Migration } from './index.ts'

/** What became part of other feedback is looked for with each batch that comes in. */
export const mergedAway: Migration = {
  name: 'merged-away',
  statements: () => ["CREATE INDEX logged_merged ON logged (ws) WHERE state = 'merged'"],
}

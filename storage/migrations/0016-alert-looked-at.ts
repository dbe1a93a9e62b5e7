import type { Migration } from './index.ts'

/** When alerts about each piece of feedback looked last; null for one that did not since. */
export const alertLookedAt: Migration = {
  name: 'alert-looked-at',
  statements(database) {
    const big = database === 'sqlite' ? 'INTEGER' : 'BIGINT'
    return [`ALTER TABLE alert ADD COLUMN looked_at ${big}`]
  },
}

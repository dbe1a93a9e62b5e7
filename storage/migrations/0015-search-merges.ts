import type { Migration } from './index.ts'

/**
 * FTS5 writes a segment of its index with each transaction and merges 4 of one size into one
 * as it goes on: a term is written anew at every size. Of 16 there are half as many sizes, and
 * a search looks into hardly more segments. At 64 it would stop to merge them at once.
 */
export const searchMerges: Migration = {
  name: 'search-merges',
  statements: (database) =>
    database === 'sqlite'
      ? [
          "INSERT INTO search (search, rank) VALUES ('automerge', 16)",
          "INSERT INTO search (search, rank) VALUES ('crisismerge', 64)",
        ]
      : [],
}

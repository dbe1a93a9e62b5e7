import type { Migration } from './index.ts'

/** What stands for the people of a row: letters and digits, which the tokenizer leaves together. */
const tokens = (row: 'new' | 'old'): string =>
  `CASE WHEN ${row}.customer > 0 THEN ${row}.ws || 'c' || ${row}.customer ELSE '' END
   || CASE WHEN ${row}.author > 0 THEN ' ' || ${row}.ws || 'a' || ${row}.author ELSE '' END`

const hasPeople = (row: 'new' | 'old'): string => `(${row}.customer > 0 OR ${row}.author > 0)`

const add = `INSERT INTO person (rowid, names) SELECT new.id, ${tokens('new')} WHERE ${hasPeople('new')};`
const remove = `INSERT INTO person (person, rowid, names)
  SELECT 'delete', old.id, ${tokens('old')} WHERE ${hasPeople('old')};`

/**
 * Whose feedback is whose, in SQLite. In a tree by customer every row of a file lies on another
 * page: these were half of the pages that an import wrote. FTS5 appends instead and merges
 * later. Triggers keep it, because it follows from the row alone.
 */
export const people: Migration = {
  name: 'people',
  statements: (database) =>
    database === 'sqlite'
      ? [
          'DROP INDEX feedback_customer',
          'DROP INDEX feedback_author',
          `CREATE VIRTUAL TABLE person USING fts5
            (names, content = '', columnsize = 0, detail = none, tokenize = 'ascii')`,
          "INSERT INTO person (person, rank) VALUES ('automerge', 16)",
          "INSERT INTO person (person, rank) VALUES ('crisismerge', 64)",
          `INSERT INTO person (rowid, names) SELECT new.id, ${tokens('new')}
            FROM feedback new NOT INDEXED WHERE ${hasPeople('new')} ORDER BY new.id`,
          `CREATE TRIGGER person_added AFTER INSERT ON feedback
            WHEN ${hasPeople('new')} BEGIN ${add} END`,
          `CREATE TRIGGER person_removed AFTER DELETE ON feedback
            WHEN ${hasPeople('old')} BEGIN ${remove} END`,
          `CREATE TRIGGER person_changed AFTER UPDATE OF customer, author ON feedback
            WHEN new.customer <> old.customer OR new.author <> old.author
            BEGIN ${remove} ${add} END`,
        ]
      : [],
}

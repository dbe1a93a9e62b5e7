import { OPINION_COUNTS } from '../shared/opinion-cells.ts'
import { TERM_COLUMNS } from '../shared/schema.ts'
import type { Migration } from './index.ts'

/** What a report or a list may be filtered by: in the index, so that no row is read in vain. */
const filtered = 'score, store, source, brand, channel, product, stage, segment, lang'
const found = 'sentiment, wom, aspect_count, author'

/** What texts say: sentiment, word of mouth and aspects, with the corrections of people. */
export const opinions: Migration = {
  name: 'opinions',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const bytes = sqlite ? 'BLOB' : 'BYTEA'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    const last = sqlite ? '' : ', id'
    return [
      ...['sentiment', 'wom', 'aspect_count', 'analyzer', 'lang_found', 'corrected'].map(
        (name) => `ALTER TABLE feedback ADD COLUMN ${name} INTEGER NOT NULL DEFAULT 0`,
      ),
      'ALTER TABLE feedback ADD COLUMN opinion INTEGER',
      'ALTER TABLE feedback ADD COLUMN aspects TEXT',
      'DROP INDEX feedback_report',
      `CREATE INDEX feedback_report ON feedback (ws, series, at, ${filtered}, sentiment, wom,
        aspect_count ${last})`,
      'DROP INDEX feedback_text',
      `CREATE INDEX feedback_text ON feedback (ws, at, id, series, ${filtered}, ${found})
        WHERE text IS NOT NULL`,
      `CREATE TABLE feedback_aspect (
        ws INTEGER NOT NULL, aspect INTEGER NOT NULL, at ${big} NOT NULL, id INTEGER NOT NULL,
        polarity INTEGER NOT NULL, series INTEGER NOT NULL, score INTEGER,
        sentiment INTEGER NOT NULL, wom INTEGER NOT NULL,
        ${TERM_COLUMNS.map((name) => `${name} INTEGER NOT NULL`).join(', ')},
        PRIMARY KEY (ws, aspect, at, id))${clustered}`,
      `CREATE TABLE opinion_tally (
        ws INTEGER NOT NULL, series INTEGER NOT NULL, dimension SMALLINT NOT NULL,
        level SMALLINT NOT NULL, bucket INTEGER NOT NULL, value INTEGER NOT NULL,
        ${OPINION_COUNTS.map((name) => `${name} INTEGER NOT NULL`).join(', ')},
        PRIMARY KEY (ws, series, dimension, level, bucket, value))${clustered}`,
      `CREATE TABLE correction (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, feedback INTEGER NOT NULL, part TEXT NOT NULL,
        aspect TEXT NOT NULL, value TEXT NOT NULL, at ${big} NOT NULL, by_user TEXT NOT NULL,
        by_name TEXT NOT NULL, undone_at ${big}, undone_user TEXT, undone_name TEXT,
        PRIMARY KEY (ws, id))${clustered}`,
      'CREATE INDEX correction_feedback ON correction (ws, feedback, id)',
      `CREATE TABLE finding (
        ws INTEGER NOT NULL, feedback INTEGER NOT NULL, analysis TEXT NOT NULL,
        PRIMARY KEY (ws, feedback))${clustered}`,
      `CREATE TABLE lessons (
        ws INTEGER NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, version TEXT NOT NULL,
        weights ${bytes} NOT NULL)`,
      `CREATE TABLE reading (
        ws INTEGER NOT NULL PRIMARY KEY, version TEXT NOT NULL, last INTEGER NOT NULL)`,
    ]
  },
}

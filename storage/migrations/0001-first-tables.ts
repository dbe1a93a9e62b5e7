import { TALLY_BINS } from '../../src/core/store.ts'
import { TERM_COLUMNS } from '../shared/schema.ts'
import type { Migration } from './index.ts'

const bins = Array.from({ length: TALLY_BINS }, (_, bin) => `c${bin}`)

/** What a report or a list may be filtered by: in the index, so that no row is read in vain. */
const filtered = 'score, store, source, brand, channel, product, stage, segment, lang'

/** Feedback with its dictionaries, counts and search; imports; reports. */
export const firstTables: Migration = {
  name: 'first-tables',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    /** Compared byte by byte in both. */
    const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"'
    /** Rows lie in the order of the primary key. */
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    const id = sqlite ? 'id INTEGER PRIMARY KEY' : 'id INTEGER NOT NULL'
    return [
      `CREATE TABLE workspace (
        id INTEGER PRIMARY KEY, name ${text} NOT NULL UNIQUE, zone TEXT NOT NULL,
        zone_version INTEGER NOT NULL, locale TEXT NOT NULL, sample INTEGER NOT NULL, data_version ${big} NOT NULL)`,
      `CREATE TABLE counter (
        ws INTEGER NOT NULL, name ${text} NOT NULL, next INTEGER NOT NULL,
        PRIMARY KEY (ws, name))${clustered}`,
      `CREATE TABLE term (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, dimension INTEGER NOT NULL,
        name ${text} NOT NULL, folded ${text} NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      'CREATE UNIQUE INDEX term_name ON term (ws, dimension, name)',
      'CREATE INDEX term_folded ON term (ws, dimension, folded)',
      `CREATE TABLE series (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, survey ${text} NOT NULL,
        min INTEGER, max INTEGER, reversed INTEGER NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE TABLE feedback (
        ws INTEGER NOT NULL, ${id}, series INTEGER NOT NULL, at ${big} NOT NULL, score INTEGER,
        ${TERM_COLUMNS.map((name) => `${name} INTEGER NOT NULL`).join(', ')},
        external_id ${text} NOT NULL, import INTEGER NOT NULL, text TEXT, url TEXT
        ${sqlite ? '' : ', PRIMARY KEY (ws, id)'})`,
      'CREATE UNIQUE INDEX feedback_external ON feedback (ws, source, external_id)',
      `CREATE INDEX feedback_report ON feedback (ws, series, at, ${filtered}
        ${sqlite ? '' : ', id'})`,
      `CREATE INDEX feedback_text ON feedback (ws, at, id, series, ${filtered})
        WHERE text IS NOT NULL`,
      'CREATE INDEX feedback_author ON feedback (ws, author, at) WHERE author > 0',
      'CREATE INDEX feedback_customer ON feedback (ws, customer, at) WHERE customer > 0',
      'CREATE INDEX feedback_import ON feedback (ws, import, id) WHERE import > 0',
      `CREATE TABLE feedback_tag (
        ws INTEGER NOT NULL, feedback INTEGER NOT NULL, tag INTEGER NOT NULL,
        PRIMARY KEY (ws, feedback, tag))${clustered}`,
      'CREATE INDEX feedback_tag_tag ON feedback_tag (ws, tag, feedback)',
      `CREATE TABLE factor_score (
        ws INTEGER NOT NULL, at ${big} NOT NULL, feedback INTEGER NOT NULL,
        factor ${text} NOT NULL, score INTEGER NOT NULL,
        min INTEGER NOT NULL, max INTEGER NOT NULL, reversed INTEGER NOT NULL,
        PRIMARY KEY (ws, at, feedback, factor))${clustered}`,
      `CREATE TABLE tally (
        ws INTEGER NOT NULL, series INTEGER NOT NULL, dimension SMALLINT NOT NULL,
        level SMALLINT NOT NULL, bucket INTEGER NOT NULL, value INTEGER NOT NULL,
        n INTEGER NOT NULL, sum ${big} NOT NULL, sum_sq ${big} NOT NULL,
        ${bins.map((bin) => `${bin} INTEGER NOT NULL`).join(', ')},
        PRIMARY KEY (ws, series, dimension, level, bucket, value))${clustered}`,
      `CREATE TABLE import (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, file TEXT NOT NULL, fingerprint TEXT NOT NULL,
        mapping TEXT NOT NULL, state TEXT NOT NULL, started_at ${big} NOT NULL,
        finished_at ${big}, rows INTEGER NOT NULL, accepted INTEGER NOT NULL,
        duplicates INTEGER NOT NULL, rejected INTEGER NOT NULL, reasons TEXT NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE TABLE import_occurrence (
        ws INTEGER NOT NULL, import INTEGER NOT NULL, content ${text} NOT NULL,
        seen INTEGER NOT NULL, PRIMARY KEY (ws, import, content))${clustered}`,
      `CREATE TABLE report (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, at ${big} NOT NULL, command_line TEXT NOT NULL,
        locale TEXT NOT NULL, zone TEXT NOT NULL, report TEXT NOT NULL,
        data_version ${big} NOT NULL, PRIMARY KEY (ws, id))`,
      ...(sqlite
        ? [
            `CREATE VIRTUAL TABLE search USING fts5
              (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')`,
          ]
        : [
            `CREATE TABLE search (
              ws INTEGER NOT NULL, at BIGINT NOT NULL, feedback INTEGER NOT NULL,
              terms TSVECTOR NOT NULL, PRIMARY KEY (ws, at, feedback))`,
            'CREATE INDEX search_terms ON search USING gin (terms)',
          ]),
    ]
  },
}

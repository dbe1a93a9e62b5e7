import type { Migration } from './index.ts'

/** Surveys in chat, their waves, invitations, messages and answers that are kept aside. */
export const surveys: Migration = {
  name: 'surveys',
  statements(database) {
    const sqlite = database === 'sqlite'
    const big = sqlite ? 'INTEGER' : 'BIGINT'
    const clustered = sqlite ? ' WITHOUT ROWID' : ''
    return [
      `CREATE TABLE survey_key (ws INTEGER NOT NULL PRIMARY KEY, key TEXT NOT NULL)${clustered}`,
      `CREATE TABLE survey (
        ws INTEGER NOT NULL, id INTEGER NOT NULL, settings TEXT NOT NULL,
        created_at ${big} NOT NULL,
        PRIMARY KEY (ws, id))${clustered}`,
      `CREATE TABLE survey_wave (
        ws INTEGER NOT NULL, survey INTEGER NOT NULL, wave INTEGER NOT NULL,
        opened_at ${big} NOT NULL, closes_at ${big} NOT NULL, closed_at ${big},
        answers INTEGER NOT NULL, scores TEXT,
        PRIMARY KEY (ws, survey, wave))${clustered}`,
      `CREATE INDEX survey_wave_due ON survey_wave (closes_at, ws, survey, wave)
        WHERE closed_at IS NULL`,
      `CREATE TABLE survey_invitation (
        ws INTEGER NOT NULL, survey INTEGER NOT NULL, wave INTEGER NOT NULL,
        person TEXT NOT NULL, at ${big} NOT NULL,
        PRIMARY KEY (ws, survey, wave, person))${clustered}`,
      'CREATE INDEX survey_invitation_person ON survey_invitation (ws, person, at)',
      `CREATE TABLE survey_message (
        ws INTEGER NOT NULL, survey INTEGER NOT NULL, wave INTEGER NOT NULL,
        number INTEGER NOT NULL, what TEXT NOT NULL, target TEXT NOT NULL,
        people INTEGER, state TEXT NOT NULL, reason TEXT, free_at ${big} NOT NULL,
        PRIMARY KEY (ws, survey, wave, number))${clustered}`,
      `CREATE UNIQUE INDEX survey_message_target ON survey_message (ws, survey, wave, what, target)`,
      `CREATE INDEX survey_message_due ON survey_message (free_at, ws, survey, wave, number)
        WHERE state = 'due'`,
      `CREATE TABLE survey_answer (
        ws INTEGER NOT NULL, survey INTEGER NOT NULL, wave INTEGER NOT NULL,
        person TEXT NOT NULL, score INTEGER NOT NULL, why TEXT, platform TEXT NOT NULL,
        first_at ${big} NOT NULL, changed_at ${big} NOT NULL,
        PRIMARY KEY (ws, survey, wave, person))${clustered}`,
      'CREATE INDEX survey_answer_person ON survey_answer (ws, person, changed_at)',
    ]
  },
}

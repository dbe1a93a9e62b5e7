import type { Migration } from './index.ts'

/** The tables whose rows belong to a workspace, by their column `ws`. */
const TABLES = `access_account access_audit access_group access_invite access_place alert
  alert_incident capture captured correction digest digest_slot factor_score feed feedback
  feedback_aspect feedback_change feedback_tag finding forget_request hook hook_nonce import
  import_occurrence improvement lessons listener logged loop_item opinion_tally reading report
  search series survey survey_answer survey_invitation survey_key survey_message survey_wave
  tally term tombstone`.split(/\s+/)

/** Of the session: a workspace, -1 for every one, or nothing. Read once a query, not once a row. */
const SETTING = "(SELECT NULLIF(current_setting('cxbot.workspace', true), '')::integer)"

/**
 * Holds for the rows of the workspace that is set, or of all; for none where nothing is set.
 * Every query names its workspace besides, so that of the rows it looks at nearly all pass: in
 * this form the planner takes that for granted and chooses as it would without the policy.
 */
function own(column: string): string {
  return `CASE ${SETTING} WHEN ${column} THEN true WHEN -1 THEN true END IS NOT NULL`
}

function guarded(table: string, condition: string): readonly string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY own ON ${table} USING (${condition})`,
  ]
}

/**
 * A session sees the rows of the workspace that it works for. Those who own the tables are not
 * held to it, so a dump holds all. Nothing is done in SQLite, which has no such thing.
 */
export const rowSecurity: Migration = {
  name: 'row-security',
  statements: (database) =>
    database === 'sqlite'
      ? []
      : [
          ...TABLES.flatMap((table) => guarded(table, own('ws'))),
          ...guarded('workspace', own('id')),
          /** Under 0 is what all workspaces count together. */
          ...guarded('counter', `${own('ws')} OR (ws = 0 AND ${SETTING} IS NOT NULL)`),
          /**
           * For reading: a condition on words is not carried out ahead of a policy, so that no
           * index could be used. In a view of the owner's the same condition is one of many.
           */
          `CREATE VIEW own_search AS SELECT ws, at, feedback, terms FROM search
            WHERE ${own('ws')}`,
        ],
}

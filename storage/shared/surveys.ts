import type { SurveyStore } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine } from './engine.ts'
import { surveyAnswers } from './survey-answers.ts'
import { surveyMessages } from './survey-messages.ts'
import { surveyColumn, toSurvey } from './survey-rows.ts'
import { surveyWaves } from './survey-waves.ts'

/** Returns the surveys of the database, whom they were sent to, and the answers kept aside. */
export function createSurveyStore(engine: Engine): SurveyStore {
  const { db } = engine
  return {
    key: (workspace, fresh) =>
      engine.write(async (trx) => {
        await trx
          .insertInto('survey_key')
          .values({ ws: workspace, key: fresh })
          .onConflict((conflict) => conflict.column('ws').doNothing())
          .execute()
        const { key } = await trx
          .selectFrom('survey_key')
          .select('key')
          .where('ws', '=', workspace)
          .executeTakeFirstOrThrow()
        return key
      }),
    create: (workspace, settings, at) =>
      engine.write(async (trx) => {
        const id = await takeIds(trx, workspace, 'survey', 1)
        const row = { ws: workspace, id, settings: surveyColumn(settings), created_at: at }
        await trx.insertInto('survey').values(row).execute()
        return toSurvey(row)
      }),
    async list(workspace) {
      const rows = await db
        .selectFrom('survey')
        .selectAll()
        .where('ws', '=', workspace)
        .orderBy('id')
        .execute()
      return rows.map(toSurvey)
    },
    async find(workspace, id) {
      const row = await db
        .selectFrom('survey')
        .selectAll()
        .where('ws', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toSurvey(row)
    },
    remove: (workspace, id) =>
      engine.write(async (trx) => {
        const parts = [
          'survey_answer',
          'survey_message',
          'survey_invitation',
          'survey_wave',
        ] as const
        for (const table of parts) {
          await trx.deleteFrom(table).where('ws', '=', workspace).where('survey', '=', id).execute()
        }
        const { numDeletedRows } = await trx
          .deleteFrom('survey')
          .where('ws', '=', workspace)
          .where('id', '=', id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    ...surveyWaves(engine),
    ...surveyMessages(engine),
    ...surveyAnswers(engine),
  }
}

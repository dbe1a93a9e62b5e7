import { sql } from 'kysely'
import type { SurveyStore, WaveKey } from '../../src/core/store.ts'
import type { SurveyAnswer, SurveyWave } from '../../src/core/survey.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { targetColumn, toAnswer, toMessage, toWave } from './survey-rows.ts'
import type { SurveyWaveTable } from './survey-tables.ts'

/** Returns the waves of surveys as the store keeps them. */
export function surveyWaves(
  engine: Engine,
): Pick<SurveyStore, 'waves' | 'openWave' | 'closeWave' | 'dueWaves'> {
  const { db } = engine
  return {
    async waves(workspace, survey) {
      const rows = await db
        .selectFrom('survey_wave')
        .selectAll()
        .where('ws', '=', workspace)
        .where('survey', '=', survey)
        .orderBy('wave', 'desc')
        .execute()
      return await Promise.all(rows.map((row) => withAnswers(db, row)))
    },
    openWave: (workspace, survey, at, closesAt) =>
      engine.write(async (trx) => {
        await lockSurvey(trx, { workspace, survey })
        const last = await trx
          .selectFrom('survey_wave')
          .selectAll()
          .where('ws', '=', workspace)
          .where('survey', '=', survey)
          .orderBy('wave', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (last && last.closed_at === null) return await withAnswers(trx, last)
        const row: SurveyWaveTable = {
          ws: workspace,
          survey,
          wave: (last?.wave ?? 0) + 1,
          opened_at: at,
          closes_at: closesAt,
          closed_at: null,
          answers: 0,
          scores: null,
        }
        await trx.insertInto('survey_wave').values(row).execute()
        return toWave(row, 0)
      }),
    closeWave: (wave, at, least) =>
      engine.write(async (trx) => {
        if (!(await lockOpenWave(trx, wave))) return undefined
        const rows = await trx
          .deleteFrom('survey_answer')
          .where('ws', '=', wave.workspace)
          .where('survey', '=', wave.survey)
          .where('wave', '=', wave.wave)
          .returningAll()
          .execute()
        const all = rows.map(toAnswer).sort((a, b) => (a.person < b.person ? -1 : 1))
        const answers = all.length >= least ? all : []
        await forgetRecipients(trx, wave)
        const row = await trx
          .updateTable('survey_wave')
          .set({
            closed_at: at,
            answers: all.length,
            scores: all.length >= least ? JSON.stringify(countsOf(answers)) : null,
          })
          .where('ws', '=', wave.workspace)
          .where('survey', '=', wave.survey)
          .where('wave', '=', wave.wave)
          .returningAll()
          .executeTakeFirstOrThrow()
        return { wave: toWave(row, 0), answers }
      }),
    async dueWaves(now, limit) {
      const rows = await db
        .selectFrom('survey_wave')
        .selectAll()
        .where('closed_at', 'is', null)
        .where('closes_at', '<=', now)
        .orderBy('closes_at')
        .orderBy('ws')
        .orderBy('survey')
        .limit(limit)
        .execute()
      return await Promise.all(rows.map((row) => withAnswers(db, row)))
    },
  }
}

/** Makes whoever else changes the wave wait; false where it is closed or not there. */
export async function lockOpenWave(trx: Writer, wave: WaveKey): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('survey_wave')
    .set({ answers: sql`answers` })
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function lockSurvey(
  trx: Writer,
  { workspace, survey }: Pick<WaveKey, 'workspace' | 'survey'>,
): Promise<void> {
  await trx
    .updateTable('survey')
    .set({ created_at: sql`created_at` })
    .where('ws', '=', workspace)
    .where('id', '=', survey)
    .execute()
}

async function withAnswers(db: Reader, row: SurveyWaveTable): Promise<SurveyWave> {
  if (row.closed_at !== null) return toWave(row, row.answers)
  const counted = await db
    .selectFrom('survey_answer')
    .select((build) => build.fn.countAll().as('n'))
    .where('ws', '=', row.ws)
    .where('survey', '=', row.survey)
    .where('wave', '=', row.wave)
    .executeTakeFirstOrThrow()
  return toWave(row, Number(counted.n))
}

function countsOf(answers: readonly SurveyAnswer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { score } of answers) counts[score] = (counts[score] ?? 0) + 1
  return counts
}

/** Whom it was sent to is kept no longer than the wave is open; how many they were is. */
async function forgetRecipients(trx: Writer, wave: WaveKey): Promise<void> {
  const rows = await trx
    .selectFrom('survey_message')
    .selectAll()
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .execute()
  for (const { number, target } of rows.map(toMessage)) {
    if (target.type !== 'person') continue
    await trx
      .updateTable('survey_message')
      .set({ target: targetColumn({ ...target, user: `#${number}` }) })
      .where('ws', '=', wave.workspace)
      .where('survey', '=', wave.survey)
      .where('wave', '=', wave.wave)
      .where('number', '=', number)
      .execute()
  }
}

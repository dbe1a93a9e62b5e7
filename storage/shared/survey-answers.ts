import type { EpochSeconds, SurveyId } from '../../src/core/identity.ts'
import type { AnswerOutcome, SurveyStore, WaveKey } from '../../src/core/store.ts'
import type { SurveyAnswer } from '../../src/core/survey.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import { toAnswer } from './survey-rows.ts'
import { lockOpenWave } from './survey-waves.ts'
import { storable } from './text.ts'

/** Returns answers to open waves as the store keeps them. */
export function surveyAnswers(
  engine: Engine,
): Pick<SurveyStore, 'answer' | 'explain' | 'answerOf' | 'lastAnswered'> {
  return {
    answer: (wave, { person, score, platform, at }, changeSeconds) =>
      inOpenWave(engine, wave, async (trx) => {
        const found = await findAnswer(trx, wave, person)
        if (!found) {
          await trx
            .insertInto('survey_answer')
            .values({
              ...keyOf(wave),
              person,
              score,
              why: null,
              platform,
              first_at: at,
              changed_at: at,
            })
            .execute()
          return 'counted'
        }
        if (at < found.changedAt) return 'same'
        if (at > found.firstAt + changeSeconds) {
          return score === found.score ? 'same' : 'too-late'
        }
        await change(trx, wave, person, { score, changed_at: at })
        return score === found.score ? 'same' : 'changed'
      }),
    explain: (wave, { person, why, at }, changeSeconds) =>
      inOpenWave(engine, wave, async (trx) => {
        const found = await findAnswer(trx, wave, person)
        if (!found || storable(why) === found.why) return 'same'
        if (found.why !== null && at > found.firstAt + changeSeconds) return 'too-late'
        return await change(trx, wave, person, { why: storable(why) })
      }),
    answerOf: (wave, person) => findAnswer(engine.db, wave, person),
    async lastAnswered(workspace, person) {
      const row = await engine.db
        .selectFrom('survey_answer')
        .select(['survey', 'wave'])
        .where('ws', '=', workspace)
        .where('person', '=', person)
        .orderBy('changed_at', 'desc')
        .orderBy('survey', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && { workspace, survey: row.survey as SurveyId, wave: row.wave }
    },
  }
}

/** Runs work while no other answers to the wave, which stays open meanwhile. */
async function inOpenWave(
  engine: Engine,
  wave: WaveKey,
  work: (trx: Writer) => Promise<AnswerOutcome>,
): Promise<AnswerOutcome> {
  return await engine.write(async (trx) =>
    (await lockOpenWave(trx, wave)) ? await work(trx) : 'closed',
  )
}

function keyOf({ workspace, survey, wave }: WaveKey) {
  return { ws: workspace, survey, wave }
}

async function change(
  trx: Writer,
  wave: WaveKey,
  person: string,
  columns: { score?: number; why?: string; changed_at?: EpochSeconds },
): Promise<'changed'> {
  await trx
    .updateTable('survey_answer')
    .set(columns)
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .where('person', '=', person)
    .execute()
  return 'changed'
}

async function findAnswer(
  db: Reader,
  wave: WaveKey,
  person: string,
): Promise<SurveyAnswer | undefined> {
  const row = await db
    .selectFrom('survey_answer')
    .selectAll()
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .where('person', '=', person)
    .executeTakeFirst()
  return row && toAnswer(row)
}

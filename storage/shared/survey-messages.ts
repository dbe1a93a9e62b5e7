import type { EpochSeconds } from '../../src/core/identity.ts'
import type { SurveyStore, WaveKey } from '../../src/core/store.ts'
import type { SurveyMessage } from '../../src/core/survey.ts'
import type { Engine, Writer } from './engine.ts'
import { targetColumn, toMessage } from './survey-rows.ts'

/** PostgreSQL takes so many parameters in a statement that this is far below. */
const AT_ONCE = 500

/** Returns whom surveys are sent to as the store keeps it. */
export function surveyMessages(
  engine: Engine,
): Pick<
  SurveyStore,
  | 'invite'
  | 'isInvited'
  | 'lastInvited'
  | 'addMessage'
  | 'messages'
  | 'dueMessages'
  | 'endMessage'
  | 'postponeMessage'
> {
  const { db } = engine
  return {
    invite: ({ workspace, survey, wave }, people, at) =>
      engine.write(async (trx) => {
        let added = 0
        for (const some of chunks(people)) {
          const rows = some.map((person) => ({ ws: workspace, survey, wave, person, at }))
          const { numInsertedOrUpdatedRows = 0n } = await trx
            .insertInto('survey_invitation')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
          added += Number(numInsertedOrUpdatedRows)
        }
        return added
      }),
    async isInvited({ workspace, survey, wave }, person) {
      const row = await db
        .selectFrom('survey_invitation')
        .select('person')
        .where('ws', '=', workspace)
        .where('survey', '=', survey)
        .where('wave', '=', wave)
        .where('person', '=', person)
        .executeTakeFirst()
      return row !== undefined
    },
    async lastInvited(workspace, people) {
      const last = new Map<string, EpochSeconds>()
      for (const some of chunks(people)) {
        const rows = await db
          .selectFrom('survey_invitation')
          .select((build) => ['person', build.fn.max('at').as('at')])
          .where('ws', '=', workspace)
          .where('person', 'in', some)
          .groupBy('person')
          .execute()
        for (const { person, at } of rows) last.set(person, Number(at) as EpochSeconds)
      }
      return last
    },
    addMessage: (wave, { what, target, people }) =>
      engine.write(async (trx) => {
        const { numInsertedOrUpdatedRows = 0n } = await trx
          .insertInto('survey_message')
          .values({
            ws: wave.workspace,
            survey: wave.survey,
            wave: wave.wave,
            number: await nextNumber(trx, wave),
            what,
            target: targetColumn(target),
            people,
            state: 'due',
            reason: null,
            free_at: 0,
          })
          .onConflict((conflict) =>
            conflict.columns(['ws', 'survey', 'wave', 'what', 'target']).doNothing(),
          )
          .executeTakeFirst()
        return numInsertedOrUpdatedRows > 0n ? 'new' : 'known'
      }),
    async messages({ workspace, survey, wave }) {
      const rows = await db
        .selectFrom('survey_message')
        .selectAll()
        .where('ws', '=', workspace)
        .where('survey', '=', survey)
        .where('wave', '=', wave)
        .orderBy('number')
        .execute()
      return rows.map(toMessage)
    },
    async dueMessages(now, limit) {
      const rows = await db
        .selectFrom('survey_message')
        .selectAll()
        .where('state', '=', 'due')
        .where('free_at', '<=', now)
        .orderBy('free_at')
        .orderBy('ws')
        .orderBy('survey')
        .orderBy('wave')
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(toMessage)
    },
    endMessage: (message, end) =>
      engine.write(async (trx) => {
        const { numUpdatedRows } = await one(trx, message)
          .set({ state: end.state, reason: end.state === 'refused' ? end.reason : null })
          .where('state', '=', 'due')
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    postponeMessage: (message, until) =>
      engine.write(async (trx) => {
        await one(trx, message).set({ free_at: until }).where('state', '=', 'due').execute()
      }),
  }
}

function one(trx: Writer, message: SurveyMessage) {
  return trx
    .updateTable('survey_message')
    .where('ws', '=', message.workspace)
    .where('survey', '=', message.survey)
    .where('wave', '=', message.wave)
    .where('number', '=', message.number)
}

/** Numbers of a wave's messages follow each other; who asks for one holds the wave's row. */
async function nextNumber(trx: Writer, wave: WaveKey): Promise<number> {
  await trx
    .updateTable('survey_wave')
    .set((build) => ({ answers: build.ref('answers') }))
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .execute()
  const last = await trx
    .selectFrom('survey_message')
    .select((build) => build.fn.max('number').as('number'))
    .where('ws', '=', wave.workspace)
    .where('survey', '=', wave.survey)
    .where('wave', '=', wave.wave)
    .executeTakeFirst()
  return Number(last?.number ?? 0) + 1
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  )
}

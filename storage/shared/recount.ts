import { sql } from 'kysely'
import { zoneCalendar } from '../../src/calendar/zone.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import { CellBatch, type Countable } from './cells.ts'
import type { Engine, Writer } from './engine.ts'
import { storedOpinion } from './items.ts'
import { type FeedbackTable, TERM_COLUMNS } from './schema.ts'
import { loadSeries } from './series.ts'
import { run } from './sql-text.ts'
import { tagsOf } from './tags.ts'
import { lockWorkspace, raiseDataVersion } from './workspaces.ts'
import { writeCells } from './write-cells.ts'

const PAGE = 10_000

/** Changes a workspace's settings; another zone cuts other days, so that all is counted anew. */
export async function changeSettings(
  engine: Engine,
  workspace: WorkspaceId,
  settings: Partial<{ zone: string; locale: Locale }>,
): Promise<void> {
  const wanted = settings.zone === undefined ? undefined : zoneCalendar(settings.zone)
  await engine.write(async (trx) => {
    const before = await lockWorkspace(trx, workspace)
    if (Object.keys(settings).length > 0) {
      await trx.updateTable('workspace').set(settings).where('id', '=', workspace).execute()
    }
    if (wanted && wanted.zone !== before.zone) {
      await trx
        .updateTable('workspace')
        .set({ zone_version: sql`zone_version + 1` })
        .where('id', '=', workspace)
        .execute()
      await recount(engine, trx, workspace, wanted.zone)
    }
    await raiseDataVersion(trx, workspace)
  })
}

async function recount(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  zone: string,
): Promise<void> {
  for (const table of ['tally', 'opinion_tally']) {
    await run(trx, `DELETE FROM ${table} WHERE ws = ${workspace}`)
  }
  const series = await loadSeries(trx, workspace)
  const sentiment = series.find(({ kind }) => kind === 'sentiment')?.id ?? 0
  const scales = new Map(
    series.map(({ id, min, max }) => [id, min === null || max === null ? null : { min, max }]),
  )
  let last = 0
  for (;;) {
    const { rows } = await sql<Omit<FeedbackTable, 'text' | 'url'>>`
      SELECT id, series, at, score, source, channel, store, stage, segment, brand, product, lang,
        author, customer, sentiment, wom, opinion, corrected, aspects, analyzer, lang_found
      FROM feedback ${sql.raw(engine.useIndex('id'))} WHERE ws = ${sql.lit(workspace)} AND id > ${sql.lit(last)}
      ORDER BY id LIMIT ${sql.lit(PAGE)}`.execute(trx)
    const end = rows.at(-1)?.id
    if (end === undefined) return
    const tags = await tagsOf(trx, workspace, { after: last, last: end })
    const cells = new CellBatch(zoneCalendar(zone))
    for (const row of rows) {
      const item: Countable = {
        series: row.series,
        score: row.score,
        terms: TERM_COLUMNS.map((column) => row[column]),
        at: row.at as EpochSeconds,
        scale: scales.get(row.series) ?? null,
        tags: tags.get(row.id) ?? [],
        opinion: storedOpinion(row, sentiment),
      }
      cells.add(item, 1)
    }
    await writeCells(engine, trx, workspace, cells)
    last = end
  }
}

import { sql } from 'kysely'
import { type ZoneCalendar, zoneCalendar } from '../../src/calendar/zone.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Workspace } from '../../src/core/store.ts'
import { takeIds } from './counters.ts'
import type { Engine, Reader, Writer } from './engine.ts'
import type { WorkspaceTable } from './schema.ts'

function toWorkspace(row: WorkspaceTable): Workspace {
  return {
    id: row.id as WorkspaceId,
    name: row.name,
    zone: row.zone,
    locale: row.locale as Locale,
    sample: row.sample === 1,
  }
}

/** Returns all workspaces, the first made first. */
export async function listWorkspaces(db: Reader): Promise<Workspace[]> {
  const rows = await db.selectFrom('workspace').selectAll().orderBy('id').execute()
  return rows.map(toWorkspace)
}

/** Returns the workspace of a name. */
export async function findWorkspace(db: Reader, name: string): Promise<Workspace | undefined> {
  const row = await db
    .selectFrom('workspace')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst()
  return row && toWorkspace(row)
}

/**
 * Returns the workspace of a name, made with the settings where there is none. Throws a
 * RangeError for an unknown zone.
 */
export async function ensureWorkspace(
  engine: Engine,
  name: string,
  settings: { zone: string; locale: Locale; sample: boolean },
): Promise<Workspace> {
  const known = await findWorkspace(engine.db, name)
  if (known) return known
  zoneCalendar(settings.zone)
  return await engine.write(async (trx) => {
    await trx
      .insertInto('workspace')
      .values({
        id: await takeIds(trx, 0, 'workspace', 1),
        name,
        zone: settings.zone,
        zone_version: 0,
        locale: settings.locale,
        sample: settings.sample ? 1 : 0,
        data_version: 0,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    const row = await findWorkspace(trx, name)
    if (!row) throw new Error(`workspace ${name} was not stored`)
    return row
  })
}

/**
 * Keeps other writers to the workspace out until the transaction ends, so that
 * ids, counts and versions follow one order. Returns the calendar that cuts its days.
 */
export async function lockWorkspace(trx: Writer, workspace: WorkspaceId): Promise<ZoneCalendar> {
  const row = await trx
    .updateTable('workspace')
    .set({ data_version: sql`data_version` })
    .where('id', '=', workspace)
    .returning('zone')
    .executeTakeFirst()
  if (!row) throw new Error(`no workspace ${workspace}`)
  return zoneCalendar(row.zone)
}

/** Returns the calendar that cuts the days of a workspace. */
export async function findCalendar(
  db: Reader,
  workspace: WorkspaceId,
): Promise<ZoneCalendar | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('zone')
    .where('id', '=', workspace)
    .executeTakeFirst()
  return row && zoneCalendar(row.zone)
}

/** Marks that answers may differ from now on. */
export async function raiseDataVersion(trx: Writer, workspace: WorkspaceId): Promise<void> {
  await trx
    .updateTable('workspace')
    .set({ data_version: sql`data_version + 1` })
    .where('id', '=', workspace)
    .execute()
}

/** Returns a number that grows with every change of a workspace's data. */
export async function dataVersion(db: Reader, workspace: WorkspaceId): Promise<number> {
  const row = await db
    .selectFrom('workspace')
    .select('data_version')
    .where('id', '=', workspace)
    .executeTakeFirst()
  return row?.data_version ?? 0
}

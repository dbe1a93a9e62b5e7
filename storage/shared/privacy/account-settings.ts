import { sql } from 'kysely'
import type { WorkspaceId } from '../../../src/core/identity.ts'
import type { Engine, Writer } from '../engine.ts'
import type { Account } from './account.ts'
import { holds } from './named-values.ts'
import { parsed } from './naming.ts'

/** What has an owner and goes somewhere; the first two go with the person whom they go to. */
const SET_UP = ['digest', 'alert', 'improvement', 'survey'] as const

interface Settings {
  readonly owner?: { readonly platform: string; readonly user: string }
  readonly target?: { readonly type: string; readonly platform: string; readonly user?: string }
  readonly place?: Settings['target'] | null
}

/** What the person set up stays without an owner, and is sent no more; what goes to them alone is dropped. */
export async function withoutOwner(
  trx: Writer,
  workspace: WorkspaceId,
  { platform, user }: Account,
): Promise<number> {
  let changed = 0
  const isThey = (one: { readonly platform: string; readonly user?: string } | null | undefined) =>
    one?.platform === platform && one.user === user
  for (const table of SET_UP) {
    const rows = await trx
      .selectFrom(table)
      .select(['id', 'settings'])
      .where('ws', '=', workspace)
      .execute()
    for (const { id, settings: text } of rows) {
      const settings = (parsed(text) ?? {}) as Settings
      const isOwner = isThey(settings.owner)
      const isTarget = isThey(settings.target) || isThey(settings.place)
      if (!isOwner && !isTarget) continue
      changed += 1
      if (isTarget && (table === 'digest' || table === 'alert')) {
        await trx.deleteFrom(table).where('ws', '=', workspace).where('id', '=', id).execute()
        continue
      }
      const after = {
        ...settings,
        ...(isOwner && { owner: { ...settings.owner, user: '', name: '' } }),
        ...(isThey(settings.target) && { target: { ...settings.target, user: '' } }),
        ...(isThey(settings.place) && { place: null }),
      }
      await trx
        .updateTable(table)
        .set({ settings: JSON.stringify(after) })
        .where('ws', '=', workspace)
        .where('id', '=', id)
        .execute()
    }
  }
  return changed
}

/** Questions that were sent to the person. */
export async function dropMessages(
  engine: Pick<Engine, 'name'>,
  trx: Writer,
  workspace: WorkspaceId,
  { platform, user }: Account,
): Promise<number> {
  const needle = JSON.stringify(user)
  const { rows } = await sql<{ target: string }>`
    SELECT DISTINCT target FROM survey_message WHERE ws = ${sql.lit(workspace)}
      AND ${holds(engine, ['target'], [needle])}`.execute(trx)
  let dropped = 0
  for (const { target } of rows) {
    const to = parsed(target) as Settings['target'] | undefined
    if (to?.type !== 'person' || to.platform !== platform || to.user !== user) continue
    const { numDeletedRows } = await trx
      .deleteFrom('survey_message')
      .where('ws', '=', workspace)
      .where('target', '=', target)
      .executeTakeFirst()
    dropped += Number(numDeletedRows)
  }
  return dropped
}

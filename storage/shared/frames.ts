import { type ZoneCalendar, zoneCalendar } from '../../src/calendar/zone.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Reader } from './engine.ts'
import { loadSeries, type SeriesRow } from './series.ts'

/** What a reader of counts must know of a workspace beforehand. */
export interface Frame {
  readonly calendar: ZoneCalendar
  /** Counts read under another version are cut into other days. */
  readonly zoneVersion: number
  readonly series: ReadonlyMap<number, SeriesRow>
}

/**
 * Remembers frames, so that a report costs one statement. Questions never
 * change; the zone's version is read again with the counts themselves.
 */
export class Frames {
  private readonly frames = new Map<WorkspaceId, Frame>()

  /** Returns the frame with at least these questions, as far as there are such. */
  async get(db: Reader, workspace: WorkspaceId, series: readonly number[]): Promise<Frame> {
    const known = this.frames.get(workspace)
    if (known && series.every((id) => known.series.has(id))) return known
    return await this.refresh(db, workspace)
  }

  async refresh(db: Reader, workspace: WorkspaceId): Promise<Frame> {
    const row = await db
      .selectFrom('workspace')
      .select(['zone', 'zone_version'])
      .where('id', '=', workspace)
      .executeTakeFirst()
    if (!row) throw new Error(`no workspace ${workspace}`)
    const series = await loadSeries(db, workspace)
    const frame: Frame = {
      calendar: zoneCalendar(row.zone),
      zoneVersion: row.zone_version,
      series: new Map(series.map((one) => [one.id, one])),
    }
    this.frames.set(workspace, frame)
    return frame
  }
}

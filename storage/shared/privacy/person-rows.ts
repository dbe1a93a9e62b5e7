import { sql } from 'kysely'
import type { FeedbackId, ReportId, WorkspaceId } from '../../../src/core/identity.ts'
import { PERSON_DIMENSIONS, type Person, type PersonDimension } from '../../../src/core/privacy.ts'
import { fold } from '../../../src/language/fold.ts'
import { DIMENSION_CODES } from '../dimension-codes.ts'
import type { Engine, Reader } from '../engine.ts'
import { inParts, integer, integers } from '../sql-text.ts'
import { storable } from '../text.ts'
import { holds, needlesOf } from './named-values.ts'
import type { Naming } from './naming.ts'

/** Reports quote the latest and the most telling: of somebody with more, names are enough. */
const MOST_QUOTED = 500
const REPORTS_A_PAGE = 50

/** The spellings of a person's name, with their ids. */
export interface PersonTerms {
  readonly ids: readonly number[]
  readonly names: readonly string[]
}

/** Returns the dimension in which feedback names the person; undefined for other people. */
export function dimensionOf({ dimension }: Person): PersonDimension | undefined {
  return PERSON_DIMENSIONS.find((each) => each === dimension)
}

/**
 * Returns the spellings under which feedback names a person, in any case; none for people that it
 * does not name.
 */
export async function termsOf(
  db: Reader,
  workspace: WorkspaceId,
  person: Person,
): Promise<PersonTerms> {
  const dimension = dimensionOf(person)
  if (dimension === undefined) return { ids: [], names: [] }
  const rows = await db
    .selectFrom('term')
    .select(['id', 'name'])
    .where('ws', '=', workspace)
    .where('dimension', '=', DIMENSION_CODES[dimension])
    .where('folded', '=', fold(storable(person.name)))
    .orderBy('id')
    .execute()
  return { ids: rows.map(({ id }) => id), names: rows.map((row) => row.name) }
}

/** Returns the ids of the person's feedback, in order. */
export async function feedbackOf(
  engine: Pick<Engine, 'feedbackOf'>,
  db: Reader,
  workspace: WorkspaceId,
  person: Person,
  { ids }: PersonTerms,
): Promise<FeedbackId[]> {
  const dimension = dimensionOf(person)
  if (ids.length === 0 || dimension === undefined) return []
  const each = ids.map((id) => engine.feedbackOf(workspace, dimension, integer(id)))
  const { rows } = await sql<{ id: FeedbackId }>`
    SELECT id FROM (${sql.raw(each.join(' UNION ALL '))}) AS own ORDER BY id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Returns feedback of others whose words or address name the person. */
export async function feedbackNaming(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  workspace: WorkspaceId,
  naming: Naming,
  own: ReadonlySet<number>,
): Promise<readonly FeedbackId[]> {
  if (naming.isEmpty) return []
  const { rows } = await sql<{ id: FeedbackId; text: string | null; url: string | null }>`
    SELECT id, text, url FROM feedback WHERE ws = ${sql.lit(workspace)}
      AND (text IS NOT NULL OR url IS NOT NULL)
      AND ${holds(engine, ['text', 'url'], naming.spellings())}`.execute(db)
  return rows
    .filter(({ id, text, url }) => {
      if (own.has(id)) return false
      return (text !== null && naming.cut(text) !== text) || (url !== null && naming.isIn(url))
    })
    .map(({ id }) => id)
}

/** Returns kept reports that name the person or quote their feedback. */
export async function reportsNaming(
  engine: Pick<Engine, 'name'>,
  db: Reader,
  workspace: WorkspaceId,
  naming: Naming,
  own: readonly FeedbackId[],
): Promise<readonly ReportId[]> {
  if (naming.isEmpty) return []
  const quoted = own.slice(-MOST_QUOTED).map((id) => `{"id":${id},`)
  const needles = needlesOf(naming)
  const { rows } = await sql<{ id: ReportId }>`
    SELECT id FROM report WHERE ws = ${sql.lit(workspace)}
      AND (${holds(engine, ['report'], [...needles, ...quoted])}
        OR ${holds(engine, ['command_line'], needles)})`.execute(db)
  const found: ReportId[] = []
  for (const part of inParts(rows, REPORTS_A_PAGE)) {
    const ids = integers(part.map(({ id }) => id))
    const page = await sql<{ id: ReportId; command_line: string; report: string }>`
      SELECT id, command_line, report FROM report
      WHERE ws = ${sql.lit(workspace)} AND id IN (${sql.raw(ids)})`.execute(db)
    for (const { id, command_line, report } of page.rows) {
      const isNamed =
        naming.isIn(command_line) ||
        quoted.some((quote) => report.includes(quote)) ||
        naming.isInStored(report)
      if (isNamed) found.push(id)
    }
  }
  return found
}

import { sql } from 'kysely'
import type { EpochSeconds, FeedbackId, WorkspaceId } from '../../../src/core/identity.ts'
import type { Person, Traces } from '../../../src/core/privacy.ts'
import type { Engine, Reader } from '../engine.ts'
import { inParts, integers } from '../sql-text.ts'
import { countOther } from './account-rows.ts'
import { countNamed, namedValues } from './named-values.ts'
import { Naming } from './naming.ts'
import { dimensionOf, feedbackNaming, feedbackOf, reportsNaming, termsOf } from './person-rows.ts'

const LATEST = 10
const IDS_A_QUERY = 500
const NOTHING: Traces = {
  names: [],
  feedback: 0,
  texts: 0,
  first: null,
  last: null,
  items: [],
  sources: [],
  mentions: 0,
  reports: 0,
  messages: 0,
  surveys: 0,
  log: 0,
}

/** Returns what is stored of a person. */
export async function tracesOf(
  engine: Engine,
  db: Reader,
  workspace: WorkspaceId,
  person: Person,
): Promise<Traces> {
  if (dimensionOf(person) === undefined) {
    return { ...NOTHING, ...(await countOther(engine, db, workspace, person)) }
  }
  const terms = await termsOf(db, workspace, person)
  const { names } = terms
  const naming = new Naming(names)
  const ids = await feedbackOf(engine, db, workspace, person, terms)
  const counts = { messages: 0, surveys: 0, log: 0 }
  for await (const named of namedValues(engine, db, workspace, naming)) {
    const { counted } = named
    if (counted in counts) {
      counts[counted as keyof typeof counts] += await countNamed(db, workspace, named)
    }
  }
  return {
    names,
    feedback: ids.length,
    ...(await factsOf(db, workspace, ids)),
    items: ids.slice(-LATEST).reverse(),
    mentions: (await feedbackNaming(engine, db, workspace, naming, new Set(ids))).length,
    reports: (await reportsNaming(engine, db, workspace, naming, ids)).length,
    ...counts,
  }
}

/** Returns how many texts there are, from when to when, and where they came from. */
async function factsOf(
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<Pick<Traces, 'texts' | 'first' | 'last' | 'sources'>> {
  const facts = { texts: 0, first: null as number | null, last: null as number | null }
  const sources = new Set<string>()
  for (const part of inParts(ids, IDS_A_QUERY)) {
    const { rows } = await sql<{ n: number; first: number; last: number; source: string }>`
      SELECT count(f.text) AS n, min(f.at) AS first, max(f.at) AS last, t.name AS source
      FROM feedback f JOIN term t ON t.ws = f.ws AND t.id = f.source
      WHERE f.ws = ${sql.lit(workspace)} AND f.id IN (${sql.raw(integers(part))})
      GROUP BY t.name`.execute(db)
    for (const { n, first, last, source } of rows) {
      facts.texts += Number(n)
      facts.first = Math.min(facts.first ?? first, first)
      facts.last = Math.max(facts.last ?? last, last)
      sources.add(source)
    }
  }
  return {
    texts: facts.texts,
    first: facts.first as EpochSeconds | null,
    last: facts.last as EpochSeconds | null,
    sources: [...sources].sort(),
  }
}

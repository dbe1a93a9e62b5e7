import { sql } from 'kysely'
import type { FeedbackId, WorkspaceId } from '../../../src/core/identity.ts'
import type { Person } from '../../../src/core/privacy.ts'
import type { Engine, Reader } from '../engine.ts'
import { inParts, integers } from '../sql-text.ts'
import { Naming, stringsIn } from './naming.ts'
import { feedbackOf, termsOf } from './person-rows.ts'

const TEXTS_AT_ONCE = 500
/** Enough of a text to know it by. */
const PIECE = 12
const WORDS = /[\p{L}\p{N} ]{12}/u

/** By what messages about a person are known: their names, and the beginnings of what they wrote. */
export interface Subject {
  readonly naming: Naming
  readonly pieces: ReadonlySet<string>
}

/** Returns by what messages about a person are known. */
export async function subjectOf(
  engine: Engine,
  db: Reader,
  workspace: WorkspaceId,
  person: Person,
): Promise<Subject> {
  const terms = await termsOf(db, workspace, person)
  const ids = await feedbackOf(engine, db, workspace, person, terms)
  const pieces = new Set<string>()
  for (const part of inParts(ids, TEXTS_AT_ONCE)) {
    for (const text of await textsOf(db, workspace, part)) {
      const piece = WORDS.exec(text)?.[0]
      if (piece !== undefined) pieces.add(piece)
    }
  }
  return { naming: new Naming(terms.names), pieces }
}

async function textsOf(
  db: Reader,
  workspace: WorkspaceId,
  ids: readonly FeedbackId[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`
    SELECT text FROM feedback WHERE ws = ${sql.lit(workspace)} AND text IS NOT NULL
      AND id IN (${sql.raw(integers(ids))})`.execute(db)
  return rows.map(({ text }) => text)
}

/** Returns whether a message names the person or quotes them, however its platform escapes text. */
export function isAbout({ naming, pieces }: Subject, stored: string): boolean {
  const texts = stringsIn(stored).map(unescaped)
  if (texts.some((text) => naming.isIn(text))) return true
  if (pieces.size === 0) return false
  return texts.some((text) => {
    for (let at = 0; at + PIECE <= text.length; at += 1) {
      if (pieces.has(text.slice(at, at + PIECE))) return true
    }
    return false
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
}

/** Returns a text as people read it: without what its platform escapes and what nobody sees. */
function unescaped(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/&(amp|lt|gt|quot|#39|#x27|nbsp);/g, (_, entity: string) => ENTITIES[entity] ?? '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
}

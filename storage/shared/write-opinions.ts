import type { WorkspaceId } from '../../src/core/identity.ts'
import type { CellBatch } from './cells.ts'
import type { Cell, Engine, Writer } from './engine.ts'
import type { StoredItem } from './items.ts'
import { type StoredOpinion, writeAspects } from './opinion.ts'
import { TERM_COLUMNS } from './schema.ts'
import { inParts, insertRows, integer, integers, run } from './sql-text.ts'

/** The columns of `feedback` that hold what the text says, in the order of {@link opinionCells}. */
export const OPINION_COLUMNS = [
  'sentiment',
  'wom',
  'aspect_count',
  'analyzer',
  'lang_found',
  'corrected',
  'opinion',
  'aspects',
] as const

const NOTHING: readonly Cell[] = [0, 0, 0, 0, 0, 0, null, null]
const LANG = TERM_COLUMNS.indexOf('lang')
const ROWS_A_STATEMENT = 200

/** Returns what texts say as the columns of feedback hold it; of an unread text nothing. */
export function opinionCells(opinion: StoredOpinion | null): readonly Cell[] {
  if (!opinion) return NOTHING
  return [
    opinion.sentiment,
    opinion.wom,
    opinion.aspects.length,
    opinion.analyzer,
    opinion.langFound,
    opinion.corrected,
    opinion.opinion,
    writeAspects(opinion.aspects),
  ]
}

/** Stores the aspects of items, in the order in which they lie. */
export async function insertAspects(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly Pick<StoredItem, 'id' | 'at' | 'series' | 'score' | 'terms' | 'opinion'>[],
): Promise<void> {
  const rows = items.flatMap((item) =>
    (item.opinion?.aspects ?? []).map(({ aspect, polarity }) => [
      workspace,
      aspect,
      item.at,
      item.id,
      polarity,
      item.series,
      item.score,
      item.opinion?.sentiment ?? 0,
      item.opinion?.wom ?? 0,
      ...item.terms,
    ]),
  )
  rows.sort(
    (left, right) =>
      Number(left[1]) - Number(right[1]) ||
      Number(left[2]) - Number(right[2]) ||
      Number(left[3]) - Number(right[3]),
  )
  const columns = `ws,aspect,at,id,polarity,series,score,sentiment,wom,${TERM_COLUMNS.join(',')}`
  await insertRows(engine, trx, { into: `feedback_aspect (${columns})` }, rows)
}

export async function deleteAspects(
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
): Promise<void> {
  const keys = items.flatMap(({ id, at, opinion }) =>
    (opinion?.aspects ?? []).map(
      ({ aspect }) => `(${integer(workspace)},${integer(aspect)},${integer(at)},${integer(id)})`,
    ),
  )
  for (const part of inParts(keys, ROWS_A_STATEMENT)) {
    await run(
      trx,
      `DELETE FROM feedback_aspect WHERE (ws, aspect, at, id) IN (VALUES ${part.join(',')})`,
    )
  }
}

/** Puts other opinions in the place of stored ones, with all their counts. */
export async function replaceOpinions(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  changes: readonly { readonly before: StoredItem; readonly after: StoredItem }[],
  cells: CellBatch,
): Promise<void> {
  for (const { before, after } of changes) {
    cells.add(before, -1)
    cells.add(after, 1)
  }
  await deleteAspects(
    trx,
    workspace,
    changes.map(({ before }) => before),
  )
  await insertAspects(
    engine,
    trx,
    workspace,
    changes.map(({ after }) => after),
  )
  for (const part of inParts(changes, ROWS_A_STATEMENT)) {
    await updateRows(
      engine,
      trx,
      workspace,
      part.map(({ after }) => after),
    )
  }
}

/** Aspects are bound as texts, and so are empty ones: a column of VALUES has one type. */
async function updateRows(
  engine: Engine,
  trx: Writer,
  workspace: WorkspaceId,
  items: readonly StoredItem[],
): Promise<void> {
  const texts: string[] = []
  const rows = items.map((item) => {
    const cells = opinionCells(item.opinion)
    const numbers = cells.slice(0, -1).map((cell) => integer(Number(cell ?? 0)))
    const aspects = engine.placeholder(texts.push(String(cells.at(-1) ?? '')))
    return `(${integer(item.id)},${integer(item.terms[LANG] ?? 0)},${numbers.join(',')},${aspects})`
  })
  const columns = ['id', 'lang', ...OPINION_COLUMNS]
  const values = `WITH changed (${columns.join(',')}) AS (VALUES ${rows.join(',')})`
  const sets = columns
    .slice(1, -1)
    .map((name) => `${name} = changed.${name}`)
    .join(', ')
  await run(
    trx,
    `${values} UPDATE feedback SET ${sets}, aspects = nullif(changed.aspects, '') FROM changed
     WHERE feedback.ws = ${integer(workspace)} AND feedback.id = changed.id
       AND feedback.id IN (${integers(items.map(({ id }) => id))})`,
    texts,
  )
}

import { UserError } from '../core/errors.ts'
import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import type { PortableRow, Store, Workspace } from '../core/store.ts'
import {
  headLine,
  type PortableFeedback,
  readLine,
  type WorkspaceHead,
  workspaceLine,
} from './workspace-file.ts'

const PAGE = 1_000

/** What was carried. */
export interface Carried {
  readonly feedback: number
  readonly rows: number
}

/** Yields a whole workspace as lines: its feedback, then all else that it owns. */
export async function* linesOfWorkspace(
  store: Store,
  workspace: Workspace,
  onPage: (carried: Carried) => void = () => undefined,
): AsyncGenerator<string> {
  yield headLine(workspace)
  let after: FeedbackId | null = null
  for (;;) {
    const page = await store.exportPage(workspace.id, after, PAGE)
    const last = page.at(-1)
    if (!last) break
    onPage({ feedback: page.length, rows: 0 })
    yield page
      .map(({ importId: _, followUp: __, ...feedback }) => workspaceLine({ feedback }))
      .join('')
    after = last.id
  }
  for await (const row of store.portable.rows(workspace.id)) {
    onPage({ feedback: 0, rows: 1 })
    yield workspaceLine(row)
  }
}

/**
 * Stores a workspace in one that is empty, as a whole or not at all. Rejects with a UserError
 * where there is something already, and at the first line that cannot be read.
 */
export async function bringWorkspace(
  store: Store,
  name: string,
  { zone, locale }: Pick<WorkspaceHead, 'zone' | 'locale'>,
  lines: AsyncIterable<string>,
  onPage: (carried: Carried) => void = () => undefined,
): Promise<Carried> {
  const { id } = await store.ensureWorkspace(name, { zone, locale, sample: false })
  if (!(await store.portable.isEmpty(id)))
    throw new UserError('privacy.workspaceNotEmpty', { name })
  await store.updateWorkspace(id, { zone, locale })
  return await store.atomically(async (inner) => await bringLines(inner, id, lines, onPage))
}

async function bringLines(
  store: Store,
  workspace: WorkspaceId,
  lines: AsyncIterable<string>,
  onPage: (carried: Carried) => void,
): Promise<Carried> {
  const ids = new Map<number, FeedbackId>()
  let items: PortableFeedback[] = []
  let rows: PortableRow[] = []
  let last: FeedbackId | null = null
  let stored = 0
  async function flush(): Promise<void> {
    for (const run of runsOf(items)) {
      await store.portable.startIdsAt(workspace, run[0]?.id ?? (1 as FeedbackId))
      await store.ingest(workspace, { items: run, derivedIds: false })
      last = await mapIds(store, workspace, run, last, ids)
    }
    if (items.length > 0) onPage({ feedback: items.length, rows: 0 })
    if (rows.length > 0) {
      stored += await store.portable.insert(workspace, rows, (before) => ids.get(before))
      onPage({ feedback: 0, rows: rows.length })
    }
    items = []
    rows = []
  }
  let number = 1
  for await (const text of lines) {
    number += 1
    if (text === '') continue
    const line = readLine(text, number)
    if ('feedback' in line) items.push(line.feedback)
    else rows.push(line)
    if (items.length + rows.length < PAGE) continue
    await orTold(flush, number)
  }
  await orTold(flush, number)
  return { feedback: ids.size, rows: stored }
}

/** Returns pieces of feedback whose ids follow each other: they keep them where those are free. */
function runsOf(items: readonly PortableFeedback[]): readonly (readonly PortableFeedback[])[] {
  const runs: PortableFeedback[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (run && item.id === (run.at(-1)?.id ?? 0) + 1) run.push(item)
    else runs.push([item])
  }
  return runs
}

/** Notes under which ids feedback is stored here. Returns the last of them. */
async function mapIds(
  store: Store,
  workspace: WorkspaceId,
  items: readonly PortableFeedback[],
  after: FeedbackId | null,
  ids: Map<number, FeedbackId>,
): Promise<FeedbackId | null> {
  const before = new Map(items.map((item) => [keyOf(item), item.id]))
  let last = after
  for (const item of await store.exportPage(workspace, after, items.length)) {
    const known = before.get(keyOf(item))
    if (known !== undefined) ids.set(known, item.id)
    last = item.id
  }
  return last
}

function keyOf({ source, externalId }: Pick<PortableFeedback, 'source' | 'externalId'>): string {
  return JSON.stringify([source, externalId])
}

/** What cannot be a row or a piece of feedback is the file's mistake. */
async function orTold(work: () => Promise<void>, line: number): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) {
      throw new UserError('privacy.brokenWorkspace', { line })
    }
    throw error
  }
}

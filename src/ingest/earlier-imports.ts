import { createHash } from 'node:crypto'
import { UserError } from '../core/errors.ts'
import type { Feedback, NewFeedback } from '../core/feedback.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { ImportRecord, Store } from '../core/store.ts'
import type { MappingDescription } from './describe-mapping.ts'

/** More imports are not looked through. */
const REMEMBERED = 200
/** So many of the first rows are looked up, and so many of them are enough to ask. */
const ASKED_ROWS = 20
const LEAST_ROWS = 5
const MOST_KNOWN = 0.9

/** What a workspace knows of the imports before this one. */
export interface StoredBefore {
  /** Newest first; those taken back left out. */
  imports(): Promise<readonly ImportRecord[]>
  find(source: string, externalId: string): Promise<Feedback | undefined>
}

export function storedBefore(store: Store, workspace: WorkspaceId): StoredBefore {
  return {
    imports: async () =>
      (await store.imports(workspace, REMEMBERED)).filter(
        ({ state }) => state === 'done' || state === 'running',
      ),
    async find(source, externalId) {
      const id = await store.moderation.idOf(workspace, source, externalId)
      return id === undefined ? undefined : await store.feedback(workspace, id)
    },
  }
}

/** An import of a file of another name, and so of another source. */
export interface OtherSource {
  readonly record: ImportRecord
  readonly source: string
}

/** Returns what tells one import from another: the content of its file, and how it is read. */
export function fingerprintOf(contentHash: string, description: MappingDescription): string {
  return createHash('sha256')
    .update(`${contentHash}\n${JSON.stringify(description)}`)
    .digest('hex')
}

/** Returns the imports whose source was the name of a file of another name. */
export function otherSources(
  records: readonly ImportRecord[],
  { source, constants }: MappingDescription,
): readonly OtherSource[] {
  if (constants['source'] !== undefined) return []
  return records.flatMap((record) => {
    const before = JSON.parse(record.mapping) as Partial<MappingDescription>
    const isOther = typeof before.source === 'string' && before.source !== source
    if (!isOther || before.constants?.['source'] !== undefined) return []
    return [{ record, source: before.source }]
  })
}

/** Returns the import of the very same content under another name. */
export function sameContent(
  others: readonly OtherSource[],
  contentHash: string,
  description: MappingDescription,
): OtherSource | undefined {
  return others.findLast(
    ({ record, source }) =>
      record.fingerprint === fingerprintOf(contentHash, { ...description, source }),
  )
}

function isSame(item: NewFeedback, stored: Feedback | undefined): boolean {
  return stored !== undefined && stored.at === item.at && stored.score === item.score
}

/**
 * Throws a UserError where nearly all of the first rows came in before from a file of another
 * name: only the user knows whether this is a newer export of the same.
 */
export async function refuseKnownRows(
  others: readonly OtherSource[],
  items: readonly NewFeedback[],
  { derivedIds, own }: { readonly derivedIds: boolean; readonly own: string },
  find: StoredBefore['find'],
): Promise<void> {
  const asked = items.slice(0, ASKED_ROWS)
  if (asked.length < LEAST_ROWS) return
  const seen = new Set<string>()
  for (const { record, source } of others) {
    if (seen.has(source)) continue
    seen.add(source)
    let known = 0
    for (const [index, item] of asked.entries()) {
      const id = derivedIds ? `${item.externalId}#1` : item.externalId
      if (isSame(item, await find(source, id))) known += 1
      if (index + 1 - known > asked.length * (1 - MOST_KNOWN)) break
    }
    if (known < asked.length * MOST_KNOWN) continue
    const params = { known, rows: asked.length, file: record.file, id: record.id, source, own }
    throw new UserError('import.knownRows', params, `--set "source=${source}"`)
  }
}

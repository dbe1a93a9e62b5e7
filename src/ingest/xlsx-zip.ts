import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Entry, open, type ZipFile } from 'yauzl'
import { UserError } from '../core/errors.ts'

const MEGABYTE = 1024 * 1024
const LARGEST = 1024 * MEGABYTE
/** Parts are read as streams: up to so much, a trap costs a few seconds of one thread and no memory. */
const HARMLESS = 64 * MEGABYTE
/**
 * Sheets of spreadsheet programs pack to a seventh or a fifteenth, since each cell names its own
 * place; small ones of the same few words to less, but those are harmless.
 */
const HIGHEST_RATIO = 20
const MOST_ENTRIES = 10_000

/** The parts of a workbook, by their paths. */
export interface WorkbookParts {
  has(path: string): boolean
  /** Bytes when unpacked, as the archive states and the reader enforces. */
  size(path: string): number
  read(path: string): Promise<Readable>
  close(): void
}

const openZip = promisify<string, { lazyEntries: boolean; autoClose: boolean }, ZipFile>(open)

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const ended = once(zip, 'end')
  zip.on('entry', (entry: Entry) => {
    entries.set(entry.fileName.replace(/^\//, ''), entry)
    if (entries.size > MOST_ENTRIES) zip.emit('error', new Error('too many entries'))
    else zip.readEntry()
  })
  zip.readEntry()
  await ended
  return entries
}

/**
 * Throws a UserError where all parts together unpack to more than 1 GiB, or to more than 64 MiB
 * and twenty times the archive. It goes by the sizes that the archive states: a part that turns
 * out larger is refused by the reader. Archives inside are never opened.
 */
function refuseBombs(entries: ReadonlyMap<string, Entry>): void {
  let packed = 0
  let unpacked = 0
  for (const entry of entries.values()) {
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
  }
  const trap = unpacked > HARMLESS && unpacked > packed * HIGHEST_RATIO
  if (unpacked > LARGEST || trap) {
    throw new UserError('import.zipTooLarge', { max: (trap ? HARMLESS : LARGEST) / MEGABYTE })
  }
}

/** Opens the archive of a workbook. Rejects with a UserError where it is broken or unpacks to too much. */
export async function openParts(file: string): Promise<WorkbookParts> {
  let zip: ZipFile | undefined
  try {
    const opened = await openZip(file, { lazyEntries: true, autoClose: false })
    zip = opened
    const entries = await entriesOf(opened)
    refuseBombs(entries)
    const stream = promisify(opened.openReadStream.bind(opened)) as (
      entry: Entry,
    ) => Promise<Readable>
    return {
      has: (path) => entries.has(path),
      size: (path) => entries.get(path)?.uncompressedSize ?? 0,
      async read(path) {
        const entry = entries.get(path)
        if (!entry) throw new UserError('import.badWorkbook')
        return stream(entry)
      },
      close: () => opened.close(),
    }
  } catch (error) {
    zip?.close()
    throw error instanceof UserError ? error : new UserError('import.badWorkbook')
  }
}

import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../core/errors.ts'
import type { Row } from './types.ts'

const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\0]/u
/** What follows the name of a file in that of its rejected rows. */
export const REJECTS_SUFFIX = '.rejects.csv'

/** Returns a cell in quotes that no spreadsheet takes for a formula. */
function safeCell(cell: string): string {
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell
  return `"${harmless.replaceAll('"', '""')}"`
}

function recordOf(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? cell : safeCell(cell))).join(',')}\n`
}

/** Returns the length in bytes of the first `count` records, as far as there are so many. */
function lengthOf(bytes: Buffer, count: number): number {
  let quoted = false
  let left = count
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] === 0x22) quoted = !quoted
    else if (bytes[index] === 0x0a && !quoted) {
      left -= 1
      if (left === 0) return index + 1
    }
  }
  return bytes.length
}

/** Keeps the rows that an import could not use, with line and reason. */
export interface RejectsFile {
  /** Null as long as nothing was rejected. */
  readonly path: string | null
  append(rows: readonly { readonly row: Row; readonly reason: string }[]): Promise<void>
  close(): Promise<void>
}

/**
 * Returns the file `<file>.rejects.csv` beside the imported file, or in `folder`
 * where that place cannot be written. It is made with the first row. An import
 * that goes on keeps the `keep` rows that were written when it last saved.
 */
export function createRejectsFile(
  file: string,
  options: {
    readonly folder: string
    readonly header: readonly string[]
    readonly keep: number
    readonly columns: readonly [line: string, reason: string]
  },
): RejectsFile {
  const places = [
    `${file}${REJECTS_SUFFIX}`,
    join(options.folder, `${basename(file)}${REJECTS_SUFFIX}`),
  ]
  let handle: FileHandle | undefined
  let path: string | null = null

  async function openFirst(): Promise<FileHandle> {
    for (const place of places) {
      try {
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        handle = await open(place, options.keep > 0 ? 'a+' : 'w', 0o600)
        path = place
        return handle
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error
      }
    }
    throw new UserError('import.rejectsNotWritable', { places: places.join(', ') })
  }

  async function start(): Promise<FileHandle> {
    const opened = await openFirst()
    const header = `\uFEFF${recordOf([...options.columns, ...options.header])}`
    const { size } = await opened.stat()
    if (options.keep === 0 || size === 0) {
      await opened.write(header)
      return opened
    }
    const bytes = Buffer.alloc(size)
    await opened.read(bytes, 0, size, 0)
    await opened.truncate(lengthOf(bytes, options.keep + 1))
    return opened
  }

  return {
    get path() {
      return path
    },
    async append(rows) {
      if (rows.length === 0 && (options.keep === 0 || handle)) return
      const opened = handle ?? (await start())
      if (rows.length === 0) return
      await opened.write(
        rows.map(({ row, reason }) => recordOf([row.line, reason, ...row.cells])).join(''),
      )
    },
    async close() {
      await handle?.close()
    },
  }
}

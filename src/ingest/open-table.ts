import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { UserError } from '../core/errors.ts'
import { openCsv } from './csv-table.ts'
import { delimiterNamed } from './delimiter-names.ts'
import { detectEncoding, encodingNamed } from './encoding.ts'
import { type FileFacts, inspectFile } from './inspect.ts'
import { beginsJsonList } from './json-objects.ts'
import { openJsonLines, openJsonList } from './json-table.ts'
import type { Encoding, ImportOptions, Table, TableFormat } from './types.ts'

const JSON_LINES = ['.jsonl', '.ndjson', '.json']
/** A JSON list may stand on one line, however long. */
const LIST = /^(?:\u00ef\u00bb\u00bf)?\s*\[/
const MARKUP = /^\s*<(?:\?xml|!doctype|html|table|meta|head|style)/i
/** The first bytes of files that people take for tables. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['\u00d0\u00cf\u0011\u00e0', 'XLS'],
  ['%PDF', 'PDF'],
  ['\u001f\u008b', 'GZIP'],
  ['Rar!', 'RAR'],
  ['SQLite format 3', 'SQLite'],
  ['PAR1', 'Parquet'],
]

/** Returns the first bytes of a file, each as one character. */
async function headOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Reads a file; rejects with a UserError where it cannot be read. */
async function reading<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isNoName = code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE'
    if (code === 'ENOENT' || isNoName) throw new UserError('import.noFile', { file })
    if (code === 'EISDIR') throw new UserError('import.isFolder', { file })
    if (code === 'EACCES' || code === 'EPERM') throw new UserError('import.notReadable', { file })
    throw error
  }
}

/** How a file is opened once more in the same way, wherever that is. */
export interface TableOpening {
  readonly file: string
  readonly format: TableFormat
  /** Null in a workbook. */
  readonly encoding: Encoding | null
  /** As the user gave it, and so is the sheet. */
  readonly delimiter: string | undefined
  readonly sheet: string | undefined
}

/** Opens a file whose form is known. */
export async function openAs({
  file,
  format,
  encoding,
  delimiter,
  sheet,
}: TableOpening): Promise<Table> {
  if (format === 'xlsx' || encoding === null) {
    const { openWorkbook } = await import('./xlsx-table.ts')
    return await openWorkbook(file, sheet)
  }
  if (format === 'json') return await openJsonList(file, encoding)
  return format === 'jsonl'
    ? await openJsonLines(file, encoding)
    : await openCsv(file, encoding, delimiter)
}

/**
 * Opens a file of whatever form it shows; `name` is what people call it. Rejects with a UserError where it is
 * missing, empty, of another form or in an encoding that cannot be told.
 */
export async function openTable(
  file: string,
  options: ImportOptions,
  name = basename(file),
): Promise<{
  readonly table: Table
  readonly facts: FileFacts
  readonly opening: TableOpening
}> {
  const delimiter = options.delimiter === undefined ? undefined : delimiterNamed(options.delimiter)
  const given = options.encoding === undefined ? undefined : encodingNamed(options.encoding)
  const head = await reading(file, () => headOf(file))
  if (head === '') throw new UserError('import.emptyFile', { file: name })
  const other = OTHER_FORMATS.find(([mark]) => head.startsWith(mark))
  if (other) throw new UserError('import.otherFormat', { format: other[1] })
  const isArchive = head.startsWith('PK')
  const facts = await reading(file, () => inspectFile(file, !isArchive && !LIST.test(head)))
  const opened = async (format: TableFormat, encoding: Encoding | null) => {
    const opening = { file, format, encoding, delimiter, sheet: options.sheet }
    return { table: await openAs(opening), facts, opening }
  }
  if (isArchive) return await opened('xlsx', null)
  if (options.sheet !== undefined) throw new UserError('import.noSheets', { file: basename(file) })
  const encoding = given ?? detectEncoding(facts)
  const text = firstText(facts, encoding)
  const jsonLines =
    delimiter === undefined &&
    (JSON_LINES.includes(extname(file).toLowerCase()) || /^\s*[[{]\s*["{]/.test(text))
  if (!jsonLines && MARKUP.test(text)) {
    throw new UserError('import.otherFormat', { format: /^\s*<\?xml/i.test(text) ? 'XML' : 'HTML' })
  }
  const format = jsonLines ? (beginsJsonList(text) ? 'json' : 'jsonl') : 'csv'
  return await opened(format, encoding)
}

function firstText(facts: FileFacts, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(facts.sample)
}

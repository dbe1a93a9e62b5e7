import { access } from 'node:fs/promises'
import { openCsv } from './csv-table.ts'
import { REJECTS_SUFFIX } from './rejects-file.ts'

/** Rows that an import could not use: line, reason and the cells of the file. */
export interface Rejects {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** There are further rows. */
  readonly more: boolean
}

/** Returns at most `most` of the rows that stand beside an imported file; undefined where there are none. */
export async function readRejects(file: string, most: number): Promise<Rejects | undefined> {
  const path = `${file}${REJECTS_SUFFIX}`
  try {
    await access(path)
  } catch {
    return undefined
  }
  const table = await openCsv(path, 'utf-8', ',')
  const rows: (readonly string[])[] = []
  for await (const block of table.rows()) {
    rows.push(...block.map(({ cells }) => cells))
    if (rows.length > most) break
  }
  return { header: table.header, rows: rows.slice(0, most), more: rows.length > most }
}

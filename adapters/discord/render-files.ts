import type { Report, TableBlock } from '../../src/core/reply.ts'
import { toCsv } from '../../src/report/csv.ts'
import { toPlainText } from '../../src/report/plain-text.ts'
import { limits } from './limits.ts'
import { clip } from './markdown.ts'
import type { TextFile } from './payload.ts'

const TEXT_FILE_WIDTH = 100

/** A cell is never wider than the file's lines. */
function shortened(row: TableBlock['rows'][number]): TableBlock['rows'][number] {
  return row.map((cell) => (typeof cell === 'string' ? clip(cell, TEXT_FILE_WIDTH) : cell))
}

export interface Csv {
  readonly file: TextFile
  /** Rows in the file, and rows there are, the line of names aside. */
  readonly shown: number
  readonly total: number
}

/** Returns the report's data as a file of at most so many bytes, cut between two rows. */
export function csvOf(report: Report, bytes: number): Csv {
  const lines = toCsv(report, { bom: true }).split(/(?<=\r\n)/)
  const most = Math.min(bytes, limits.textFileBytes)
  let used = 0
  const kept = lines.filter((line) => {
    used += Buffer.byteLength(line)
    return used <= most
  })
  const days = report.period ? `-${report.period.from}` : ''
  return {
    file: {
      name: `${report.command}${days}.csv`,
      text: kept.join(''),
      contentType: 'text/csv',
    },
    shown: Math.max(0, kept.length - 1),
    total: lines.length - 1,
  }
}

/** Returns all that a report says as a file to read, where a message cannot hold it. */
export function textFileOf(report: Report, bytes: number): TextFile {
  const blocks = report.blocks.map((block) =>
    block.type === 'table' ? { ...block, rows: block.rows.map(shortened) } : block,
  )
  const text = toPlainText({ ...report, blocks, view: 'table' }, TEXT_FILE_WIDTH)
  return {
    name: `${report.command}.txt`,
    // A letter takes four bytes at most.
    text: clip(text, Math.min(bytes, limits.textFileBytes) / 4),
    contentType: 'text/plain',
  }
}

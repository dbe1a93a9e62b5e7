import type { NativeChart, SlackBlock, TableCell } from './blocks.ts'
import { limits } from './limits.ts'
import type { Message } from './payload.ts'
import { preformatted } from './render-table.ts'

/**
 * Returns ever simpler forms of a message, the message itself first: without Slack's
 * own tables and charts, which not every workspace has, then its text alone.
 */
export function simplerForms(message: Message): readonly Message[] {
  const native = message.blocks.some(({ type }) => NATIVE.has(type))
  const plain = message.blocks.flatMap(plainForm).slice(0, limits.blocks)
  return [
    message,
    ...(native ? [{ text: message.text, blocks: plain }] : []),
    { text: message.text, blocks: [] },
  ]
}

const NATIVE: ReadonlySet<SlackBlock['type']> = new Set([
  'table',
  'data_table',
  'data_visualization',
])

function plainForm(block: SlackBlock): readonly SlackBlock[] {
  switch (block.type) {
    case 'table':
    case 'data_table':
      return preformatted(tableLines(block.rows))
    case 'data_visualization':
      return preformatted(chartLines(block))
    default:
      return [block]
  }
}

function tableLines(rows: readonly (readonly TableCell[])[]): readonly string[] {
  const cells = rows.slice(0, limits.plainRows).map((row) => row.map(({ text }) => text))
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  )
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function chartLines({ title, chart }: NativeChart): readonly string[] {
  const { axis_config: axis, series } = chart
  return [
    title,
    ...axis.categories.map((category, index) =>
      [category, ...series.map(({ name, data }) => `${name} ${data[index]?.value ?? '–'}`)].join(
        '  ',
      ),
    ),
  ]
}

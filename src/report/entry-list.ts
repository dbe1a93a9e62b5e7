import type { Command, CommandContext } from '../core/command.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Action, Cell, Reply, Text } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { reportOf } from './report-frame.ts'

/** What somebody set up, such as feeds or webhooks. */
export interface EntryList<Entry, Column extends string> {
  readonly title: string
  readonly entries: readonly Entry[]
  /** What stands in each column for an entry, in the order of the columns. */
  readonly cells: Readonly<Record<Column, (entry: Entry) => Cell>>
  readonly label: (column: Column) => string
  /** What is too long for a column, and what a text would cut. */
  readonly note?: (entry: Entry) => Text
  /** What is said where there are none, and what could be done. */
  readonly none: {
    readonly text: string
    readonly actions?: readonly Action[]
    readonly suggestion?: string
  }
}

/** Returns the entries as a table, or how the first one is made. Numbers in it are counts. */
export function entryList<Entry, Column extends string>(
  command: Command,
  { title, entries, cells, label, note, none }: EntryList<Entry, Column>,
  context: CommandContext,
): Reply {
  if (entries.length === 0) {
    const { text, actions = [], suggestion } = none
    return {
      kind: 'notice',
      level: 'information',
      locale: context.locale,
      text: [{ text }],
      actions,
      ...(suggestion === undefined ? {} : { suggestion }),
    }
  }
  const columns = Object.keys(cells) as Column[]
  const rows = entries.map((entry) => columns.map((column) => cells[column](entry)))
  return reportOf(command, context, {
    title,
    view: 'table',
    blocks: [
      {
        type: 'table',
        columns: columns.map((key, index) => ({
          key,
          label: label(key),
          format: typeof rows[0]?.[index] === 'number' ? 'count' : 'text',
        })),
        rows,
      },
      note && { type: 'notes', notes: entries.map(note) },
    ],
  })
}

/** Returns an instant as a cell shows it; a dash where there is none. */
export function instantCell(
  at: EpochSeconds | null,
  { locale, zone }: Pick<CommandContext, 'locale' | 'zone'>,
): string {
  return at === null ? '–' : formatInstant(at, locale, zone)
}

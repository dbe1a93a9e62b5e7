import type { Command, CommandContext } from '../core/command.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Action, Cell, Reply, Text } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { reportOf } from './report-frame.ts'

/** A column of a list, with what stands in it for each entry. */
export interface EntryColumn<Entry> {
  readonly key: string
  readonly label: string
  readonly cell: (entry: Entry) => Cell
}

/** What somebody set up, such as feeds or webhooks. */
export interface EntryList<Entry> {
  readonly title: string
  readonly entries: readonly Entry[]
  readonly columns: readonly EntryColumn<Entry>[]
  /** What is too long for a column, and what a text would cut. */
  readonly note?: (entry: Entry) => Text
  /** What is said where there are none, and what could be done. */
  readonly none: {
    readonly text: string
    readonly actions?: readonly Action[]
    readonly suggestion?: string
  }
}

/** Returns the entries as a table, or how the first one is made. `items` counts, all else is text. */
export function entryList<Entry>(
  command: Command,
  { title, entries, columns, note, none }: EntryList<Entry>,
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
  return reportOf(command, context, {
    title,
    view: 'table',
    blocks: [
      {
        type: 'table',
        columns: columns.map(({ key, label }) => ({
          key,
          label,
          format: key === 'items' ? 'count' : 'text',
        })),
        rows: entries.map((entry) => columns.map(({ cell }) => cell(entry))),
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

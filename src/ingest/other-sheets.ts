import { UserError } from '../core/errors.ts'
import type { ChosenColumns } from './columns.ts'
import { note, type PlanNote } from './notes.ts'
import type { Table } from './types.ts'

type Sheet = Pick<NonNullable<Table['sheet']>, 'name' | 'others'>

/** Throws a UserError that asks for one of the other sheets of a workbook, where it has any. */
export function refuseOtherSheets(sheet: Sheet | undefined): void {
  const [first] = sheet?.others ?? []
  if (!sheet || first === undefined) return
  const params = { sheet: sheet.name, others: sheet.others.join(' | ') }
  throw new UserError('import.otherSheets', params, `--sheet "${first}"`)
}

/** Returns the columns; where a sheet has nothing to bring in, another one is asked for. */
export function chosenFrom({ sheet }: Table, choose: () => ChosenColumns): ChosenColumns {
  try {
    return choose()
  } catch (error) {
    if (error instanceof UserError && error.id === 'import.nothingToImport') {
      refuseOtherSheets(sheet)
    }
    throw error
  }
}

/** What is said about the other sheets of a workbook, which are left out. */
export function sheetNotes({ sheet }: Table): readonly PlanNote[] {
  const others = sheet?.others ?? []
  if (!sheet || others.length === 0) return []
  const params = { count: others.length, sheet: sheet.name, others: others.join(' | ') }
  return [note('unused', 'otherSheets', params)]
}

import { isZone } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { ChosenColumns } from './columns.ts'
import { formatsOf } from './date-format.ts'
import type { DateFinding } from './date-order.ts'
import { createDateReader } from './dates.ts'
import { guessDateFormat } from './guess-date-format.ts'
import { SAMPLE_ROWS } from './limits.ts'
import { note, type PlanNote } from './notes.ts'
import type { ScanResult } from './scan.ts'
import type { DateRule, Field, ImportOptions, Row, Table } from './types.ts'

const NAMED_ZONE = /\b(?:utc|gmt)(?:\s*([+\-−])\s*(\d{1,2})(?::?00)?)?(?![\p{L}\d:])/iu

/** Returns the zone that a column names for its times, `Submitted (UTC)` or `Time (GMT+5)`. */
function zoneNamedIn(column: string): string | undefined {
  const found = NAMED_ZONE.exec(column)
  if (!found) return undefined
  const [, sign, hours = ''] = found
  // Zones of the Etc area have the sign turned over.
  const zone = Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
  return isZone(zone) ? zone : undefined
}

export interface PlannedDates {
  readonly rule: DateRule | null
  /** The instant of all rows, where the user gave one. */
  readonly at: EpochSeconds | null
  readonly notes: readonly PlanNote[]
}

function constantDate(text: string, zone: string, now: EpochSeconds): EpochSeconds {
  const at = createDateReader('iso', zone, now)(text)
  if (typeof at === 'number') return at
  throw new UserError('import.badSetDate', { value: text }, '--set at=2026-11-01')
}

/** A format of the user's own must read most of the cells, or it is not the file's. */
function checkFormat(
  format: string,
  column: string,
  cells: readonly { readonly text: string; readonly line: number }[],
  zone: string,
  now: EpochSeconds,
): void {
  const read = createDateReader(format, zone, now)
  const bad = cells.filter(({ text }) => ['badDate', 'impossibleDate'].includes(String(read(text))))
  const [first] = bad
  if (!first || bad.length * 2 <= cells.length) return
  const readable = (each: string): number => {
    const other = createDateReader(each, zone, now)
    return cells.filter(({ text }) => typeof other(text) === 'number').length
  }
  const [shown, next] = formatsOf(first.text)
    .map((each) => ({ format: each, count: readable(each) }))
    .sort((a, b) => b.count - a.count)
  throw new UserError(
    'import.dateFormatMisfit',
    { column, format, text: first.text, line: first.line },
    shown && shown.count > (next?.count ?? 0) ? `--date-format "${shown.format}"` : undefined,
  )
}

/** Decides how the dates of the file are read. Throws a UserError where there are none or their order is open. */
export function planDates(
  table: Table,
  chosen: ChosenColumns,
  scan: ScanResult,
  sample: readonly Row[],
  given: {
    readonly options: ImportOptions
    readonly constants: Readonly<Partial<Record<Field, string>>>
    readonly zone: string
    readonly now: EpochSeconds
  },
): PlannedDates {
  const { options, constants, zone, now } = given
  if (constants.at !== undefined) {
    const at = constantDate(constants.at, zone, now)
    return { rule: null, at, notes: [note('at', 'dateSet', { value: constants.at })] }
  }
  const [index] = chosen.columns.at ?? []
  if (index === undefined) {
    throw new UserError('import.noDateColumn', {}, '--set at=2026-11-01')
  }
  const column = table.header[index] ?? ''
  const named = zoneNamedIn(column)
  const whose = named === undefined ? {} : { zone: named }
  const cells = sample
    .filter((row) => !row.fault)
    .map((row) => ({
      text: (row.cells[index] ?? '').replace(/\p{Cc}+/gu, ' ').trim(),
      line: row.line,
    }))
    .filter(({ text }) => text !== '')
  if (options.dateFormat !== undefined) {
    checkFormat(options.dateFormat, column, cells, zone, now)
    const params = { column, format: options.dateFormat }
    return {
      rule: { format: options.dateFormat, ...whose },
      at: null,
      notes: [note('at', 'formatGiven', params)],
    }
  }
  const finding = scan.dates?.result(scan.whole && scan.rows <= SAMPLE_ROWS)
  if (!finding) {
    const read = createDateReader('excel', zone, now)
    const days = cells.filter(({ text }) => typeof read(text) === 'number')
    if (days.length > cells.length / 2) {
      const notes = [note('at', 'formatDayNumbers', { text: days[0]?.text ?? '' })]
      return { rule: { format: 'excel', ...whose }, at: null, notes }
    }
    const { text = '', line = 0 } = cells[0] ?? {}
    const seen = guessDateFormat(cells, zone, now)
    throw new UserError('import.noDates', { column, text, line }, seen && `--date-format "${seen}"`)
  }
  const notes = [
    formatNote(finding),
    ...(named ? [note('at', 'zoneSaid', { column, zone: named })] : []),
  ]
  return { rule: { format: finding.format, ...whose }, at: null, notes }
}

function formatNote({ format, reason, proof, days }: DateFinding): PlanNote {
  switch (reason) {
    case 'proof':
      return note('at', 'formatProven', { format, text: proof?.text ?? '', line: proof?.line ?? 0 })
    case 'together':
      return note('at', 'formatTogether', { format, days })
    case 'dotted':
      return note('at', 'formatDotted', { format })
    case 'notFuture':
      return note('at', 'formatNotFuture', { format })
    case 'shape':
      return note('at', 'formatSeen', { format })
  }
}

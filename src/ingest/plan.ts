import { basename, extname } from 'node:path'
import { UserError } from '../core/errors.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { type AnswerNumbers, parseAnswers } from './answer-words.ts'
import { kindIn } from './cell-readers.ts'
import { chooseColumns } from './columns.ts'
import { commaNamed } from './commas.ts'
import { planDates } from './dates-of-file.ts'
import { describeMapping, type MappingDescription } from './describe-mapping.ts'
import {
  fingerprintOf,
  otherSources,
  refuseKnownRows,
  type StoredBefore,
  sameContent,
} from './earlier-imports.ts'
import { kindNamed, parseMap, parseSet } from './flags.ts'
import { SAMPLE_ROWS, WHOLE_SCAN_BYTES } from './limits.ts'
import { note, type PlanNote } from './notes.ts'
import { openTable, type TableOpening } from './open-table.ts'
import { chosenFrom, refuseOtherSheets, sheetNotes } from './other-sheets.ts'
import { profileColumns } from './profile.ts'
import { planQuestion } from './question.ts'
import { createRowMapper, type MapperOptions, type RowMapper } from './row-mapper.ts'
import { scanTable } from './scan.ts'
import type { ImportOptions, Mapping, RejectionReason, Row, Table } from './types.ts'

/** Everything that is decided before the first row is stored. */
export interface ImportPlan {
  /** The path as it was given. */
  readonly file: string
  /** Without its folders. */
  readonly name: string
  readonly table: Table
  /** How the table is opened by another thread. */
  readonly opening: TableOpening
  readonly mapping: Mapping
  readonly description: MappingDescription
  readonly notes: readonly PlanNote[]
  /** The same for the same content under the same mapping. */
  readonly fingerprint: string
  readonly mapRow: RowMapper
  /** With the mapping, how another thread makes the same of `mapRow`. */
  readonly mapperOptions: MapperOptions
  /** The first rows. */
  readonly sample: readonly Row[]
  /** Rows of the file; estimated where it is too long to be read before. */
  readonly expectedRows: number
  readonly derivedIds: boolean
}

export interface PlanContext {
  /** The workspace's zone, of which times without an offset are. */
  readonly zone: string
  readonly now: EpochSeconds
  /** What the file is called, where its path does not say so. */
  readonly name?: string
  /** Of the workspace that it goes to; where it is not known, nothing is compared with it. */
  readonly before?: StoredBefore
  readonly signal?: AbortSignal
}

async function sampleOf(table: Table, signal?: AbortSignal): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const block of table.rows(signal)) {
    rows.push(...block)
    if (rows.length >= SAMPLE_ROWS) break
  }
  return rows.slice(0, SAMPLE_ROWS)
}

/** The kinds that a column of kinds names. */
function kindsOf(sample: readonly Row[], column: number | undefined): readonly FeedbackKind[] {
  if (column === undefined) return []
  const kinds = sample.flatMap(({ cells }) => kindIn(cells[column] ?? '') ?? [])
  return [...new Set(kinds)]
}

/** What is said about titles above the header, which are left out. */
function titleNotes({ above = [] }: Table): readonly PlanNote[] {
  const text =
    above[0]
      ?.replace(/[;,\t|"]+/g, ' ')
      .trim()
      .slice(0, 60) ?? ''
  return above.length > 0 ? [note('unused', 'linesAbove', { count: above.length, text })] : []
}

/** About how many rows like the first ones fill so many bytes. */
function estimateRows(sample: readonly Row[], size: number): number {
  const bytes = sample.reduce((sum, { cells }) => sum + Buffer.byteLength(cells.join(',')) + 1, 0)
  return Math.round((size / Math.max(bytes, 1)) * sample.length)
}

/** Throws a UserError where more than half of the first rows are of no use: the mapping is wrong then. */
function refuseMostlyBad(sample: readonly Row[], mapRow: RowMapper): void {
  const counts = new Map<RejectionReason, { count: number; line: number }>()
  let rejected = 0
  for (const row of sample) {
    const mapped = mapRow(row)
    if (typeof mapped !== 'string' || mapped === 'empty') continue
    rejected += 1
    const known = counts.get(mapped)
    if (known) known.count += 1
    else counts.set(mapped, { count: 1, line: row.line })
  }
  if (rejected * 2 <= sample.length) return
  const [worst] = [...counts].sort((a, b) => b[1].count - a[1].count)
  throw new UserError(
    'import.mostRowsBad',
    { rejected, rows: sample.length, reason: worst?.[0] ?? '', line: worst?.[1].line ?? 0 },
    '--dry-run --yes',
  )
}

/**
 * Proposes how a file becomes feedback: what each column is, the kind and scale of
 * the question, how dates are written, and why. Nothing is stored. Rejects with a
 * UserError where the file cannot be read, where a flag is wrong, and where only
 * the user can know what is meant.
 */
export async function planImport(
  file: string,
  options: ImportOptions,
  context: PlanContext,
): Promise<ImportPlan> {
  const kind: FeedbackKind | undefined =
    options.kind === undefined ? undefined : kindNamed(options.kind)
  const constants = parseSet(options.set ?? [])
  const answers: AnswerNumbers | null =
    options.answers === undefined ? null : parseAnswers(options.answers)
  const name = context.name ?? basename(file)
  const { table, facts, opening } = await openTable(file, options, name)
  const flags = parseMap(options.map ?? [], table.header)
  const sample = await sampleOf(table, context.signal)
  if (sample.length === 0) {
    refuseOtherSheets(table.sheet)
    throw new UserError('import.noRows')
  }

  const profiles = await profileColumns(table.header, sample, answers ?? {})
  const chosen = chosenFrom(table, () => chooseColumns(profiles, flags, constants, kind))
  const isLate = chosen.factors.some(({ late }) => late === true)
  const whole = facts.size <= WHOLE_SCAN_BYTES || isLate
  const scan = await scanTable(table, chosen, {
    whole,
    readDates: options.dateFormat === undefined && constants.at === undefined,
    now: context.now,
    answers: answers ?? {},
    ...(context.signal ? { signal: context.signal } : {}),
  })
  const dates = planDates(table, chosen, scan, sample, { options, constants, ...context })
  const question = planQuestion(
    table,
    chosen,
    scan,
    options,
    constants,
    answers,
    kindsOf(sample, chosen.columns.kind?.[0]),
  )
  const commas = options.comma === undefined ? scan.commas.result() : commaNamed(options.comma)
  const proposed: Mapping = {
    kind: question.kind,
    scale: question.scale,
    columns: chosen.columns,
    factors: question.factors,
    answers,
    commas: commas.meaning,
    constants,
    at: dates.at,
    date: dates.rule,
    exportedFollowUps:
      table.header[chosen.columns.firstResponseAt?.[0] ?? -1] === 'firstResponseAt',
    source: constants.source ?? basename(name, extname(name)),
    survey: constants.survey ?? question.survey,
  }
  const shown = describeMapping(proposed, table, context.zone)
  const others = otherSources((await context.before?.imports()) ?? [], shown)
  const same = sameContent(others, facts.hash, shown)
  const source = same?.source ?? proposed.source
  const mapping = { ...proposed, source }
  const description = { ...shown, source }
  const mapperOptions: MapperOptions = {
    header: table.header,
    zone: context.zone,
    now: context.now,
    checkCharacters: !facts.utf8,
    watchOrder: !scan.whole && options.dateFormat === undefined,
    ...(options.keepPersonal ? { keepPersonal: true } : {}),
  }
  const mapRow = createRowMapper(mapping, mapperOptions)
  if (!options.acceptBadRows) refuseMostlyBad(sample, mapRow)
  const derivedIds = chosen.columns.externalId === undefined
  if (context.before && !same && chosen.columns.source === undefined) {
    const items = sample.map(mapRow).filter((item) => typeof item !== 'string')
    await refuseKnownRows(others, items, { derivedIds, own: source }, context.before.find)
  }
  return {
    file,
    name,
    table,
    opening,
    mapping,
    description,
    notes: [
      ...sheetNotes(table),
      ...titleNotes(table),
      ...question.notes,
      ...chosen.notes,
      ...commas.notes,
      ...dates.notes,
      ...(same ? [note('source', 'sameContent', { file: same.record.file })] : []),
    ],
    fingerprint: fingerprintOf(facts.hash, description),
    mapRow,
    mapperOptions,
    sample,
    expectedRows: scan.whole ? scan.rows : estimateRows(sample, facts.size),
    derivedIds,
  }
}

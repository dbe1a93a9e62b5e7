import { UserError } from '../core/errors.ts'
import { FEEDBACK_KINDS, type FeedbackKind, type Scale } from '../core/feedback.ts'
import { nearest } from '../language/nearest.ts'
import { plainName } from './header-words.ts'
import { FIELDS, type Field } from './types.ts'

/** Names that people give to fields, beside their own. */
const ALIASES: Readonly<Record<string, Field>> = {
  touchpoint: 'stage',
  id: 'externalId',
  date: 'at',
  time: 'at',
  comment: 'text',
  tag: 'tags',
  language: 'lang',
  rating: 'score',
  external_id: 'externalId',
  first_response_at: 'firstResponseAt',
  answered: 'firstResponseAt',
  resolved_at: 'resolvedAt',
  resolved: 'resolvedAt',
}

/** Fields that make no sense as one value for a whole file. */
const NOT_CONSTANT: readonly Field[] = [
  'score',
  'scale',
  'externalId',
  'text',
  'firstResponseAt',
  'resolvedAt',
]

export interface MapFlags {
  readonly columns: Readonly<Partial<Record<Field, readonly number[]>>>
  readonly factors: readonly { readonly factor: string; readonly column: number }[]
}

function fieldNamed(name: string): Field {
  const found =
    FIELDS.find((field) => field.toLowerCase() === name.toLowerCase()) ??
    ALIASES[name.toLowerCase()]
  if (found) return found
  throw new UserError(
    'import.unknownField',
    { value: name, known: [...FIELDS, 'touchpoint', 'factor'].join(', ') },
    nearest(name, [...FIELDS, ...Object.keys(ALIASES), 'factor']),
  )
}

function split(assignment: string, flag: string): readonly [string, string] {
  const at = assignment.indexOf('=')
  const name = assignment.slice(0, Math.max(at, 0)).trim()
  const value = assignment.slice(at + 1).trim()
  if (at < 1 || name === '' || value === '') {
    throw new UserError(
      'import.badAssignment',
      { flag, value: assignment },
      flag === '--map' ? '--map score=Rating' : '--set store=Vilnius',
    )
  }
  return [name, value]
}

/** Returns the index of a column by its name, case and punctuation aside, or by `#3`. */
function columnNamed(name: string, header: readonly string[]): number {
  const number = /^#(\d+)$/.exec(name)?.[1]
  if (number && Number(number) >= 1 && Number(number) <= header.length) return Number(number) - 1
  const exact = header.indexOf(name)
  if (exact >= 0) return exact
  const folded = header.findIndex((each) => each.toLowerCase() === name.toLowerCase())
  if (folded >= 0) return folded
  const plain = plainName(name)
  const loose = plain === '' ? -1 : header.findIndex((each) => plainName(each) === plain)
  if (loose >= 0) return loose
  throw new UserError(
    'import.unknownColumn',
    { value: name, known: header.slice(0, 20).join(' | ') + (header.length > 20 ? ' …' : '') },
    nearest(name, header),
  )
}

/** Reads `--map field=column`, `--map factor=Column` and `--map factor:NAME=Column`. */
export function parseMap(assignments: readonly string[], header: readonly string[]): MapFlags {
  const columns: Partial<Record<Field, number[]>> = {}
  const factors: { factor: string; column: number }[] = []
  for (const assignment of assignments) {
    const [name, value] = split(assignment, '--map')
    const column = columnNamed(value, header)
    const factor = /^factor(?::(.+))?$/i.exec(name)
    if (factor) {
      factors.push({ factor: factor[1]?.trim() ?? header[column] ?? value, column })
      continue
    }
    const field = fieldNamed(name)
    const known = columns[field]
    if (known && field !== 'text' && field !== 'tags') {
      throw new UserError('import.mappedTwice', { field })
    }
    columns[field] = [...(known ?? []), column]
  }
  return { columns, factors }
}

/** Reads `--set field=value`. */
export function parseSet(assignments: readonly string[]): Readonly<Partial<Record<Field, string>>> {
  const constants: Partial<Record<Field, string>> = {}
  for (const assignment of assignments) {
    const [name, value] = split(assignment, '--set')
    const field = fieldNamed(name)
    if (NOT_CONSTANT.includes(field)) throw new UserError('import.notSettable', { field })
    constants[field] = value
  }
  return constants
}

/** Reads `--kind`. Throws a UserError, with the nearest kind, for a word that is none. */
export function kindNamed(name: string): FeedbackKind {
  const found = FEEDBACK_KINDS.find((kind) => kind === name.trim().toLowerCase())
  if (found) return found
  throw new UserError(
    'import.unknownKind',
    { value: name, known: FEEDBACK_KINDS.join(', ') },
    nearest(name, FEEDBACK_KINDS),
  )
}

/** Reads `0..10`, also written `0-10`; `5..1` says that the lowest is the best. */
export function scaleNamed(text: string, reversed: boolean): Scale {
  const match = /^\s*(-?\d{1,4})\s*(?:\.\.|-|–|…|:)\s*(-?\d{1,4})\s*$/.exec(text)
  const [first, last] = [Number(match?.[1]), Number(match?.[2])]
  if (match && first < last) return { min: first, max: last, reversed }
  if (match && first > last) return { min: last, max: first, reversed: true }
  throw new UserError('import.badScaleFlag', { value: text }, '--scale 1..5')
}

import type { CommandDeclaration } from '../../src/core/command.ts'
import { quoteName } from '../../src/parse/index.ts'
import { isFilterOption, WORDS } from './options.ts'

export interface GivenOption {
  readonly name: string
  readonly value: string | number | boolean
  readonly focused?: boolean
}

/** A name in quotes, or what stands between two commas. */
const NAME = /\s*(?:"(?:\\.|[^"\\])*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|[^,]+)/g

/** A list of names: parted by commas, those with commas of their own in quotes. */
function names(value: string): string {
  return (value.match(NAME) ?? [])
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => (/^["“„«].*["“”»]$/.test(name) ? name : quoteName(name)))
    .join(',')
}

function clean(value: GivenOption['value']): string {
  return String(value)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

/** Returns the part of the command line that one typed option stands for. */
export function partOf(command: CommandDeclaration, given: GivenOption): string {
  const value = clean(given.value)
  if (value === '') return ''
  const { name } = given
  if (name === WORDS.by) return /^by\b/i.test(value) ? value : `by ${value}`
  if (name === WORDS.vs) return /^vs\b/i.test(value) ? value : `vs ${value}`
  if (name === WORDS.view) return /^as\b/i.test(value) ? value : `as ${value}`
  if (isFilterOption(command, name)) return `${name}:${names(value)}`
  const option = command.options.find((each) => each.name === name)
  if (option?.type === 'value') return `${name}:${quoteName(value)}`
  return value
}

/** The order in which the grammar reads best, and in which the line is shown to people. */
function rank(command: CommandDeclaration, name: string): number {
  if (name === command.subject?.name) return 0
  if (command.options.some((option) => option.name === name)) return 1
  if (name === WORDS.period) return 2
  if (name === WORDS.by) return 3
  if (name === WORDS.vs) return 4
  return name === WORDS.view ? 6 : 5
}

/** Returns the command line that the typed options of a command stand for, without the slash. */
export function lineOf(command: CommandDeclaration, given: readonly GivenOption[]): string {
  const ordered = [...given].sort(
    (one, other) => rank(command, one.name) - rank(command, other.name),
  )
  return [command.name, ...ordered.map((each) => partOf(command, each))]
    .filter((part) => part !== '')
    .join(' ')
}

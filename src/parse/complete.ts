import type { Completion } from '../core/adapter.ts'
import type { CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import { lookUp } from '../language/translate.ts'
import { readLeniently } from './arguments.ts'
import { type Candidate, candidates } from './candidates.ts'
import { readName } from './command-line.ts'
import { openLine } from './cursor.ts'
import type { Draft } from './draft.ts'
import type { CommandEnvironment } from './environment.ts'
import { nearestWords, readings } from './nearest.ts'
import { quoteName } from './readers.ts'
import { cleanLine } from './text.ts'
import { LONGEST_LINE } from './tokens.ts'
import { hasMeaning, meaningOf } from './vocabulary/index.ts'

export interface CompletionEnvironment extends CommandEnvironment {
  /** Names of a dimension that begin so, most used first. */
  readonly names: (dimension: Dimension, prefix: string) => Promise<readonly string[]>
}

const MOST_COMPLETIONS = 40
/** Where nothing is typed yet, some of every kind are shown. */
const MOST_OF_A_KIND = 8
const MOST_NAMES = 10
/** How many words before the one being typed may belong to the same phrase. */
const WORDS_BEFORE = 3

/** Returns where the word being typed begins: after the last space that is not between quotes. */
function wordStart(line: string): number {
  let start = 0
  let closer = ''
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    if (closer !== '') {
      if (closer.includes(character)) closer = ''
    } else if (character === ' ') start = index + 1
    else if ('"“„«'.includes(character)) closer = character === '«' ? '»' : '"”“'
  }
  return start
}

/** Returns the completions of a filter's value, such as `store:Alm`. */
async function completeValue(
  line: string,
  start: number,
  declaration: CommandDeclaration,
  environment: CompletionEnvironment,
): Promise<readonly Completion[] | undefined> {
  const match = /^([-–—]*([\p{L}\p{M}_][\p{L}\p{M}_-]*)[:：])(.*)$/u.exec(line.slice(start))
  const dimension = match ? meaningOf(match[2] ?? '', 'dimension')?.dimension : undefined
  if (!match) return undefined
  if (!dimension || !declaration.filters.includes(dimension)) return []
  const [, key = '', , value = ''] = match
  const comma = value.lastIndexOf(',')
  const before = value.slice(0, comma + 1)
  const prefix = value.slice(comma + 1).replace(/["“”„«»]/g, '')
  const names = await environment.names(dimension, prefix)
  return names
    .filter((name) => !before.split(',').includes(quoteName(name)))
    .slice(0, MOST_NAMES)
    .map((name) => ({
      line: `${line.slice(0, start)}${key}${before}${quoteName(name)}`,
      label: name,
      kind: 'value',
    }))
}

function completeCommand(line: string, environment: CompletionEnvironment): readonly Completion[] {
  const [, before = '', typed = ''] = /^([\s/]*)(.*)$/s.exec(line) ?? []
  const names = environment.registry.commands.map((command) => command.name)
  const typings = readings(typed)
  const fitting = names.filter((name) => typings.some((reading) => name.startsWith(reading)))
  return (fitting.length > 0 ? fitting : nearestWords(typed, names)).map((name) => {
    const detail = lookUp(environment.locale, `commands:${name}.description`)
    const shown = { line: `${before}${name}`, label: name, kind: 'command' as const }
    return detail === undefined ? shown : { ...shown, detail }
  })
}

/** Returns what the line up to the position gives already; undefined where it names no command. */
function givenBefore(
  line: string,
  environment: CompletionEnvironment,
):
  | { readonly draft: Draft; readonly declaration: CommandDeclaration; readonly last: string }
  | undefined {
  try {
    const cursor = openLine(line)
    const declaration = readName(cursor, environment)
    const last = cursor.tokens.length > cursor.index ? (cursor.tokens.at(-1)?.text ?? '') : ''
    return { draft: readLeniently(cursor, declaration, environment), declaration, last }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/**
 * Returns the ways to go on from the end of the line: commands first, then what
 * the command takes and has not been given, in the user's language first. Each
 * holds the whole line with it taken.
 */
export async function completeCommandLine(
  given: string,
  environment: CompletionEnvironment,
): Promise<readonly Completion[]> {
  if (given.length > LONGEST_LINE) return []
  const line = cleanLine(given)
  const start = wordStart(line)
  const whole = givenBefore(line.slice(0, start), environment)
  if (!whole) return line.slice(0, start).trim() === '' ? completeCommand(line, environment) : []
  const values = await completeValue(line, start, whole.declaration, environment)
  if (values) return values
  if (line.slice(start).startsWith('"')) return []
  const found: Completion[] = []
  const add = (candidate: Candidate, from: number): void => {
    const next = {
      line: line.slice(0, from) + candidate.text,
      label: candidate.text,
      kind: candidate.kind,
    }
    if (next.line === line || found.some((other) => other.line === next.line)) return
    const alike = found.filter((other) => other.kind === next.kind)
    if (from === line.length && alike.length >= MOST_OF_A_KIND) return
    found.push(candidate.detail === undefined ? next : { ...next, detail: candidate.detail })
  }
  for (const from of phraseStarts(line, start)) {
    if (found.length > 0 && !hasMeaning(whole.last, 'vs')) break
    const before = from === start ? whole : givenBefore(line.slice(0, from), environment)
    if (!before) continue
    const keyword = (['by', 'as'] as const).some((kind) => hasMeaning(before.last, kind))
    if (keyword && from === start) continue
    const possible = await candidates(before, line.slice(from), environment)
    for (const candidate of possible) add(candidate, from)
  }
  return found.slice(0, MOST_COMPLETIONS)
}

/** Returns where a phrase that is being typed may begin, the furthest back first. */
function phraseStarts(line: string, start: number): readonly number[] {
  const starts = [start]
  let position = start
  for (let words = 0; words < WORDS_BEFORE; words += 1) {
    const end = line.slice(0, position).trimEnd().length
    const from = line.lastIndexOf(' ', end - 1) + 1
    if (from === 0 || from >= position) break
    starts.unshift(from)
    position = from
  }
  return starts
}

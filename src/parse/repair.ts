import type { Command } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { type Cursor, openLine, plainWord } from './cursor.ts'
import type { CommandEnvironment } from './environment.ts'
import { nearestWords } from './nearest.ts'
import { nearestPeriod } from './nearest-period.ts'
import { quoteName } from './readers.ts'
import { fold } from './text.ts'
import { hasMeaning, meaningOf, suggestibleWords } from './vocabulary/index.ts'

/** How many lines are offered for one mistake, and how long they may be. */
const MOST_LINES = 24
const MOST_WORDS = 40

/** Mistakes that a slip in one word can make. */
const SLIPS: ReadonlySet<string> = new Set([
  'parse.unknown_command',
  'parse.unknown_word',
  'parse.too_many_subjects',
  'parse.unknown_role',
  'parse.unknown_dimension',
  'parse.unknown_baseline',
  'parse.unknown_view',
  'parse.unknown_filter',
  'parse.option_elsewhere',
  'parse.flag_in_line',
])

/** Without these words the line may be right. */
const SUPERFLUOUS: ReadonlySet<string> = new Set(['parse.option_elsewhere', 'parse.flag_in_line'])

function opened(line: string): Cursor | undefined {
  try {
    return openLine(line)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Returns the words that commands take besides the common grammar. */
function optionWords(environment: CommandEnvironment): readonly string[] {
  const options = environment.registry.commands.flatMap((command) => command.options)
  return options.flatMap((option) => (option.type === 'choice' ? option.values : [option.name]))
}

/** Returns the periods that one word of several may have been meant as: `lats-week`, `lastweek`. */
function nearestRuns(word: string): readonly string[] {
  if (word.length > 24) return []
  if (/[-_]/.test(word))
    return [nearestPeriod(word.replaceAll('_', '-'))].filter((found) => found !== undefined)
  const runs = []
  for (let at = 3; at <= word.length - 3; at += 1) {
    const [first, second] = [word.slice(0, at), word.slice(at)]
    if (!hasMeaning(first, 'last') && !hasMeaning(first, 'current')) continue
    const phrase = nearestPeriod(`${first} ${second}`)
    if (phrase !== undefined) runs.push(phrase)
  }
  return runs
}

/** Returns the command that a word after a metric's name calls: `nps trend`. */
function commandNamed(
  word: string,
  asked: string,
  { registry }: CommandEnvironment,
): Command | undefined {
  const takesWords = registry.find(asked)?.subject !== undefined
  return takesWords || meaningOf(word, 'dimension') ? undefined : registry.find(fold(word))
}

/** Returns what may stand in the place of one wrong word. */
function replacements(word: string, environment: CommandEnvironment): readonly string[] {
  const near = [
    ...nearestWords(word, optionWords(environment)),
    ...nearestWords(word, suggestibleWords(), 4),
  ]
  const kinds = [
    ...(meaningOf(word, 'dimension') ? [`by ${word}`] : []),
    ...(meaningOf(word, 'view') ? [`as ${word}`] : []),
    ...(hasMeaning(word, 'previous') || hasMeaning(word, 'target') ? [`vs ${word}`] : []),
    ...(fold(word) === 'yoy' ? ['vs yoy'] : []),
  ]
  return [
    ...kinds,
    ...nearestRuns(word),
    ...near,
    ...near.slice(0, 3).flatMap((name) => [`by ${name}`, `as ${name}`]),
  ]
}

/** Returns lines that may have been meant, likeliest first; not all of them are right. */
export function repairs(
  line: string,
  error: UserError,
  environment: CommandEnvironment,
): readonly string[] {
  if (!SLIPS.has(error.id)) return []
  const wrong = error.params['word'] ?? error.params['filter']
  const cursor = opened(line)
  if (typeof wrong !== 'string' || !cursor || cursor.tokens.length > MOST_WORDS) return []
  const lines: string[] = []
  let known: readonly string[] | undefined
  cursor.tokens.forEach((token, index) => {
    const own = token.key ?? token.text
    if (lines.length >= MOST_LINES || token.quoted || !fold(own).startsWith(fold(wrong))) return
    const before = cursor.line.slice(0, token.start)
    const after = cursor.line.slice(token.end)
    if (error.id === 'parse.unknown_command') {
      const names = environment.registry.commands.map((command) => command.name)
      const near = nearestWords(own.replace(/^\/+/, ''), names)
      if (index === 0) lines.push(...near.map((name) => name + after))
    } else if (SUPERFLUOUS.has(error.id)) {
      lines.push((before + after.trimStart()).trim())
      const value = cursor.tokens[index + 1]
      if (value) lines.push((before + cursor.line.slice(value.end).trimStart()).trim())
    } else if (token.key !== undefined) {
      if (error.suggestion !== undefined) lines.push(before + error.suggestion + after)
    } else {
      const filter = cursor.tokens[index - 1]
      if (filter?.key !== undefined) {
        const names = [...filter.parts.map((part) => part.text), token.text].join(' ')
        const joined = `${filter.key}:"${names.replaceAll('"', '')}"`
        lines.push(cursor.line.slice(0, filter.start) + joined + after)
      }
      const dimension = filter && meaningOf(filter.text, 'dimension')?.dimension
      if (filter && dimension && filter.key === undefined) {
        const by = cursor.tokens[index - 2]
        const start = by && hasMeaning(by.text, 'by') ? by.start : filter.start
        const value = quoteName(plainWord(token))
        lines.push(`${cursor.line.slice(0, start)}${dimension}:${value}${after}`)
      }
      const asked = cursor.tokens[0]?.text ?? ''
      const named = commandNamed(own, asked, environment)
      if (named && before.startsWith(asked)) {
        const rest = `${before.slice(asked.length)}${after.trimStart()}`.trim()
        lines.push(`${named.name} ${asked} ${rest}`.trim(), `${named.name} ${rest}`.trim())
      }
      const nearest = /^(?:by|vs|as) (.+)/.exec(error.suggestion ?? '')?.[1]
      if (nearest !== undefined) lines.push(before + nearest + after)
      known ??= named ? [] : replacements(own, environment)
      lines.push(...known.map((text) => before + text + after))
    }
  })
  return lines.slice(0, MOST_LINES)
}

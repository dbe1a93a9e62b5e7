import { UserError } from '../core/errors.ts'
import { openLine } from './cursor.ts'
import type { CommandEnvironment } from './environment.ts'
import { nearestWords } from './nearest.ts'
import { fold } from './text.ts'
import { knownWords, meaningOf } from './vocabulary/index.ts'

/** How many lines are tried. */
const TRIES = 12

/** Returns lines that may have been meant, likeliest first; not all of them are right. */
export function repairs(
  line: string,
  error: UserError,
  environment: CommandEnvironment,
): readonly string[] {
  const { word, filter, period } = error.params
  const wrong = [word, filter, period].find((param) => typeof param === 'string')
  if (typeof wrong !== 'string') return []
  let cursor: ReturnType<typeof openLine>
  try {
    cursor = openLine(line)
  } catch (fault) {
    if (fault instanceof UserError) return []
    throw fault
  }
  const { tokens } = cursor
  const replaced = (index: number, text: string, from = index): string => {
    const before = cursor.line.slice(0, tokens[from]?.start ?? 0)
    return (before + text + cursor.line.slice(tokens[index]?.end ?? 0)).trim()
  }
  const lines: string[] = []
  const { registry } = environment
  const names = registry.commands.map((command) => command.name)
  const choices = registry.commands.flatMap((command) =>
    command.options.flatMap((option) =>
      option.type === 'choice' ? option.values : [`${option.name}:`],
    ),
  )
  tokens.forEach((token, index) => {
    if (token.quoted || fold(token.key ?? token.text).slice(0, 60) !== fold(wrong)) return
    if (error.id === 'parse.unknown_command' && index === 0) {
      const rest = cursor.line.slice(token.end)
      for (const name of nearestWords(token.text.replace(/^\/+/, ''), names))
        lines.push(name + rest, name)
      return
    }
    const before = tokens[index - 1]
    if (before?.key !== undefined) {
      const value = `${before.parts.map((part) => part.text).join(',')} ${token.text}`
      lines.push(replaced(index, `${before.key}:"${value.replaceAll('"', '')}"`, index - 1))
    }
    if (meaningOf(token.text, 'dimension')) lines.push(replaced(index, `by ${token.text}`))
    if (meaningOf(token.text, 'view')) lines.push(replaced(index, `as ${token.text}`))
    if (token.key === undefined) {
      for (const near of nearestWords(token.text, [...choices, ...knownWords()]))
        lines.push(
          replaced(index, near),
          replaced(index, `by ${near}`),
          replaced(index, `as ${near}`),
        )
    } else if (error.suggestion !== undefined) lines.push(replaced(index, error.suggestion))
  })
  return lines.slice(0, TRIES * 3)
}

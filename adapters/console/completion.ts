import type { Completion } from '../../src/core/adapter.ts'

/**
 * Returns completions as readline takes them: what may stand in place of the last
 * word, and that word. Where a completion changes more than it, whole lines.
 */
export function lastWordChoices(
  line: string,
  completions: readonly Completion[],
): [string[], string] {
  const start = line.search(/(?<!\S)\S*$/)
  const head = line.slice(0, start)
  const slash = line.startsWith('/') ? '/' : ''
  const written = completions.map(({ line: whole }) => `${slash}${whole.replace(/^\//, '')}`)
  // The only choice is taken as a whole word, so that the next one can follow.
  const lines =
    written.length === 1 ? written.map((each) => each.replace(/(?<![\s:])$/, ' ')) : written
  return lines.every((each) => each.startsWith(head))
    ? [lines.map((each) => each.slice(start)), line.slice(start)]
    : [lines, line]
}

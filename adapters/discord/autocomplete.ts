import type { Completion } from '../../src/core/adapter.ts'
import type { Command } from '../../src/core/command.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { type GivenOption, lineOf, partOf } from './command-line.ts'
import { limits } from './limits.ts'
import { clip, plainWords } from './markdown.ts'
import { isFilterOption, WORDS } from './options.ts'

export interface Choice {
  readonly name: string
  readonly value: string
}

/** What is being typed: the line up to it, and which completions belong there. */
export interface Typing {
  readonly line: string
  readonly kinds: readonly Completion['kind'][]
  /** What stands before the completed word in the option's own value. */
  readonly before: string
}

/** Returns the line whose end is being typed; undefined where nothing is completed. */
export function typingOf(command: Command, given: readonly GivenOption[]): Typing | undefined {
  const focused = given.find(({ focused: here }) => here === true)
  if (!focused) return undefined
  const others = lineOf(
    command,
    given.filter((each) => each !== focused && String(each.value).trim() !== ''),
  )
  const typed = String(focused.value)
    .replace(/\p{Cc}+/gu, ' ')
    .trimStart()
  const { name } = focused
  if (isFilterOption(command, name)) {
    const comma = typed.lastIndexOf(',')
    const word = typed
      .slice(comma + 1)
      .trimStart()
      .replace(/["“”„«»]/g, '')
    return {
      line: `${others} ${name}:"${word}`,
      kinds: ['value'],
      before: comma < 0 ? '' : `${typed.slice(0, comma + 1)} `,
    }
  }
  if (name === WORDS.period) return { line: `${others} ${typed}`, kinds: ['period'], before: '' }
  if (name === WORDS.vs) {
    const part = typed === '' ? 'vs ' : partOf(command, { name, value: typed })
    return { line: `${others} ${part}`, kinds: ['baseline', 'period'], before: '' }
  }
  if (name === command.subject?.name) {
    return { line: `${command.name} ${typed}`, kinds: ['value', 'option'], before: '' }
  }
  return undefined
}

/** A name with a comma or a quote in it is written in quotes, so that it is taken as one. */
function written(label: string): string {
  return /[,"]/.test(label) ? `"${label.replace(/["\\]/g, '\\$&')}"` : label
}

/** Returns completions as Discord shows them, each once, within its limits. */
export function choicesOf(completions: readonly Completion[], typing: Typing): readonly Choice[] {
  const choices: Choice[] = []
  for (const { kind, label, detail } of completions) {
    if (!typing.kinds.includes(kind)) continue
    const bare = label.replace(/^vs /, '')
    const value = `${typing.before}${kind === 'value' ? written(bare) : bare}`
    const shown = detail === undefined ? `${typing.before}${bare}` : `${bare} – ${detail}`
    const name = clip(plainWords(tameLine(shown)), limits.choiceName)
    if (value.length > limits.choiceValue || value === '' || name === '') continue
    if (choices.some((choice) => choice.value === value)) continue
    choices.push({ name, value })
  }
  return choices.slice(0, limits.choices)
}

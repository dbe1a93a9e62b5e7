import type { CommandDeclaration, Option } from '../core/command.ts'
import type { Locale } from '../core/locale.ts'
import { lookUp, translator } from '../language/translate.ts'

/** Returns what a command is for, in one sentence. */
export function describe(command: string, locale: Locale): string {
  return lookUp(locale, `commands:${command}.description`) ?? command
}

/** Returns command lines that show what the command can do, the plainest first. */
export function examples(
  command: Pick<CommandDeclaration, 'name'>,
  locale: Locale,
  limit = Number.POSITIVE_INFINITY,
): readonly string[] {
  const first = lookUp(locale, `commands:${command.name}.example`)
  const more = lookUp(locale, `commands:${command.name}.more`)?.split('\n') ?? []
  return [...(first === undefined ? [] : [first]), ...more].slice(0, limit)
}

/** Returns ways to write a command that reads its line itself, each with what it does. */
export function usages(
  command: Pick<CommandDeclaration, 'name'>,
  locale: Locale,
): readonly { readonly written: string; readonly meaning: string }[] {
  const lines = lookUp(locale, `usage:${command.name}`)?.split('\n') ?? []
  return lines.map((line) => {
    const [written = line, meaning = ''] = line.split(' – ')
    return { written, meaning }
  })
}

/** Returns the grammar of a command in the form of a usage line. */
export function grammarOf(command: CommandDeclaration, locale: Locale): string {
  const translate = translator(locale)
  const period = translate('commands:help.period')
  const parts = [command.name]
  const { subject } = command
  if (subject) {
    const name = lookUp(locale, `commands:subjects.${subject.name}`) ?? subject.name
    const several = subject.max > 1 ? ' …' : ''
    parts.push(subject.required ? `<${name}>${several}` : `[<${name}>${several}]`)
  }
  parts.push(...command.options.map(optionGrammar))
  if (command.period) parts.push(`[${period}]`)
  if (command.breakdowns.length > 0) parts.push('[by …]')
  if (command.baselines) parts.push(`[vs prev|yoy|target|<${period}>]`)
  if (command.filters.length > 0) {
    parts.push(`[${translate('commands:help.filter')}:${translate('commands:help.value')}]…`)
  }
  if (command.views.length > 0) parts.push(`[as ${command.views.join('|')}]`)
  return parts.join(' ')
}

function optionGrammar(option: Option): string {
  return option.type === 'choice' ? `[${option.values.join('|')}]` : `[${option.name}:…]`
}

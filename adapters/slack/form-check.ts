import type { CommandRegistry } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import { mistakeText } from '../../src/language/mistake-text.ts'
import { formLine } from '../../src/report/form-line.ts'
import type { Submitted } from './form.ts'
import { limits } from './limits.ts'
import { cutTo } from './words.ts'

/**
 * Returns what is wrong with a submitted form as far as reading it tells, by the field at which
 * it is to be shown; undefined where nothing is. Nothing is looked up and nothing changed.
 */
export function formMistake(
  { command, values }: Pick<Submitted, 'command' | 'values'>,
  registry: CommandRegistry,
  { locale, now }: { readonly locale: Locale; readonly now: EpochSeconds },
): Readonly<Record<string, string>> | undefined {
  const [name = ''] = command.split(' ')
  const read = registry.find(name)?.read
  if (!read) return undefined
  function mistakeWith(given: Submitted['values']): UserError | undefined {
    const request = formLine(command, given).slice(name.length).trim()
    try {
      read?.(request, now)
    } catch (error) {
      if (error instanceof UserError) return error
      throw error
    }
    return undefined
  }
  const mistake = mistakeWith(values)
  if (!mistake) return undefined
  /** The field without which the form reads otherwise is the one that is wrong. */
  const wrong = values.find(([field, value]) => {
    if (value.trim() === '') return false
    return mistakeWith(values.filter(([other]) => other !== field))?.id !== mistake.id
  })
  const [field] = wrong ?? values[0] ?? []
  return field === undefined
    ? undefined
    : { [field]: cutTo(mistakeText(mistake, locale), limits.formMistake) }
}

import type { UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { lookUp } from './translate.ts'

/** Returns what a user did wrong, in the locale. */
export function mistakeText(error: UserError, locale: Locale): string {
  const dot = error.id.indexOf('.')
  const key = `${error.id.slice(0, dot)}:errors.${error.id.slice(dot + 1)}`
  return lookUp(locale, key, error.params) ?? error.message
}

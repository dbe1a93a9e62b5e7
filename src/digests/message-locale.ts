import { UserError } from '../core/errors.ts'
import { LOCALES, type Locale } from '../core/locale.ts'

/** Returns the language that `lang:…` asks messages in. Throws a UserError for any other word. */
export function readLocale(text: string): Locale {
  const locale = LOCALES.find((each) => each === text.toLowerCase())
  if (locale) return locale
  const value = text.slice(0, 60)
  throw new UserError('digests.unknown-language', { value, list: LOCALES.join(', ') }, 'lang:en')
}

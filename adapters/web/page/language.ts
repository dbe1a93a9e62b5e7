import { LOCALES, type Locale } from '../../../src/core/locale.ts'
import { announce } from './announce.ts'
import { element } from './dom.ts'
import { rememberChoice } from './memory.ts'
import { requestWords } from './requests.ts'
import { onWords, say, useWords } from './words.ts'

/** Each in its own language, so that everyone finds theirs. */
const NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  ru: 'Русский',
  kk: 'Қазақша',
  lt: 'Lietuvių',
}

let current: Locale = 'en'

/** Returns the language in which questions are asked. */
export function currentLocale(): Locale {
  return current
}

/** Returns the choice of a language, `first` chosen. Answers given before stay as they are. */
export function languageChoice(first: Locale): HTMLSelectElement {
  current = first
  const choice = element(
    'select',
    { class: 'language', id: 'language' },
    ...LOCALES.map((locale) =>
      element('option', { value: locale, lang: locale, selected: locale === first }, NAMES[locale]),
    ),
  )
  choice.addEventListener('change', async () => {
    const wanted = LOCALES.find((locale) => locale === choice.value) ?? current
    try {
      useWords(await requestWords(wanted), wanted)
      current = wanted
      rememberChoice('cxbot_locale', wanted)
    } catch {
      choice.value = current
      announce(say('failure.words'), 'urgent')
    }
  })
  onWords(() => choice.setAttribute('aria-label', say('header.language')))
  return choice
}

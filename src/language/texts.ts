import { readdirSync, readFileSync } from 'node:fs'
import type { Locale } from '../core/locale.ts'
import { shipped } from '../shipped.ts'
import type { en } from './locales/en/index.ts'

/** Every text of a language, by namespace; the English files say which there are. */
export type Texts = typeof en

const read = new Map<Locale, Texts>()

/** Returns the texts of a language, whose files are read when it is first asked for. */
export function textsOf(locale: Locale): Texts {
  let texts = read.get(locale)
  if (!texts) {
    texts = readTexts(locale)
    read.set(locale, texts)
  }
  return texts
}

function readTexts(locale: Locale): Texts {
  const languages = shipped('locales/')
  if (!languages) throw new Error('the texts of the languages are missing')
  const folder = new URL(`${locale}/`, languages)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const texts = files.map((name): [string, unknown] => [
    name.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ])
  return Object.fromEntries(texts) as Texts
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Locale } from '../core/locale.ts'
import type { en } from './locales/en/index.ts'

/** Every text of a language, by namespace; the English files say which there are. */
export type Texts = typeof en

/** Beside the sources, beside the bundle or its chunks, and in a checkout that a tool runs in. */
const FOLDERS = ['./locales/', '../locales/', '../../src/language/locales/']

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
  const folder = FOLDERS.map((place) => new URL(`${place}${locale}/`, import.meta.url)).find(
    (place) => existsSync(new URL('common.json', place)),
  )
  if (!folder) throw new Error(`the texts of the language ${locale} are missing`)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const texts = files.map((name): [string, unknown] => [
    name.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ])
  return Object.fromEntries(texts) as Texts
}

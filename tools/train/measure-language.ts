import type { Analyzer } from '../../src/analysis/index.ts'
import { readLabelled } from './feedback-data.ts'
import type { Figure } from './figure.ts'

function plainLetters(text: string): string {
  const kazakh: Readonly<Record<string, string>> = {
    ә: 'а',
    ғ: 'г',
    қ: 'к',
    ң: 'н',
    ө: 'о',
    ұ: 'у',
    ү: 'у',
    һ: 'х',
    і: 'и',
  }
  return text
    .toLowerCase()
    .replace(/[әғқңөұүһі]/g, (letter) => kazakh[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
}

function opening(text: string): string {
  let out = ''
  for (const word of text.split(/\s+/)) {
    if (`${out} ${word}`.length > 19) break
    out = `${out} ${word}`.trim()
  }
  return out
}

/** Language identification on texts that it was not learned from. */
export function languageFigures(
  folder: string,
  analyzer: Analyzer,
  others: readonly string[],
): Figure[] {
  const texts = (name: string, limit: number) =>
    readLabelled(folder, name)
      .map((row) => row.text)
      .filter((text) => (text.match(/\p{L}{2,}/gu) ?? []).length >= 3)
      .slice(0, limit)
  const sets: Readonly<Record<string, readonly string[]>> = {
    en: texts('en_mams_atsa_dev.jsonl', 400),
    ru: texts('ru_mabsa_dev.jsonl', 400),
    kk: texts('kk_kazsandra_dev.jsonl', 400),
    lt: texts('lt_reviews_dev.jsonl', 400),
  }
  const share = (what: string, change: (text: string) => string): Figure => {
    let right = 0
    let n = 0
    for (const [lang, list] of Object.entries(sets)) {
      for (const text of list) {
        const changed = change(text)
        if ((changed.match(/\p{L}{2,}/gu) ?? []).length < 2) continue
        n++
        if (analyzer.analyze(changed).lang === lang) right++
      }
    }
    return { what, n, value: right / n, unit: 'share' }
  }
  const rejected = others.filter((text) => analyzer.analyze(text).lang === 'other').length
  return [
    share('language, whole texts', (text) => text),
    share('language, without diacritics', plainLetters),
    share('language, under 20 characters', opening),
    {
      what: 'other languages told apart',
      n: others.length,
      value: rejected / others.length,
      unit: 'share',
    },
  ]
}

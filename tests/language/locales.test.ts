import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { textsOf } from '../../src/language/texts.ts'
import { translator } from '../../src/language/translate.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Every text of a language by its full key, such as `report:headline.few_one`. */
function texts(locale: Locale): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (tree: object, path: string) => {
    for (const [key, value] of Object.entries(tree)) {
      const name = path.endsWith(':') ? path + key : `${path}.${key}`
      if (typeof value === 'string') found.set(name, value)
      else walk(value, name)
    }
  }
  for (const [namespace, tree] of Object.entries(textsOf(locale))) walk(tree, `${namespace}:`)
  return found
}

function base(key: string): string {
  return key.replace(PLURAL, '')
}

/** A placeholder that stands for another one: a quarter in Roman numerals. */
const ALIASES: Readonly<Record<string, string>> = { roman: 'quarter' }

function placeholders(text: string): string[] {
  const names = [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? '')
  return [...new Set(names.map((name) => ALIASES[name] ?? name))].sort()
}

const english = texts('en')

describe.each(LOCALES)('the texts in %s', (locale) => {
  const own = texts(locale)
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories

  test('say everything that the English ones say, and nothing else', () => {
    const wanted = new Set([...english.keys()].map(base))
    const there = new Set([...own.keys()].map(base))
    expect([...wanted].filter((key) => !there.has(key))).toEqual([])
    expect([...there].filter((key) => !wanted.has(key))).toEqual([])
  })

  test('are not empty, and have no space at an end but for lists of examples', () => {
    const odd = [...own].filter(([key, text]) => text !== text.trim() && !/examples$/.test(key))
    expect(odd).toEqual([])
    expect([...own].filter(([, text]) => text === '')).toEqual([])
  })

  test('have each plural form of the language where a number chooses it, and no other', () => {
    const counted = new Set([...own.keys()].filter((key) => PLURAL.test(key)).map(base))
    const wrong: string[] = []
    for (const key of counted) {
      const forms = [...own.keys()].filter((each) => PLURAL.test(each) && base(each) === key)
      const given = forms.map((form) => PLURAL.exec(form)?.[1] ?? '').sort()
      if (given.join() !== [...categories].sort().join()) wrong.push(`${key}: ${given.join(', ')}`)
    }
    expect(wrong).toEqual([])
  })

  test('use the placeholders that the English ones use', () => {
    const wrong: string[] = []
    for (const [key, text] of own) {
      const models = [...english].filter(([other]) => base(other) === base(key))
      const allowed = new Set(models.flatMap(([, model]) => placeholders(model)))
      const needed = [...allowed].filter((name) => name !== 'count' || !PLURAL.test(key))
      const used = placeholders(text)
      const missing = needed.filter((name) => !used.includes(name))
      const unknown = used.filter((name) => !allowed.has(name))
      if (missing.length + unknown.length > 0) {
        wrong.push(`${key}: missing ${missing.join()}, unknown ${unknown.join()}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

test('no text was left in English', () => {
  const same = [...english].filter(([key, text]) => {
    const letters = text.replace(/\{\{[^}]*\}\}/g, '').match(/\p{L}{4,}/gu) ?? []
    const isWords = letters.length >= 4 && !/(example|examples|more|\.source)$/.test(key)
    return (
      isWords && (['ru', 'kk', 'lt'] as const).some((locale) => texts(locale).get(key) === text)
    )
  })
  expect(same).toEqual([])
})

test('Kazakh is written in Cyrillic, Lithuanian in Latin letters', () => {
  const cyrillic = /\p{Script=Cyrillic}/u
  expect([...texts('lt')].filter(([, text]) => cyrillic.test(text))).toEqual([])
  const all = [...texts('kk').values()].join(' ')
  expect(all).toMatch(/[әғқңөұүһі]/)
})

test('a number chooses its plural form', () => {
  const said = (locale: Locale, counts: readonly number[]) =>
    counts.map((count) => translator(locale)('report:answers', { count, formatted: count }))
  expect(said('ru', [1, 3, 5, 21])).toEqual(['1 ответ', '3 ответа', '5 ответов', '21 ответ'])
  expect(said('lt', [1, 3, 10, 21])).toEqual([
    '1 atsakymas',
    '3 atsakymai',
    '10 atsakymų',
    '21 atsakymas',
  ])
  expect(said('kk', [1, 5])).toEqual(['1 жауап', '5 жауап'])
})

test('every key that the code names is there', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const known = new Set([...english.keys()].map(base))
  const missing: string[] = []
  for (const folder of ['src', 'commands', 'adapters', 'storage']) {
    for (const file of readdirSync(root + folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue
      const text = readFileSync(`${root}${folder}/${file}`, 'utf8')
      for (const match of text.matchAll(/UserError\(\s*'([a-z]+)\.([\w-]+)'/g)) {
        const key = `${match[1]}:errors.${match[2]}`
        if (!known.has(key)) missing.push(`${folder}/${file}: ${key}`)
      }
    }
  }
  expect(missing).toEqual([])
})

import type { Analyzer, Polarity } from '../../src/analysis/index.ts'
import { POLARITIES } from '../../src/analysis/types.ts'
import { aspectRows, targetRows } from './aspect-data.ts'
import { type Part, readLabelled } from './feedback-data.ts'
import { foldOf, type Scores, scoresOf } from './scores.ts'
import { type SentimentRow, sentimentRows } from './sentiment-data.ts'

/** One line of figures. */
export interface Figure {
  readonly what: string
  readonly n: number
  readonly value: number
  readonly unit: 'macro-F1' | 'accuracy' | 'micro-F1' | 'points' | 'share'
}

const HELD: Part = 'held-out'

/** Judges a text: the polarity of the whole. */
export type Judge = (text: string, lang: string) => Polarity

/** Test sets of sentiment, all of them held out. */
export function sentimentSets(
  folder: string,
): { name: string; lang: string; classes: 2 | 3; rows: SentimentRow[] }[] {
  const en = sentimentRows(folder, 'en', HELD)
  const ru = sentimentRows(folder, 'ru', HELD)
  const kk = sentimentRows(folder, 'kk', HELD).filter((row) => row.domain !== 'kazsandra')
  const lt = readLabelled(folder, 'lt_reviews_dev.jsonl').flatMap((row) =>
    row.label ? [{ text: row.text, label: row.label, domain: row.domain ?? '', weight: 1 }] : [],
  )
  const within = (rows: SentimentRow[], domains: readonly string[]) =>
    rows.filter((row) => domains.includes(row.domain))
  const sharp = (rows: SentimentRow[]) => rows.filter((row) => row.label !== 'neutral')
  return [
    { name: 'en restaurants', lang: 'en', classes: 3, rows: within(en, ['restaurant']) },
    { name: 'en products', lang: 'en', classes: 3, rows: within(en, ['laptop', 'phone', 'food']) },
    {
      name: 'en products, restaurants, films',
      lang: 'en',
      classes: 2,
      rows: sharp(within(en, ['amazon', 'yelp', 'imdb'])),
    },
    { name: 'en tweets', lang: 'en', classes: 3, rows: within(en, ['tweets']) },
    { name: 'ru restaurants', lang: 'ru', classes: 3, rows: within(ru, ['restaurant']) },
    {
      name: 'ru other domains',
      lang: 'ru',
      classes: 3,
      rows: within(ru, ['laptop', 'phone', 'food', 'hotel', 'coursera']),
    },
    { name: 'kk reviews', lang: 'kk', classes: 3, rows: kk },
    { name: 'kk reviews', lang: 'kk', classes: 2, rows: sharp(kk) },
    { name: 'lt reviews', lang: 'lt', classes: 3, rows: lt },
  ]
}

/** Scores of a judge on rows. */
export function judgeScores(
  rows: readonly SentimentRow[],
  classes: number,
  lang: string,
  judge: Judge,
): Scores {
  const right = rows.map((row) => POLARITIES.indexOf(row.label))
  const given = rows.map((row) => POLARITIES.indexOf(judge(row.text, lang)))
  return scoresOf(right, given, classes)
}

/** The analyser as a judge; with two classes, the sign of the score decides. */
export function analyzerJudge(analyzer: Analyzer, classes: number): Judge {
  return (text, lang) => {
    const { sentiment, score } = analyzer.analyze(text, { lang })
    return classes === 3 ? sentiment : score >= 0 ? 'positive' : 'negative'
  }
}

const NEGATOR: Readonly<Record<string, RegExp>> = {
  en: /\b(not|no|never|nothing|nobody|none|neither|nor|without|cannot)\b|n['’]t\b/i,
  ru: /(^|[^а-яё])(не|ни|нет|без|нельзя|никогда|ничего)([^а-яё]|$)/i,
}

/** Accuracy with a negator less accuracy without one, in points, over two classes. */
export function negatorGap(rows: readonly SentimentRow[], lang: string, judge: Judge): Figure {
  const sharp = rows.filter((row) => row.label !== 'neutral')
  const has = (row: SentimentRow) => NEGATOR[lang]?.test(row.text) ?? false
  const accuracy = (some: readonly SentimentRow[]) =>
    some.filter((row) => judge(row.text, lang) === row.label).length / some.length
  const negated = sharp.filter(has)
  const gap = accuracy(sharp.filter((row) => !has(row))) - accuracy(negated)
  return { what: `${lang} negator gap`, n: negated.length, value: 100 * gap, unit: 'points' }
}

const GROUPS: Readonly<Record<string, string>> = {
  food: 'food',
  staff: 'staff',
  speed: 'staff',
  price: 'price',
  place: 'place',
  location: 'location',
  general: 'general',
}

/** Detection and polarity of aspects in restaurant sentences. */
export function aspectFigures(folder: string, analyzer: Analyzer, lang: 'en' | 'ru'): Figure[] {
  const rows = aspectRows({ folder, part: HELD }, lang).filter((row) => row.domain === 'restaurant')
  let hits = 0
  let wrong = 0
  let missed = 0
  let judged = 0
  let agreed = 0
  for (const row of rows) {
    const found = new Map<string, Polarity>()
    for (const { aspect, polarity } of analyzer.analyze(row.text, { lang }).aspects) {
      const group = GROUPS[aspect]
      if (group && !found.has(group)) found.set(group, polarity)
    }
    const right = new Map([...row.aspects].map(([key, polarity]) => [GROUPS[key], polarity]))
    for (const [group, polarity] of right) {
      if (group === undefined) continue
      const given = found.get(group)
      if (given === undefined) missed++
      else {
        hits++
        if (polarity !== undefined) {
          judged++
          if (given === polarity) agreed++
        }
      }
    }
    for (const group of found.keys()) if (!right.has(group)) wrong++
  }
  return [
    {
      what: `${lang} aspects of restaurants`,
      n: rows.length,
      value: (2 * hits) / (2 * hits + wrong + missed),
      unit: 'micro-F1',
    },
    {
      what: `${lang} polarity of found aspects`,
      n: judged,
      value: agreed / judged,
      unit: 'accuracy',
    },
  ]
}

/** Polarity towards names in sentences with several. */
export function targetFigure(folder: string, analyzer: Analyzer): Figure {
  const rows = targetRows({ folder, part: HELD }, 'en').filter((row) => row.domain === 'mams-dev')
  const right = rows.filter((row) => {
    const target = row.text.slice(row.from, row.to)
    return analyzer.analyze(row.text, { lang: 'en', target }).target?.polarity === row.polarity
  })
  return {
    what: 'en polarity towards a name',
    n: rows.length,
    value: right.length / rows.length,
    unit: 'accuracy',
  }
}

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

/** Returns an analyser that has learned from texts. */
export type Teach = (rows: readonly SentimentRow[]) => Analyzer

const CORRECTIONS = 200

/** Macro-F1 in a domain before and after 200 corrections; the analyser must not know the domain. */
export function learningFigures(
  rows: readonly SentimentRow[],
  lang: string,
  name: string,
  analyzer: Analyzer,
  teach: Teach,
): Figure[] {
  const test = rows.filter((row) => foldOf(row.text, 2) === 0)
  const taught = rows.filter((row) => foldOf(row.text, 2) === 1).slice(0, CORRECTIONS)
  const before = judgeScores(test, 3, lang, analyzerJudge(analyzer, 3)).macroF1
  const after = judgeScores(test, 3, lang, analyzerJudge(teach(taught), 3)).macroF1
  return [
    { what: `${name} before corrections`, n: test.length, value: before, unit: 'macro-F1' },
    {
      what: `${name} after ${taught.length} corrections`,
      n: test.length,
      value: after,
      unit: 'macro-F1',
    },
  ]
}

/** Every figure of an analyser whose models were trained without the held-out texts. */
export function measureAll(
  folder: string,
  analyzer: Analyzer,
  others: readonly string[],
): Figure[] {
  const sets = sentimentSets(folder)
  const sentiment = sets.flatMap(({ name, lang, classes, rows }): Figure[] => {
    const scores = judgeScores(rows, classes, lang, analyzerJudge(analyzer, classes))
    const what = `${name}, ${classes} classes`
    return [
      { what, n: rows.length, value: scores.macroF1, unit: 'macro-F1' },
      { what, n: rows.length, value: scores.accuracy, unit: 'accuracy' },
    ]
  })
  const gaps = (['en', 'ru'] as const).map((lang) => {
    const rows = sets.filter((set) => set.lang === lang).flatMap((set) => set.rows)
    return negatorGap(rows, lang, analyzerJudge(analyzer, 2))
  })
  return [
    ...sentiment,
    ...gaps,
    ...aspectFigures(folder, analyzer, 'en'),
    ...aspectFigures(folder, analyzer, 'ru'),
    targetFigure(folder, analyzer),
    ...languageFigures(folder, analyzer, others),
  ]
}

import { type Analyzer, POLARITIES, type Polarity } from '../../src/analysis/index.ts'
import { type Part, readLabelled } from './feedback-data.ts'
import type { Figure } from './figure.ts'
import { type Scores, scoresOf } from './scores.ts'
import { type SentimentRow, sentimentRows } from './sentiment-data.ts'

const HELD: Part = 'held-out'

/** Judges a text: the polarity of the whole. */
export type Judge = (text: string, lang: string) => Polarity

/** A test set of sentiment: domains of a language's texts. */
export interface SentimentSet {
  readonly name: string
  readonly lang: 'en' | 'ru'
  readonly classes: 2 | 3
  readonly domains: readonly string[]
}

export const SENTIMENT_SETS: readonly SentimentSet[] = [
  { name: 'en restaurants', lang: 'en', classes: 3, domains: ['restaurant'] },
  { name: 'en products', lang: 'en', classes: 3, domains: ['laptop', 'phone', 'food'] },
  {
    name: 'en products, restaurants, films',
    lang: 'en',
    classes: 2,
    domains: ['amazon', 'yelp', 'imdb'],
  },
  { name: 'en tweets', lang: 'en', classes: 3, domains: ['tweets'] },
  { name: 'ru restaurants', lang: 'ru', classes: 3, domains: ['restaurant'] },
  {
    name: 'ru other domains',
    lang: 'ru',
    classes: 3,
    domains: ['laptop', 'phone', 'food', 'hotel', 'coursera'],
  },
  { name: 'en own sentences', lang: 'en', classes: 3, domains: ['own'] },
  { name: 'ru own sentences', lang: 'ru', classes: 3, domains: ['own'] },
]

/** Test sets of sentiment, all of them held out. */
export function sentimentSets(
  folder: string,
): { name: string; lang: string; classes: 2 | 3; rows: SentimentRow[] }[] {
  const held = { en: sentimentRows(folder, 'en', HELD), ru: sentimentRows(folder, 'ru', HELD) }
  const kk = sentimentRows(folder, 'kk', HELD).filter(
    ({ domain }) => domain !== 'kazsandra' && domain !== 'own',
  )
  const lt = readLabelled(folder, 'lt_reviews_dev.jsonl').flatMap((row) =>
    row.label ? [{ text: row.text, label: row.label, domain: row.domain ?? '', weight: 1 }] : [],
  )
  const own = (['kk', 'lt'] as const).map((lang) => ({
    name: `${lang} own sentences`,
    lang,
    classes: 3 as const,
    rows: sentimentRows(folder, lang, HELD).filter((row) => row.domain === 'own'),
  }))
  const sharp = (rows: SentimentRow[]) => rows.filter((row) => row.label !== 'neutral')
  return [
    ...SENTIMENT_SETS.map(({ name, lang, classes, domains }) => {
      const rows = held[lang].filter((row) => domains.includes(row.domain))
      return { name, lang, classes, rows: classes === 3 ? rows : sharp(rows) }
    }),
    { name: 'kk reviews', lang: 'kk', classes: 3, rows: kk },
    { name: 'kk reviews', lang: 'kk', classes: 2, rows: sharp(kk) },
    { name: 'lt reviews', lang: 'lt', classes: 3, rows: lt },
    ...own,
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

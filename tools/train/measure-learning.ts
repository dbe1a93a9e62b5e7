import type { Analysis, Analyzer, Correction, Polarity } from '../../src/analysis/index.ts'
import type { AspectRow } from './aspect-data.ts'
import type { Figure } from './figure.ts'
import { analyzerJudge, judgeScores } from './measure-sentiment.ts'
import { foldOf } from './scores.ts'
import type { SentimentRow } from './sentiment-data.ts'

const CORRECTIONS = 200

/** Returns an analyser that has learned from corrections. */
export type Teach = (corrections: readonly Correction[]) => Analyzer

function halves<Row extends { readonly text: string }>(rows: readonly Row[]): readonly Row[][] {
  return [0, 1].map((half) => rows.filter(({ text }) => foldOf(text, 2) === half))
}

/** Macro-F1 in a domain before and after 200 corrections; the analyser must not know the domain. */
export function sentimentLearning(
  rows: readonly SentimentRow[],
  lang: string,
  name: string,
  analyzer: Analyzer,
  teach: Teach,
): Figure[] {
  const [test = [], taught = []] = halves(rows)
  const corrections = taught
    .slice(0, CORRECTIONS)
    .map(({ text, label }) => ({ text, lang, sentiment: label }))
  const before = judgeScores(test, 3, lang, analyzerJudge(analyzer, 3)).macroF1
  const after = judgeScores(test, 3, lang, analyzerJudge(teach(corrections), 3)).macroF1
  return [
    { what: `${name} before corrections`, n: test.length, value: before, unit: 'macro-F1' },
    {
      what: `${name} after ${corrections.length} corrections`,
      n: test.length,
      value: after,
      unit: 'macro-F1',
    },
  ]
}

/** What a person would set right in the aspects of a text. */
export function aspectCorrections(
  row: AspectRow,
  lang: string,
  { aspects }: Analysis,
): Correction[] {
  const found = new Map(aspects.map(({ aspect, polarity }) => [aspect, polarity]))
  const right = [...row.aspects].flatMap(([aspect, polarity]) =>
    polarity !== undefined && found.get(aspect) !== polarity
      ? [{ text: row.text, lang, aspect, polarity }]
      : [],
  )
  const wrong = [...found.keys()]
    .filter((aspect) => !row.aspects.has(aspect))
    .map((aspect) => ({ text: row.text, lang, aspect, polarity: 'none' as const }))
  return [...right, ...wrong]
}

/** F1 of the aspects of texts, and accuracy of the polarity of those that were found. */
export function aspectScores(
  rows: readonly AspectRow[],
  lang: string,
  analyzer: Analyzer,
): { readonly f1: number; readonly polarity: number } {
  let hits = 0
  let wrong = 0
  let missed = 0
  let judged = 0
  let agreed = 0
  for (const { text, aspects } of rows) {
    const found = new Map<string, Polarity>(
      analyzer.analyze(text, { lang }).aspects.map(({ aspect, polarity }) => [aspect, polarity]),
    )
    for (const [aspect, polarity] of aspects) {
      const given = found.get(aspect)
      if (given === undefined) missed++
      else hits++
      if (given === undefined || polarity === undefined) continue
      judged++
      if (given === polarity) agreed++
    }
    for (const aspect of found.keys()) if (!aspects.has(aspect)) wrong++
  }
  return { f1: (2 * hits) / (2 * hits + wrong + missed), polarity: agreed / judged }
}

/** Aspects in a domain before and after 200 corrections; the analyser must not know the domain. */
export function aspectLearning(
  rows: readonly AspectRow[],
  lang: string,
  name: string,
  analyzer: Analyzer,
  teach: Teach,
): Figure[] {
  const [test = [], taught = []] = halves(rows)
  const corrections = taught
    .flatMap((row) => aspectCorrections(row, lang, analyzer.analyze(row.text, { lang })))
    .slice(0, CORRECTIONS)
  const before = aspectScores(test, lang, analyzer)
  const after = aspectScores(test, lang, teach(corrections))
  const figures = (when: string, { f1, polarity }: typeof before): Figure[] => [
    { what: `${name} ${when}`, n: test.length, value: f1, unit: 'micro-F1' },
    { what: `${name} ${when}, polarity`, n: test.length, value: polarity, unit: 'accuracy' },
  ]
  return [
    ...figures('before corrections', before),
    ...figures(`after ${corrections.length} corrections`, after),
  ]
}

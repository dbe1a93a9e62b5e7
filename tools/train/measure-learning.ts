import type { Analysis, Analyzer, Correction, Polarity } from '../../src/analysis/index.ts'
import type { AspectRow } from './aspect-data.ts'
import type { Figure } from './figure.ts'
import { analyzerJudge, judgeScores } from './measure-sentiment.ts'
import {
  CORRECTIONS,
  mean,
  meanFigure,
  type NewDomain,
  splits,
  whileReading,
} from './new-domain.ts'
import type { SentimentRow } from './sentiment-data.ts'

/**
 * Macro-F1 in a domain before corrections, and the points that they bring: of texts as they
 * come, right or wrong; of those that were misread before anything was taught; of those that are
 * misread at the time; and of all that is left.
 */
export function sentimentLearning(rows: readonly SentimentRow[], domain: NewDomain): Figure[] {
  const { name, lang, analyzer, teach } = domain
  const correct = ({ text, label }: SentimentRow) => ({ text, lang, sentiment: label })
  const misread = ({ text, label }: SentimentRow, by: Analyzer) =>
    by.analyze(text, { lang }).sentiment !== label
  const misreadBy = (row: SentimentRow, by: Analyzer) => (misread(row, by) ? [correct(row)] : [])
  const before: number[] = []
  const gains = new Map<string, { readonly count: number[]; readonly points: number[] }>()
  for (const { test, taught } of splits(rows)) {
    const score = (by: Analyzer) => judgeScores(test, 3, lang, analyzerJudge(by, 3)).macroF1
    const base = score(analyzer)
    before.push(base)
    const lessons: Readonly<Record<string, readonly Correction[]>> = {
      'texts as they come': taught.slice(0, CORRECTIONS).map(correct),
      'texts misread at first': taught
        .flatMap((row) => misreadBy(row, analyzer))
        .slice(0, CORRECTIONS),
      'texts misread by then': whileReading(domain, taught, misreadBy),
      'texts, all that are left': taught.slice(0, 10 * CORRECTIONS).map(correct),
    }
    for (const [what, corrections] of Object.entries(lessons)) {
      const gain = gains.get(what) ?? { count: [], points: [] }
      gain.count.push(corrections.length)
      gain.points.push(100 * (score(teach(corrections)) - base))
      gains.set(what, gain)
    }
  }
  return [
    meanFigure(`${name} before corrections`, 'macro-F1', rows.length, before),
    ...[...gains].map(([what, { count, points }]) =>
      meanFigure(`  ${Math.round(mean(count))} ${what}`, 'points', rows.length, points),
    ),
  ]
}

/** What a person would set right in the aspects of a text. */
function aspectCorrections(row: AspectRow, lang: string, { aspects }: Analysis): Correction[] {
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
function aspectScores(
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

/**
 * Aspects in a domain before corrections, and the points that they bring: of what was found
 * before anything was taught, and of what is found at the time.
 */
export function aspectLearning(rows: readonly AspectRow[], domain: NewDomain): Figure[] {
  const { name, lang, analyzer, teach } = domain
  const correct = (row: AspectRow, by: Analyzer) =>
    aspectCorrections(row, lang, by.analyze(row.text, { lang }))
  const before: number[] = []
  const polarity: number[] = []
  const gains = new Map<string, Readonly<Record<'count' | 'found' | 'polarity', number[]>>>()
  for (const { test, taught } of splits(rows)) {
    const base = aspectScores(test, lang, analyzer)
    before.push(base.f1)
    polarity.push(base.polarity)
    const lessons: Readonly<Record<string, readonly Correction[]>> = {
      'aspects misread at first': taught.flatMap((row) => correct(row, analyzer)),
      'aspects misread by then': whileReading(domain, taught, correct),
    }
    for (const [what, all] of Object.entries(lessons)) {
      const corrections = all.slice(0, CORRECTIONS)
      const after = aspectScores(test, lang, teach(corrections))
      const gain = gains.get(what) ?? { count: [], found: [], polarity: [] }
      gain.count.push(corrections.length)
      gain.found.push(100 * (after.f1 - base.f1))
      gain.polarity.push(100 * (after.polarity - base.polarity))
      gains.set(what, gain)
    }
  }
  return [
    meanFigure(`${name} aspects before corrections`, 'micro-F1', rows.length, before),
    meanFigure(`${name} polarity before corrections`, 'accuracy', rows.length, polarity),
    ...[...gains].flatMap(([what, { count, found, polarity: judged }]) => {
      const taught = `  ${Math.round(mean(count))} ${what}`
      return [
        meanFigure(taught, 'points', rows.length, found),
        meanFigure(`${taught}: polarity`, 'points', rows.length, judged),
      ]
    }),
  ]
}

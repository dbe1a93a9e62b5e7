import { compileAspectWords } from '../../src/analysis/aspect-words.ts'
import {
  createReader,
  type ExtraLexicon,
  readAspectWords,
  readFeatures,
  readTokens,
  readWords,
} from '../../src/analysis/reader.ts'
import { aspectDense, aspectDenseCount } from '../../src/analysis/sentence-aspects.ts'
import { defaultTaxonomy } from '../../src/analysis/taxonomy.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { AspectRow } from './aspect-data.ts'
import { labelInformativeness } from './informativeness.ts'
import { type Example, scoreExample, type Trained, train } from './logistic.ts'
import { foldOf } from './scores.ts'

/** Texts that a label needs before it is learned; the others stand on words alone. */
const LEAST_TEXTS = 40
const FOLDS = 5

export interface AspectExample extends Example {
  readonly row: AspectRow
  /** Labels that a word of the taxonomy names, as bits. */
  readonly named: number
}

/** Returns the taxonomy keys with enough texts to learn from. */
export function learnableLabels(rows: readonly AspectRow[]): string[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    for (const key of row.aspects.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return defaultTaxonomy()
    .aspects.map(({ key }) => key)
    .filter((key) => (counts.get(key) ?? 0) >= LEAST_TEXTS)
}

/** In MAMS a neutral category is one that is only mentioned: it is no opinion. */
function speaksOf(row: AspectRow, key: string): boolean {
  return row.aspects.has(key) && !(row.domain === 'mams' && row.aspects.get(key) === 'neutral')
}

/** Returns rows with the features of the aspect head. */
export function aspectExamples(
  rows: readonly AspectRow[],
  lang: Locale,
  labels: readonly string[],
  extra: ExtraLexicon | undefined,
): AspectExample[] {
  const reader = createReader()
  const taxonomy = defaultTaxonomy()
  const words = compileAspectWords(taxonomy, lang)
  const labelOf = Int32Array.from(taxonomy.aspects, ({ key }) => labels.indexOf(key))
  return rows.map((row) => {
    readTokens(reader, row.text)
    readWords(reader, lang, extra)
    readAspectWords(reader, words)
    const count = readFeatures(reader, 0, reader.scan.tokens)
    const dense = new Float64Array(aspectDenseCount(labels.length))
    aspectDense(reader, 0, reader.scan.tokens, labelOf, labels.length, dense)
    let target = 0
    let named = 0
    labels.forEach((key, label) => {
      if (speaksOf(row, key)) target |= 1 << label
      if (dense[label] === 1) named |= 1 << label
    })
    return {
      features: reader.features.slice(0, count),
      dense,
      target,
      weight: row.weight,
      row,
      named,
    }
  })
}

const BUCKETS = 2 ** 16

/** Trains the detection of aspects, label by label. */
export function trainAspects(examples: readonly AspectExample[], labels: number): Trained {
  return train(examples, {
    classes: labels,
    buckets: BUCKETS,
    scale: labelInformativeness(examples, labels, BUCKETS),
    denseCount: aspectDenseCount(labels),
    epochs: 4,
    rate: 0.2,
    denseRate: 0.1,
    decay: 1e-6,
    dropout: 0.3,
    independent: true,
    seed: 3,
  })
}

/** Scores of every example by a head that has not seen it. */
export function heldOutScores(examples: readonly AspectExample[], labels: number): Float64Array[] {
  const scores: Float64Array[] = new Array(examples.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const head = trainAspects(
      examples.filter(({ row }) => foldOf(row.text, FOLDS) !== fold),
      labels,
    )
    examples.forEach((example, at) => {
      if (foldOf(example.row.text, FOLDS) !== fold) return
      const out = new Float64Array(labels)
      scoreExample(head, example.features, example.dense, out)
      scores[at] = out
    })
  }
  return scores
}

/** Labels with texts of several domains may overrule a word; the others hardly. */
const MOST_NAMED: Readonly<Record<string, number>> = {
  food: 1,
  staff: 1,
  price: 1,
  place: 1,
  general: 1,
  location: -1,
  quality: -1.6,
}
const RARELY_LEARNED = -5

export interface Threshold {
  readonly named: number
  readonly unnamed: number
}

/** A label that no word names needs some certainty, whatever the held-out texts say. */
const LEAST_UNNAMED = -0.6
/** More of it where the texts speak of a label more often than customers do. */
const LEAST_UNNAMED_OF: Readonly<Record<string, number>> = { quality: -0.2 }
const GRID = [-2, -1.6, -1.2, -1, -0.8, -0.6, -0.4, -0.2, 0, 0.3, 0.6, 1]

/** F1 of one label at two thresholds. */
function labelF1(
  examples: readonly AspectExample[],
  scores: readonly Float64Array[],
  label: number,
  { named, unnamed }: Threshold,
): number {
  let hits = 0
  let wrong = 0
  let missed = 0
  examples.forEach((example, at) => {
    const isRight = ((example.target >>> label) & 1) === 1
    const threshold = ((example.named >>> label) & 1) === 1 ? named : unnamed
    const holds = (scores[at]?.[label] as number) > threshold
    if (holds && isRight) hits += example.weight
    else if (holds) wrong += example.weight
    else if (isRight) missed += example.weight
  })
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong + missed)
}

/** Chooses each label's thresholds on held-out scores. */
export function chooseThresholds(
  examples: readonly AspectExample[],
  scores: readonly Float64Array[],
  labels: readonly string[],
): Threshold[] {
  return labels.map((key, label) => {
    const least = LEAST_UNNAMED_OF[key] ?? LEAST_UNNAMED
    let best: Threshold = { named: -0.8, unnamed: least }
    let most = labelF1(examples, scores, label, best)
    for (const named of GRID) {
      for (const unnamed of GRID) {
        if (unnamed < Math.max(named, least)) continue
        const f1 = labelF1(examples, scores, label, { named, unnamed })
        if (f1 > most + 0.002) {
          most = f1
          best = { named, unnamed }
        }
      }
    }
    return { ...best, named: Math.min(best.named, MOST_NAMED[key] ?? RARELY_LEARNED) }
  })
}

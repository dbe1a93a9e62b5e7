import { trustPhrases } from '../../src/analysis/contrast.ts'
import { calibrate } from '../../src/analysis/decide.ts'
import type { Calibration } from '../../src/analysis/models.ts'
import {
  createReader,
  type ExtraLexicon,
  readTokens,
  readWords,
} from '../../src/analysis/reader.ts'
import { calibrations } from './calibration.ts'
import { scoreExample, type Trained } from './logistic.ts'
import { SENTIMENT_SETS } from './measure-sentiment.ts'
import { foldOf, scoresOf, topOf } from './scores.ts'
import { sentimentRows } from './sentiment-data.ts'
import { type SentimentExample, sentimentExamples, trainSentiment } from './train-sentiment.ts'
import { vader } from './vader.ts'

const FOLDS = 5
/** Times that the texts are cut into folds anew. */
const ROUNDS = 3

/** A score that was measured several times over. */
export interface RepeatedFigure {
  readonly what: string
  readonly n: number
  readonly mean: number
  /** Standard deviation between the rounds. */
  readonly spread: number
  readonly unit: string
}

interface Judging {
  readonly lang: 'en' | 'ru'
  readonly extra: ExtraLexicon | undefined
  readonly calibration: Calibration
}

const reader = createReader()

/** Returns the class that the analyser would give an example under a head. */
function judge(
  model: Trained,
  { row, features, dense }: SentimentExample,
  { lang, extra, calibration }: Judging,
  classes: number,
): number {
  const scores = new Float64Array(3)
  scoreExample(model, features, dense, scores)
  calibrate(calibration, scores)
  readTokens(reader, row.text)
  readWords(reader, lang, extra)
  trustPhrases(reader.annotation, 0, reader.scan.tokens, scores)
  return topOf(scores, classes)
}

function roundOf(examples: readonly SentimentExample[], judging: Judging, round: number) {
  const foldIn = ({ row }: SentimentExample) => foldOf(`${round} ${row.text}`, FOLDS)
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    trainSentiment(
      examples.filter((example) => foldIn(example) !== fold),
      judging.lang,
    ),
  )
  return SENTIMENT_SETS.filter(({ lang }) => lang === judging.lang).map((set) => {
    const held = examples.filter(
      ({ row }) =>
        set.domains.includes(row.domain) && (set.classes === 3 || row.label !== 'neutral'),
    )
    const given = held.map((example) =>
      judge(models[foldIn(example)] as Trained, example, judging, set.classes),
    )
    const right = held.map(({ target }) => target)
    return { set, scores: scoresOf(right, given, set.classes) }
  })
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * Returns the scores of a language's sentiment over all training texts, each
 * judged by a head that has not seen it. The held-out texts have no part in it.
 */
export function crossValidate(folder: string, lang: 'en' | 'ru'): RepeatedFigure[] {
  const extra = lang === 'en' ? vader(folder) : undefined
  const calibration = calibrations()[lang]?.['sentiment']
  if (!calibration) throw new Error(`no calibration of ${lang}`)
  const judging = { lang, extra, calibration }
  const examples = sentimentExamples(sentimentRows(folder, lang, 'train'), lang, extra)
  const rounds = Array.from({ length: ROUNDS }, (_, round) => roundOf(examples, judging, round))
  return (rounds[0] ?? []).map(({ set, scores }, at) => {
    const values = rounds.map((round) => {
      const found = round[at]?.scores ?? scores
      return set.classes === 3 ? found.macroF1 : found.accuracy
    })
    const mean = meanOf(values)
    return {
      what: `${set.name}, ${set.classes} classes`,
      n: scores.n,
      mean,
      spread: Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))),
      unit: set.classes === 3 ? 'macro-F1' : 'accuracy',
    }
  })
}

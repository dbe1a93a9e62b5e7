import type { Locale } from '../core/locale.ts'
import { AspectTeacher } from './aspect-lesson.ts'
import { compileAspectWords } from './aspect-words.ts'
import { AspectFinder } from './aspects.ts'
import { trustPhrases } from './contrast.ts'
import { probabilities, type Verdict, verdictOf } from './decide.ts'
import { isFirstPerson } from './first-person.ts'
import { judgedSentiment } from './fit-judgements.ts'
import { type JudgedSentiment, judgeAnew } from './judged-sentiment.ts'
import { createJudgedSpace, judgementOf, readJudged } from './judgement.ts'
import { identifyLanguage, languageFeatures, MAX_LANGUAGE_FEATURES } from './language-id.ts'
import { knownLanguage, type Models, openModels } from './models.ts'
import { createReader, type Reader, readFeatures, readTokens, readWords } from './reader.ts'
import { type Scan, TokenKind } from './scan.ts'
import { type AspectContext, aspectContext } from './sentence-aspects.ts'
import { targetPolarity } from './target.ts'
import { NOTHING_TAUGHT, taughtAspects } from './taught-aspects.ts'
import { defaultTaxonomy, type Taxonomy } from './taxonomy.ts'
import {
  type Analysis,
  type AnalyzeOptions,
  type Analyzer,
  type Correction,
  POLARITIES,
  type TargetOpinion,
} from './types.ts'
import { sentimentOf, type WorkspaceWeights, withJudgement } from './workspace-weights.ts'

export interface AnalyzerOptions {
  /** The shipped models unless said otherwise. */
  readonly models?: Models
  readonly taxonomy?: Taxonomy
  /** What the workspace's corrections taught. */
  readonly workspaceWeights?: WorkspaceWeights
}

/** Confidence below which a verdict is not counted on. */
const SURE = 0.5
const ENGINE_VERSION = 4

/** Language whose real-valued features stand in where the text's is none of the four. */
const FALLBACK: Locale = 'lt'

function versionOf(models: Models, taxonomy: Taxonomy): string {
  let hash = 0
  for (const unit of JSON.stringify(taxonomy))
    hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193)
  return `${ENGINE_VERSION}.${models.version}.${(hash >>> 0).toString(36)}`
}

/** True where a text holds a word or a picture. */
function saysAnything(scan: Scan): boolean {
  for (let token = 0; token < scan.tokens; token++) {
    if (scan.kind[token] === TokenKind.word || scan.kind[token] === TokenKind.symbol) return true
  }
  return false
}

class TextAnalyzer implements Analyzer {
  readonly version: string
  private readonly models: Models
  private readonly taxonomy: Taxonomy
  private readonly weights: WorkspaceWeights | undefined
  private readonly reader: Reader = createReader()
  private readonly finder = new AspectFinder()
  private readonly teacher = new AspectTeacher()
  private readonly contexts = new Map<Locale, AspectContext>()
  private readonly judged = createJudgedSpace()
  private readonly languageBuffer = new Int32Array(MAX_LANGUAGE_FEATURES)
  private readonly scores = new Float64Array(64)

  constructor(models: Models, taxonomy: Taxonomy, weights: WorkspaceWeights | undefined) {
    this.models = models
    this.taxonomy = taxonomy
    this.weights = weights
    this.version = versionOf(models, taxonomy)
  }

  analyze(text: string, options: AnalyzeOptions = {}): Analysis {
    const { reader } = this
    const { lang, confidence, context } = this.read(text, options.lang)
    const isKnown = lang !== 'other'
    const verdict = verdictOf(this.sentiment(context, isKnown, this.taught(context.lang)))
    const aspects = !isKnown ? [] : this.finder.find(reader, context, verdict.score)
    return {
      lang,
      languageConfidence: confidence,
      sentiment: verdict.polarity,
      score: Number(verdict.score.toFixed(4)),
      confidence: verdict.confidence,
      unsure: verdict.confidence < SURE,
      firstPerson: isFirstPerson(reader, context.lang),
      aspects,
      ...(options.target ? { target: this.target(context, options.target, verdict) } : {}),
    }
  }

  learn(weights: WorkspaceWeights, correction: Correction): WorkspaceWeights {
    const { reader } = this
    const { lang, context } = this.read(correction.text, correction.lang)
    if (lang === 'other') return weights
    if ('aspect' in correction) {
      const { aspects } = this.taxonomy
      const aspect = aspects.findIndex(({ key }) => key === correction.aspect)
      if (aspect < 0) return weights
      const taught = taughtAspects(weights, lang, this.taxonomy) ?? NOTHING_TAUGHT
      return this.teacher.teach(
        weights,
        reader,
        { ...context, taught: { ...taught, opinion: undefined } },
        aspect,
        correction.polarity,
      )
    }
    if (!saysAnything(reader.scan)) return weights
    const whole = { from: 0, to: reader.scan.tokens }
    readJudged(reader, this.sentiment(context, true, undefined), reader.dense, whole, this.judged)
    const right = POLARITIES.indexOf(correction.sentiment)
    return withJudgement(weights, sentimentOf(lang), judgementOf(this.judged, right))
  }

  private read(text: string, stated: string | undefined) {
    const { reader, languageBuffer } = this
    readTokens(reader, text)
    const known = knownLanguage(stated)
    const guess = identifyLanguage(
      this.models.language(),
      languageBuffer,
      languageFeatures(reader.scan, languageBuffer),
      this.scores,
    )
    const lang = known ?? guess.lang
    const context = this.context(lang === 'other' ? FALLBACK : lang)
    readWords(reader, context.lang, lang === 'other' ? undefined : context.heads.extra)
    return { lang, confidence: known ? 1 : guess.confidence, context }
  }

  /** Returns what corrections taught of whole texts in a language; undefined where nothing was. */
  private taught(lang: Locale): JudgedSentiment | undefined {
    const judgements = this.weights?.judgements.get(sentimentOf(lang))
    return judgements && judgedSentiment(judgements)
  }

  private context(lang: Locale): AspectContext {
    let context = this.contexts.get(lang)
    if (!context) {
      const words = compileAspectWords(this.taxonomy, lang)
      const taught = taughtAspects(this.weights, lang, this.taxonomy)
      context = aspectContext(lang, this.taxonomy, words, this.models.heads(lang), taught)
      this.contexts.set(lang, context)
    }
    return context
  }

  /**
   * Returns the probabilities of the classes; they live until the next call. The words of
   * a language that is not known mean nothing to the language that stands in.
   */
  private sentiment(
    context: AspectContext,
    isKnown: boolean,
    taught: JudgedSentiment | undefined,
  ): Float64Array {
    const { reader, scores } = this
    const features = readFeatures(reader, 0, reader.scan.tokens)
    const count = isKnown ? features : 0
    if (!saysAnything(reader.scan)) return scores.fill(1 / 3, 0, 3)
    probabilities(context.heads.sentiment, reader.features, count, reader.dense, scores)
    trustPhrases(reader.annotation, 0, reader.scan.tokens, scores)
    if (!taught) return scores
    // The words of a language that is not known say nothing.
    const words = { from: 0, to: isKnown ? reader.scan.tokens : 0 }
    readJudged(reader, scores, reader.dense, words, this.judged)
    judgeAnew(taught, this.judged, scores)
    return scores
  }

  private target(context: AspectContext, name: string, verdict: Verdict): TargetOpinion {
    const found = targetPolarity(this.reader, context, name)
    return found ?? { polarity: verdict.polarity, confidence: verdict.confidence, found: false }
  }
}

/**
 * Returns an analyser of feedback: language, sentiment, aspects with quotes,
 * first person, and the polarity towards a name. Synchronous and offline; one
 * analyser reads one text at a time.
 */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const models = options.models ?? openModels()
  return new TextAnalyzer(models, options.taxonomy ?? defaultTaxonomy(), options.workspaceWeights)
}

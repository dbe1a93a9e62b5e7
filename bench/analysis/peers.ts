import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Polarity } from '../../src/analysis/index.ts'

const HOME = resolve('bench', 'analysis')
/** Compound scores from which VADER's authors call a text positive or negative. */
const VADER_EDGE = 0.05

/** Another analyser of sentiment. */
export interface Peer {
  readonly name: string
  readonly languages: readonly string[]
  /** Texts that it is measured on at most: one is very slow. */
  readonly limit: number
  judge(text: string, lang: string): Polarity
}

interface Vader {
  SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } }
}
interface WinkDocument {
  out(item: unknown): number
}
interface Wink {
  readonly its: { readonly sentiment: unknown }
  readDoc(text: string): WinkDocument
}
type Multilang = (text: string, lang: string) => { score: number }

function polarity(score: number, edge: number): Polarity {
  if (score >= edge && score > 0) return 'positive'
  return score <= -edge && score < 0 ? 'negative' : 'neutral'
}

/** Installs the other analysers beside the bench, where they are missing, and loads them. */
export function loadPeers(): Peer[] {
  if (!existsSync(join(HOME, 'node_modules', 'wink-nlp'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: HOME,
      stdio: 'inherit',
    })
  }
  const load = createRequire(join(HOME, 'package.json'))
  const vader = load('vader-sentiment') as Vader
  const wink = (load('wink-nlp') as (model: unknown, pipe: string[]) => Wink)(
    load('wink-eng-lite-web-model'),
    ['sbd', 'negation', 'sentiment'],
  )
  const multilang = load('multilang-sentiment') as Multilang
  return [
    {
      name: 'vader-sentiment',
      languages: ['en'],
      limit: 2_000,
      judge: (text) =>
        polarity(vader.SentimentIntensityAnalyzer.polarity_scores(text).compound, VADER_EDGE),
    },
    {
      name: 'wink-nlp',
      languages: ['en'],
      limit: 2_000,
      judge: (text) => polarity(wink.readDoc(text).out(wink.its.sentiment), VADER_EDGE),
    },
    {
      name: 'multilang-sentiment',
      languages: ['en', 'ru', 'kk', 'lt'],
      limit: 120,
      judge: (text, lang) => polarity(multilang(text, lang).score, 0),
    },
  ]
}

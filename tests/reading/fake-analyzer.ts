import {
  type Analysis,
  type Analyzer,
  NO_WEIGHTS,
  POLARITIES,
  type Polarity,
  readWeights,
  type WorkspaceWeights,
  writeWeights,
} from '../../src/analysis/index.ts'
import { headNamed, withHead } from '../../src/analysis/workspace-weights.ts'
import type { AnalyzerSource } from '../../src/reading/readers.ts'

const ASPECTS = ['delivery', 'price', 'staff']

function polarityOf(text: string): Polarity {
  if (/\bgood\b/.test(text)) return 'positive'
  return /\bbad\b/.test(text) ? 'negative' : 'neutral'
}

const TO = [...POLARITIES, 'none'] as const

/** What is learned of a part of a text is kept under the text's first letter. */
function nameOf(text: string, aspect?: string): string {
  const letter = text.charAt(0)
  return aspect === undefined ? `sentiment ${letter}` : `presence ${letter} ${aspect}`
}

function taughtOf(
  weights: WorkspaceWeights | undefined,
  name: string,
): (typeof TO)[number] | undefined {
  const place = weights?.heads.get(name)?.z[0]
  return place === undefined ? undefined : TO[place]
}

function aspectsOf(text: string, weights: WorkspaceWeights | undefined): Analysis['aspects'] {
  return ASPECTS.flatMap((aspect) => {
    const taught = taughtOf(weights, nameOf(text, aspect))
    if (taught === 'none' || (taught === undefined && !text.includes(aspect))) return []
    const polarity = taught ?? polarityOf(text)
    return [{ aspect, polarity, quote: text.includes(aspect) ? aspect : '', confidence: 0.9 }]
  })
}

/**
 * Reads "good" and "bad", the aspects "delivery", "price" and "staff" and "I";
 * what it is taught holds for texts with the same first letter. Counts what it reads.
 */
export function fakeSource(version = '1'): AnalyzerSource & { read: string[]; broken: boolean } {
  const source = {
    read: [] as string[],
    broken: false,
    create: async (weights: WorkspaceWeights | undefined): Promise<Analyzer> => ({
      version,
      analyze(text, options = {}): Analysis {
        if (source.broken) throw new Error('no models')
        source.read.push(text)
        const taught = taughtOf(weights, nameOf(text))
        const sentiment = taught === undefined || taught === 'none' ? polarityOf(text) : taught
        return {
          lang: options.lang === 'ru' ? 'ru' : 'en',
          languageConfidence: 1,
          sentiment,
          score: { positive: 0.8, neutral: 0, negative: -0.8 }[sentiment],
          confidence: 0.9,
          unsure: false,
          firstPerson: /\bI\b/.test(text),
          aspects: aspectsOf(text, weights),
        }
      },
      learn(before, correction) {
        const isAspect = 'aspect' in correction
        const name = nameOf(correction.text, isAspect ? correction.aspect : undefined)
        const to = isAspect ? correction.polarity : correction.sentiment
        const head = headNamed(before, name)
        const place = (value: number) =>
          Float32Array.from(head.z, (_, at) => (at === 0 ? value : 0))
        return withHead(before, name, { ...head, z: place(TO.indexOf(to)), n: place(1) })
      },
    }),
    weights: { none: NO_WEIGHTS, read: readWeights, write: writeWeights },
  }
  return source
}

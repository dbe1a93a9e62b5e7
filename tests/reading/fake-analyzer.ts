import type { Analysis, Analyzer, WorkspaceWeights } from '../../src/analysis/index.ts'
import { POLARITIES, type Polarity } from '../../src/analysis/index.ts'
import type { AnalyzerSource } from '../../src/reading/readers.ts'

const NONE: WorkspaceWeights = { cells: new Map(), examples: [0, 0, 0] }
const ASPECTS = ['delivery', 'price', 'staff']

function polarityOf(text: string): Polarity {
  if (/\bgood\b/.test(text)) return 'positive'
  return /\bbad\b/.test(text) ? 'negative' : 'neutral'
}

/** What is learned of a text is kept under its first letter. */
function keyOf(text: string): number {
  return text.codePointAt(0) ?? 0
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
        const taught = weights?.cells.get(keyOf(text))
        const sentiment = taught ? (POLARITIES[taught.z] ?? 'neutral') : polarityOf(text)
        return {
          lang: options.lang === 'ru' ? 'ru' : 'en',
          languageConfidence: 1,
          sentiment,
          score: { positive: 0.8, neutral: 0, negative: -0.8 }[sentiment],
          confidence: 0.9,
          unsure: false,
          firstPerson: /\bI\b/.test(text),
          aspects: ASPECTS.filter((aspect) => text.includes(aspect)).map((aspect) => ({
            aspect,
            polarity: polarityOf(text),
            quote: aspect,
            confidence: 0.9,
          })),
        }
      },
      learn: (before, { text, sentiment }) => ({
        cells: new Map([
          ...before.cells,
          [keyOf(text), { z: POLARITIES.indexOf(sentiment), n: 1 }],
        ]),
        examples: before.examples,
      }),
    }),
    weights: {
      none: NONE,
      read: (bytes: Uint8Array): WorkspaceWeights => {
        const { cells, examples } = JSON.parse(new TextDecoder().decode(bytes)) as {
          cells: [number, { z: number; n: number }][]
          examples: WorkspaceWeights['examples']
        }
        return { cells: new Map(cells), examples }
      },
      write: ({ cells, examples }: WorkspaceWeights): Uint8Array =>
        new TextEncoder().encode(JSON.stringify({ cells: [...cells], examples })),
    },
  }
  return source
}

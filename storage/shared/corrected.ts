import type { CorrectedPart, Sentiment } from '../../src/core/analysis.ts'
import { type PreparedAnalysis, sentimentCode } from './opinion.ts'
import type { CorrectionTable } from './schema.ts'
import { storable } from './text.ts'

const FULL_SCORE = 10_000

/** Returns what an analyser found with what people set right in it. */
export function corrected(
  found: PreparedAnalysis,
  corrections: readonly CorrectionTable[],
): PreparedAnalysis {
  let analysis: PreparedAnalysis = { ...found, corrected: corrections.length > 0 ? 1 : 0 }
  for (const row of corrections) {
    const part = toPart(row)
    switch (part.type) {
      case 'sentiment': {
        const sentiment = sentimentCode(part.to)
        analysis = { ...analysis, sentiment, opinion: (sentiment - 2) * FULL_SCORE }
        break
      }
      case 'first-person':
        analysis = { ...analysis, wom: part.to ? 2 : 1 }
        break
      case 'aspect':
        analysis = { ...analysis, aspects: withAspect(analysis.aspects, part.aspect, part.to) }
    }
  }
  return analysis
}

function withAspect(
  aspects: PreparedAnalysis['aspects'],
  aspect: string,
  to: Sentiment | 'none',
): PreparedAnalysis['aspects'] {
  if (to === 'none') return aspects.filter((mention) => mention.aspect !== aspect)
  const polarity = sentimentCode(to)
  return aspects.some((mention) => mention.aspect === aspect)
    ? aspects.map((mention) => (mention.aspect === aspect ? { ...mention, polarity } : mention))
    : [...aspects, { aspect, polarity, start: 0, length: 0 }]
}

/** Returns a corrected part as its columns hold it. */
export function toColumns(part: CorrectedPart): Pick<CorrectionTable, 'part' | 'aspect' | 'value'> {
  return {
    part: part.type,
    aspect: part.type === 'aspect' ? storable(part.aspect) : '',
    value: part.type === 'first-person' ? (part.to ? 'yes' : 'no') : part.to,
  }
}

/** Returns the corrected part that the columns hold. */
export function toPart({
  part,
  aspect,
  value,
}: Pick<CorrectionTable, 'part' | 'aspect' | 'value'>): CorrectedPart {
  if (part === 'aspect') return { type: part, aspect, to: value as Sentiment | 'none' }
  if (part === 'sentiment') return { type: part, to: value as Sentiment }
  return { type: 'first-person', to: value === 'yes' }
}

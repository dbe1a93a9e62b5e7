import type { Analyzer } from '../analysis/index.ts'

/** Why a line was not analysed; an id of the `analysis` locale files. */
export interface LineProblem {
  readonly line: number
  readonly problem: 'notJson' | 'notObject' | 'noText' | 'badTarget' | 'badLang'
}

interface Request {
  readonly text: string
  readonly target?: string
  readonly lang?: string
}

/** Returns the analysis of one line as a line of JSON, or why there is none. */
export function analyzeLine(
  analyzer: Analyzer,
  line: string,
  number: number,
  plain: boolean,
): string | LineProblem {
  const request = plain ? { text: line } : readRequest(line)
  if (typeof request === 'string') return { line: number, problem: request }
  const { text, ...options } = request
  const { lang, sentiment, score, firstPerson, aspects, target } = analyzer.analyze(text, options)
  const found = {
    lang,
    sentiment,
    score,
    firstPerson,
    aspects: aspects.map(({ aspect, polarity, quote }) => ({ aspect, polarity, quote })),
    ...(target && { target: { polarity: target.polarity } }),
  }
  return `${JSON.stringify(found)}\n`
}

function readRequest(line: string): Request | LineProblem['problem'] {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'notJson'
  }
  if (typeof value === 'string') return { text: value }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'notObject'
  const { text, target, lang } = value as Readonly<Record<string, unknown>>
  if (typeof text !== 'string') return 'noText'
  if (target !== undefined && target !== null && typeof target !== 'string') return 'badTarget'
  if (lang !== undefined && lang !== null && typeof lang !== 'string') return 'badLang'
  return { text, ...(target && { target }), ...(lang && { lang }) }
}

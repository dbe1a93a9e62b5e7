import { setImmediate as otherWork } from 'node:timers/promises'
import type { Analyzer } from '../analysis/index.ts'
import type { TextAnalysis } from '../core/analysis.ts'

/** How long texts are read before other work of the process has its turn. */
const TURN_MILLISECONDS = 12

/** Returns what an analyser finds in one text, as it is stored. */
export function readText(analyzer: Analyzer, text: string, lang: string | null): TextAnalysis {
  const found = analyzer.analyze(text, lang === null ? {} : { lang })
  return {
    version: analyzer.version,
    lang: found.lang,
    sentiment: found.sentiment,
    score: found.score,
    firstPerson: found.firstPerson,
    aspects: found.aspects.map(({ aspect, polarity, quote }) => ({ aspect, polarity, quote })),
  }
}

/** Does `work` for each item, with breaks in which questions are answered. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  let begun = performance.now()
  for (const item of items) {
    results.push(work(item))
    if (performance.now() - begun < TURN_MILLISECONDS) continue
    await otherWork()
    begun = performance.now()
  }
  return results
}

import type { Analyzer, Polarity } from '../../src/analysis/index.ts'
import { aspectRows, targetRows } from './aspect-data.ts'
import type { Part } from './feedback-data.ts'
import type { Figure } from './figure.ts'

const HELD: Part = 'held-out'

const GROUPS: Readonly<Record<string, string>> = {
  food: 'food',
  staff: 'staff',
  speed: 'staff',
  price: 'price',
  place: 'place',
  location: 'location',
  general: 'general',
}

/** Detection and polarity of aspects in restaurant sentences. */
export function aspectFigures(folder: string, analyzer: Analyzer, lang: 'en' | 'ru'): Figure[] {
  const rows = aspectRows({ folder, part: HELD }, lang).filter((row) => row.domain === 'restaurant')
  let hits = 0
  let wrong = 0
  let missed = 0
  let judged = 0
  let agreed = 0
  for (const row of rows) {
    const found = new Map<string, Polarity>()
    for (const { aspect, polarity } of analyzer.analyze(row.text, { lang }).aspects) {
      const group = GROUPS[aspect]
      if (group && !found.has(group)) found.set(group, polarity)
    }
    const right = new Map([...row.aspects].map(([key, polarity]) => [GROUPS[key], polarity]))
    for (const [group, polarity] of right) {
      if (group === undefined) continue
      const given = found.get(group)
      if (given === undefined) missed++
      else {
        hits++
        if (polarity !== undefined) {
          judged++
          if (given === polarity) agreed++
        }
      }
    }
    for (const group of found.keys()) if (!right.has(group)) wrong++
  }
  return [
    {
      what: `${lang} aspects of restaurants`,
      n: rows.length,
      value: (2 * hits) / (2 * hits + wrong + missed),
      unit: 'micro-F1',
    },
    {
      what: `${lang} polarity of found aspects`,
      n: judged,
      value: agreed / judged,
      unit: 'accuracy',
    },
  ]
}

/** Polarity towards names in sentences with several. */
export function targetFigure(folder: string, analyzer: Analyzer): Figure {
  const rows = targetRows({ folder, part: HELD }, 'en').filter((row) => row.domain === 'mams-dev')
  const right = rows.filter((row) => {
    const target = row.text.slice(row.from, row.to)
    return analyzer.analyze(row.text, { lang: 'en', target }).target?.polarity === row.polarity
  })
  return {
    what: 'en polarity towards a name',
    n: rows.length,
    value: right.length / rows.length,
    unit: 'accuracy',
  }
}

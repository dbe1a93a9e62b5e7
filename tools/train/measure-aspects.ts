import type { Analyzer, Polarity } from '../../src/analysis/index.ts'
import type { Locale } from '../../src/core/locale.ts'
import { type AspectRow, aspectRows, targetRows } from './aspect-data.ts'
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

interface Tally {
  hits: number
  wrong: number
  missed: number
  judged: number
  agreed: number
}

/** Counts found aspects against right ones; `groupOf` joins or leaves out aspects. */
function tallyOf(
  rows: readonly AspectRow[],
  analyzer: Analyzer,
  lang: Locale,
  groupOf: (aspect: string) => string | undefined,
): Tally {
  const tally: Tally = { hits: 0, wrong: 0, missed: 0, judged: 0, agreed: 0 }
  for (const row of rows) {
    const found = new Map<string, Polarity>()
    for (const { aspect, polarity } of analyzer.analyze(row.text, { lang }).aspects) {
      const group = groupOf(aspect)
      if (group && !found.has(group)) found.set(group, polarity)
    }
    const right = new Map([...row.aspects].map(([key, polarity]) => [groupOf(key), polarity]))
    for (const [group, polarity] of right) {
      if (group === undefined) continue
      const given = found.get(group)
      if (given === undefined) {
        tally.missed++
        continue
      }
      tally.hits++
      if (polarity === undefined) continue
      tally.judged++
      if (given === polarity) tally.agreed++
    }
    for (const group of found.keys()) if (!right.has(group)) tally.wrong++
  }
  return tally
}

function figuresOf(what: string, n: number, tally: Tally, polarityOf: string): Figure[] {
  const { hits, wrong, missed, judged, agreed } = tally
  return [
    { what, n, value: (2 * hits) / (2 * hits + wrong + missed), unit: 'micro-F1' },
    { what: polarityOf, n: judged, value: agreed / judged, unit: 'accuracy' },
  ]
}

/** Detection and polarity of aspects in restaurant sentences. */
export function aspectFigures(folder: string, analyzer: Analyzer, lang: 'en' | 'ru'): Figure[] {
  const rows = aspectRows({ folder, part: HELD }, lang).filter((row) => row.domain === 'restaurant')
  const tally = tallyOf(rows, analyzer, lang, (aspect) => GROUPS[aspect])
  const polarityOf = `${lang} polarity of found aspects`
  return figuresOf(`${lang} aspects of restaurants`, rows.length, tally, polarityOf)
}

/** Detection and polarity of every aspect in the project's own sentences. */
export function ownAspectFigures(folder: string, analyzer: Analyzer, lang: Locale): Figure[] {
  const rows = aspectRows({ folder, part: HELD }, lang).filter((row) => row.domain === 'own')
  const tally = tallyOf(rows, analyzer, lang, (aspect) => aspect)
  const what = `${lang} aspects of own sentences`
  return figuresOf(what, rows.length, tally, `${what}, polarity`)
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

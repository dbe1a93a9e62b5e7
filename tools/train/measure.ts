import type { Analyzer } from '../../src/analysis/index.ts'
import { LOCALES } from '../../src/core/locale.ts'
import type { Figure } from './figure.ts'
import { aspectFigures, ownAspectFigures, targetFigure } from './measure-aspects.ts'
import { languageFigures } from './measure-language.ts'
import { analyzerJudge, judgeScores, negatorGap, sentimentSets } from './measure-sentiment.ts'

/** Every figure of an analyser whose models were trained without the held-out texts. */
export function measureAll(
  folder: string,
  analyzer: Analyzer,
  others: readonly string[],
): Figure[] {
  const sets = sentimentSets(folder)
  const sentiment = sets.flatMap(({ name, lang, classes, rows }): Figure[] => {
    const scores = judgeScores(rows, classes, lang, analyzerJudge(analyzer, classes))
    const what = `${name}, ${classes} classes`
    return [
      { what, n: rows.length, value: scores.macroF1, unit: 'macro-F1' },
      { what, n: rows.length, value: scores.accuracy, unit: 'accuracy' },
    ]
  })
  const gaps = (['en', 'ru'] as const).map((lang) => {
    const rows = sets.filter((set) => set.lang === lang).flatMap((set) => set.rows)
    return negatorGap(rows, lang, analyzerJudge(analyzer, 2))
  })
  return [
    ...sentiment,
    ...gaps,
    ...aspectFigures(folder, analyzer, 'en'),
    ...aspectFigures(folder, analyzer, 'ru'),
    ...LOCALES.flatMap((lang) => ownAspectFigures(folder, analyzer, lang)),
    targetFigure(folder, analyzer),
    ...languageFigures(folder, analyzer, others),
  ]
}

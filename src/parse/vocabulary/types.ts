import type { Breakdown } from '../../core/command.ts'
import type { Dimension } from '../../core/feedback.ts'
import type { PeriodUnit } from '../../core/period.ts'
import type { View } from '../../core/reply.ts'

/** Forms of a word, separated by spaces. The first is the one that is shown. */
export type Forms = string

/**
 * The words of one language, with their case endings. They are compared without
 * regard to case and diacritics. A form may have several meanings; the grammar
 * takes the one that fits.
 */
export interface Vocabulary {
  readonly today: Forms
  readonly yesterday: Forms
  readonly dayBeforeYesterday: Forms
  readonly tomorrow: Forms
  /** This and last year, where the language has one word for it. */
  readonly thisYear: Forms
  readonly lastYear: Forms
  /** Of a calendar unit: the one that runs, the one before, the one to come. */
  readonly current: Forms
  readonly last: Forms
  readonly next: Forms
  /** “The … before last”. */
  readonly beforeLast: Forms
  /** Calendar units: forms for one of them, and forms after a number. */
  readonly units: Readonly<Record<PeriodUnit, { readonly one: Forms; readonly many: Forms }>>
  /** A unit from its beginning to now, in one word. */
  readonly toDate: Readonly<Partial<Record<PeriodUnit, Forms>>>
  /** January to December. */
  readonly months: readonly Forms[]
  /** First to fourth. */
  readonly ordinals: readonly Forms[]
  /** What follows a number in “1st”. */
  readonly ordinalEndings: Forms
  /** Words beside the number of a year or of a day that add nothing to it. */
  readonly yearMarks: Forms
  readonly dayMarks: Forms
  /** Words around a period that add nothing to it. */
  readonly fillers: Forms
  /** Words of courtesy and articles, which add nothing wherever they stand. */
  readonly polite: Forms
  /** One to twelve. */
  readonly numbers: readonly Forms[]
  /** “By week” in one word. */
  readonly eachUnit: Readonly<Partial<Record<PeriodUnit, Forms>>>
  /** Before the first end of a range, and alone for “since”. */
  readonly from: Forms
  /** Between the ends of a range. */
  readonly to: Forms
  /** After the first and after the last end, where the language puts them there. */
  readonly fromAfter: Forms
  readonly toAfter: Forms
  /** “The beginning of”. */
  readonly beginning: Forms
  readonly everything: Forms
  /** What may follow “all”: time, period. */
  readonly timeNouns: Forms
  /** Keywords before (`by`, `vs`, `as`) or after (`byAfter` …) what they govern. */
  readonly by: Forms
  readonly byAfter: Forms
  readonly vs: Forms
  readonly vsAfter: Forms
  /** Between `vs` and the baseline: “compared *to*”. */
  readonly vsLinks: Forms
  readonly as: Forms
  readonly asAfter: Forms
  readonly and: Forms
  readonly previous: Forms
  /** Each is a phrase. */
  readonly yearAgo: readonly string[]
  readonly target: Forms
  readonly views: Readonly<Record<View, Forms>>
  /** View names that say “as …” by their own ending. */
  readonly viewsAlone: Readonly<Record<View, Forms>>
  /** The first form is how a filter is shown. */
  readonly dimensions: Readonly<Record<Dimension, Forms>>
  readonly shown: ShownPhrases
}

/** What completion offers: phrases that the grammar understands. */
export interface ShownPhrases {
  readonly periods: readonly string[]
  readonly breakdowns: Readonly<Record<Breakdown, string>>
  readonly views: Readonly<Record<View, string>>
}

/** Returns the stem with each of the endings; `-` stands for none. */
export function inflect(stem: string, endings: string): Forms {
  return endings
    .split(' ')
    .map((ending) => stem + (ending === '-' ? '' : ending))
    .join(' ')
}

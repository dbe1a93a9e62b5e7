import type { RejectionReason } from './types.ts'

/** Words that stand for 1 and 0 where a question is answered with yes or no. */
const YES = ['yes', 'y', 'true', 'да', 'иә', 'ия', 'taip']
const NO = ['no', 'n', 'false', 'нет', 'жоқ', 'жок', 'ne']

const PLAIN = /^[+-]?\d+(?:[.,]\d+)?$/
const EASTERN = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/

/** A number with what its cell said besides. */
export interface ScoreValue {
  readonly value: number
  /** The `10` of `9/10` or `9 out of 10`. */
  readonly outOf: number | null
  /** The words beside the number, as in `9 - very likely`. */
  readonly label: string | null
}

/** Returns 1 for a yes and 0 for a no in any of the bot's languages. */
export function yesOrNo(cell: string): 0 | 1 | undefined {
  const word = cell.trim().toLowerCase()
  if (YES.includes(word)) return 1
  return NO.includes(word) ? 0 : undefined
}

/** Both marks: the last one is decimal. One mark: decimal, unless it comes again, as in `1.000.000`. */
function plainNumber(text: string): number | undefined {
  let compact = text.replace('−', '-')
  if (/^[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/.test(compact)) {
    compact = compact.replace(/[\s'’]/g, '')
  }
  const comma = compact.lastIndexOf(',')
  const point = compact.lastIndexOf('.')
  if (comma >= 0 && point >= 0) {
    const [decimal, group] = comma > point ? [',', '.'] : ['.', ',']
    if (compact.split(decimal).length > 2) return undefined
    compact = compact.replaceAll(group, '')
  } else if (/^[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/.test(compact)) {
    compact = compact.replace(/[.,]/g, '')
  }
  if (!PLAIN.test(compact)) return undefined
  const value = Number(compact.replace(',', '.'))
  return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined
}

/**
 * Reads a score: `9`, `9,5`, `1.309,50`, `9/10`, `4 out of 5`, `5 stars`,
 * `★★★★☆`, `9 - very likely`. Returns null for an empty cell and a reason for
 * what is no number; nothing is taken for 0.
 */
export function parseScore(cell: string): ScoreValue | null | RejectionReason {
  const text = cell.trim()
  if (text === '' || /^(?:n\/?a|null|none|-|–|—)$/i.test(text)) return null
  if (EASTERN.test(text)) return 'easternDigits'
  const number = plainNumber(text.replace(/(?<=\d)\s?%$/, ''))
  if (number !== undefined) return { value: number, outOf: null, label: null }
  if (/^★+☆*$/.test(text)) {
    const full = text.replaceAll('☆', '').length
    return { value: full, outOf: text.length > full ? text.length : null, label: null }
  }
  const ratio = /^(\d+(?:[.,]\d+)?)\s*(?:\/|out of|of|из|iš|-дан)\s*(\d+)(?!\S)/iu.exec(text)
  if (ratio) {
    const value = plainNumber(ratio[1] ?? '')
    return value === undefined ? 'badScore' : { value, outOf: Number(ratio[2]), label: null }
  }
  const labelled = /^([+-]?\d+(?:[.,]\d+)?)(?:\s*[-–—=:.)(]\s*|\s+)(\p{L}.*)$/u.exec(text)
  if (!labelled) return 'badScore'
  const value = plainNumber(labelled[1] ?? '')
  return value === undefined
    ? 'badScore'
    : { value, outOf: null, label: (labelled[2] ?? '').replace(/\)$/, '').trim() }
}

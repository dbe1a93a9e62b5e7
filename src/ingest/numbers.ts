import { type CommaMeaning, commaIn } from './commas.ts'
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

/** What stands in a cell instead of an answer. */
const NO_ANSWER =
  /^(?:#?n\/?a|null|none|nil|-+|–|—|…|not applicable|not answered|no answer|skipped|(?:i )?do(?:n['’]t| not) know|н\/д|нет ответа|нет данных|не знаю|затрудняюсь ответить|жауап жоқ|білмеймін|nežinau|neatsakė|netaikoma)$/iu
const STARS = /^[★⭐🌟]+[☆✩]*$/u
/** `9/10`, `4 out of 5`, also with a few words before it. */
const OUT_OF =
  /^(?:\p{L}[\p{L} ]{0,30}:?\s+)?(\d+(?:[.,]\d+)?)\s*(?:\/|out of|of|из|iš)\s*(\d+)(?!\S)/iu
/** In Kazakh the scale comes first: `10-нан 9`, `5 ішінен 4`. */
const OF_SCALE =
  /^(\d+)\s*(?:-?\s*(?:дан|ден|тан|тен|нан|нен)|\s(?:баллдан|ұпайдан|ішінен))\s+(\d+(?:[.,]\d+)?)(?!\S)/iu
const CALLED_RATING =
  /^(?:rating|score|rated|оценка|балл|рейтинг|баға|ұпай|įvertinimas|balas)\s{0,3}[:=]?\s{0,3}(\d+(?:[.,]\d+)?)$/iu
const WORDS_LAST = /^(\p{L}.{0,100}?)\s{0,3}[-–—:=(]\s{0,3}([+-]?\d+(?:[.,]\d+)?)\)?$/u
/** Words of an answer; other words before a number are a name, as in `Branch - 12`. */
const ANSWER_WORDS =
  /likely|satisf|agree|neutral|вероятн|удовлетвор|доволен|довольн|соглас|нейтрал|ықтимал|қанағат|келіс|бейтарап|tikėtin|patenkint|sutink|neutral/iu

/** Spreadsheets keep a number as text with `'9` or `="9"`. */
function unescaped(text: string): string {
  const first = text[0]
  return first === "'" || first === '=' ? text.replace(/^(?:'|="(?=[^"]*"$))|"$/g, '') : text
}

function scored(value: number | undefined, outOf: number | null, label: string | null) {
  return value === undefined ? ('badScore' as const) : { value, outOf, label }
}

function starsIn(text: string): ScoreValue | undefined {
  const bare = text.replaceAll('\uFE0F', '')
  if (!STARS.test(bare)) return undefined
  const all = [...bare].length
  const full = [...bare.replace(/[☆✩]/g, '')].length
  return { value: full, outOf: all > full ? all : null, label: null }
}

/**
 * Reads a score: `9`, `9,5`, `1.309,50`, `9/10`, `rated 4 out of 5`, `10-нан 9`,
 * `5 stars`, `★★★★☆`, `9 - very likely`, `Very likely (9)`. Returns null where there
 * is no answer and a reason for what is no number; nothing is taken for 0. `1,007` is read as
 * `commas` says; where that is null it is no number.
 */
export function parseScore(
  cell: string,
  commas: CommaMeaning | null = 'decimals',
): ScoreValue | null | RejectionReason {
  let text = unescaped(cell.trim())
  if (text === '' || NO_ANSWER.test(text)) return null
  if (EASTERN.test(text)) return 'easternDigits'
  if (commas !== 'decimals' && commaIn(text) === 'open') {
    if (commas === null) return 'openComma'
    text = text.replace(',', '')
  }
  const number = plainNumber(text.replace(/(?<=\d)\s?[%★⭐*]$/u, ''))
  if (number !== undefined) return { value: number, outOf: null, label: null }
  const stars = starsIn(text)
  if (stars) return stars
  const ratio = OUT_OF.exec(text)
  if (ratio) return scored(plainNumber(ratio[1] ?? ''), Number(ratio[2]), null)
  const ofScale = OF_SCALE.exec(text)
  if (ofScale) return scored(plainNumber(ofScale[2] ?? ''), Number(ofScale[1]), null)
  const called = CALLED_RATING.exec(text)
  if (called) return scored(plainNumber(called[1] ?? ''), null, null)
  const labelled = /^([+-]?\d+(?:[.,]\d+)?)(?:\s*[-–—=:.)(]\s*|\s+)(\p{L}.*)$/u.exec(text)
  if (labelled) {
    const label = (labelled[2] ?? '').replace(/\)$/, '').trim()
    return scored(plainNumber(labelled[1] ?? ''), null, label)
  }
  const [, label = '', last = ''] = WORDS_LAST.exec(text) ?? []
  return ANSWER_WORDS.test(label) ? scored(plainNumber(last), null, label) : 'badScore'
}

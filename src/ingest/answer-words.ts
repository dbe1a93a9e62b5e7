import { UserError } from '../core/errors.ts'
import { parseScore } from './numbers.ts'

/** The numbers that answers in words stand for, by the words as {@link plainAnswer} writes them. */
export type AnswerNumbers = Readonly<Record<string, number>>

/** How good an answer is against others; only the order counts. The first pattern that fits decides. */
const RANKS: readonly (readonly [number, RegExp])[] = [
  [
    -3,
    /extremely (?:dis|un|diff|hard)|completely dis|not at all|совсем не|совершенно не|полностью не|абсолютно не|мүлдем|visai ne|visiškai ne|😡|🤬/iu,
  ],
  [
    -2,
    /very (?:dis|un|bad|poor|diff|hard)|strongly dis|terrible|awful|крайне не|очень (?:недов|неуд|плох|труд|слож)|ужасн|өте (?:нашар|жаман|қиын)|labai (?:ne|blog|sunk)|siaubing|😠|😞|☹/iu,
  ],
  [
    0,
    /neither|neutral|average|undecided|\bfair\b|^ok(?:ay)?$|so-so|acceptable|нейтрал|ни то|ни .{1,40} ни |средне|нормальн|(?<!не)удовлетворительно|бейтарап|орташа|қанағаттанарлық|\bnei\b|vidutin|normal|(?<!ne)patenkinamai|😐/iu,
  ],
  [
    3,
    /extremely|completely|excellent|полностью|абсолютно|отличн|превосходн|толық|тамаша|visiškai|puik|😍|🤩/iu,
  ],
  [2, /\bvery\b|strongly|очень|өте|labai|😀|😃|😄/iu],
  [
    -0.5,
    /(?:somewhat|slightly) (?:dis|un|diff|hard)|скорее не|көбіне(?:се)? .*(?:емес|бай|бей)|greičiau ne/iu,
  ],
  [
    -1,
    /dissat|unsat|disagree|unlikely|difficult|\b(?:bad|poor|hard)\b|not (?:so|very) |не\s?удовл|недовол|не довол|не соглас|не очень|плох|трудн|сложн|қанағаттанба|емес|келіспе|нашар|жаман|қиын|nepatenk|nesutink|\bblog|sunk|🙁|😕|👎/iu,
  ],
  [0.5, /somewhat|slightly|скорее|көбіне|greičiau/iu],
  [
    1,
    /satisf|\bagree|likely|\b(?:easy|good)\b|удовл|довол|соглас|хорош|легк|қанағат|риза|келіс|жақсы|оңай|patenk|sutink|\bger|lengv|🙂|😊|👍/iu,
  ],
]

/** Returns an answer as it is compared: without case, accents of typing and doubled spaces. */
function plainAnswer(cell: string): string {
  return cell.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim()
}

function rankOf(answer: string): number | undefined {
  return RANKS.find(([, pattern]) => pattern.test(answer))?.[0]
}

/** Answers in words from the worst to the best. */
export interface OrderedAnswers {
  readonly words: readonly string[]
  /** As many bad ones as good ones, each told from the others: nobody left one out, as far as words tell. */
  readonly whole: boolean
}

/** Returns answers in order, where the words tell it for each; those like “don't know” are left out. */
export function orderedAnswers(words: readonly string[]): OrderedAnswers | undefined {
  const ranked = words
    .filter((word) => parseScore(word) !== null)
    .map((word) => ({ word, rank: rankOf(word) ?? Number.NaN }))
    .sort((a, b) => a.rank - b.rank)
  if (ranked.length === 0 || ranked.some(({ rank }) => Number.isNaN(rank))) return undefined
  const bad = ranked.filter(({ rank }) => rank < 0).length
  const good = ranked.filter(({ rank }) => rank > 0).length
  const distinct = new Set(ranked.map(({ rank }) => rank)).size
  const whole = bad > 0 && bad === good && distinct === ranked.length
  return { words: ranked.map(({ word }) => word), whole }
}

/** Takes `Good=1` apart. */
function withNumber(part: string): { readonly word: string; readonly number: number | undefined } {
  const at = part.lastIndexOf('=')
  const number = at < 0 ? '' : part.slice(at + 1).trim()
  if (!/^-?\d{1,4}$/.test(number)) return { word: part, number: undefined }
  return { word: part.slice(0, at), number: Number(number) }
}

/**
 * Reads `Bad | Fair | Good`, from the worst answer to the best, numbered from 1, or two of them
 * from 0; or each with its number, `Bad=0 | Good=1`. Throws a UserError for anything else.
 */
export function parseAnswers(text: string): AnswerNumbers {
  const parts = text.split('|').map((part) => part.trim())
  const numbers: Record<string, number> = {}
  const first = parts.length === 2 ? 0 : 1
  const given = parts.map(withNumber)
  const numbered = given.some(({ number }) => number !== undefined)
  given.forEach(({ word, number }, index) => {
    const answer = plainAnswer(word)
    const value = numbered ? number : first + index
    if (answer !== '' && value !== undefined) numbers[answer] = value
  })
  const values = new Set(Object.values(numbers))
  if (Object.keys(numbers).length < parts.length || values.size < 2) {
    throw new UserError('import.badAnswers', { value: text }, '--answers "Bad | Fair | Good"')
  }
  return numbers
}

/** Returns the number that the user gave to an answer in words. */
export function givenNumber(numbers: AnswerNumbers, cell: string): number | undefined {
  const answer = plainAnswer(cell)
  return Object.hasOwn(numbers, answer) ? numbers[answer] : undefined
}

/** Returns the lowest and the highest number of the answers. */
export function answerEnds(numbers: AnswerNumbers): { readonly min: number; readonly max: number } {
  const values = Object.values(numbers)
  return { min: Math.min(...values), max: Math.max(...values) }
}

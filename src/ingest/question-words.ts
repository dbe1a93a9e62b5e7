const RECOMMEND =
  /recommend|promoter|\bnps\b|рекоменд|посовет|советова|ұсына|ұсыну|кеңес бер|rekomend/iu
const SATISFIED = /satisf|\bcsat\b|удовлетвор|довольн|доволен|қанағат|риза|patenkint|pasitenkin/iu
const EFFORT =
  /effort|\bces\b|\beas(?:y|ily|e)\b|усили|легко|прост[оа]|сложн|күш|оңай|жеңіл|қиын|pastang|lengv|sunku|papras/iu
const HARD = /effort|difficult|усили|сложн|трудн|күш|қиын|pastang|sunk/iu
/** Without such a word nobody knows which end of a customer effort score is the good one. */
const EASE = /\beas(?:y|ily|e)\b|легко|прост[оа]|оңай|жеңіл|lengv|papras/iu
const RATED =
  /rat(?:e|ed|ing)\b|score|stars?\b|оцен|балл|звезд|рейтинг|баға|ұпай|балы|жұлдыз|įvertin|vertin|balas|balai|žvaigžd|reiting|likely|вероятн|ықтимал|tikėtin|tikimyb/iu
const WHOLE = /overall|total|in general|general|main|в целом|общ[аи]|итог|жалпы|bendr/iu
const ZERO_TO_TEN = /(?<!\d)0\s*(?:-|–|—|to|\.{2,3}|до|iki|…|ден|-ден)\s*10(?!\d)/iu

/** What the wording of a question says. */
export interface QuestionTraits {
  readonly recommend: boolean
  readonly satisfied: boolean
  readonly effort: boolean
  /** Asks how hard it was: a low number is then the good one. */
  readonly hard: boolean
  readonly rated: boolean
  readonly whole: boolean
  readonly zeroToTen: boolean
  /** The scale that the words give, as in `(1–5)` or `out of 10`. */
  readonly scale: { readonly min: number; readonly max: number } | null
  /** Says that the lowest number is the best: `1 = very satisfied`. */
  readonly lowIsBest: boolean
}

const GOOD =
  /excellent|extremely (?:satisf|likely|easy|good|happy)|definitely|(?:strongly|completely|fully) agree|very satisf|completely satisf|fully satisf|best|very good|great|very easy|very likely|обязательно|непременно|определенно да|точно да|наверняка|крайне вероятн|очень вероятн|(?:полностью|абсолютно) соглас|отличн|превосход|полностью доволен|очень дово|полностью удовл|очень хорош|очень легко|лучш|өте жақсы|тамаша|өте риза|міндетті түрде|өте ықтимал|толық келіс|толығымен келіс|толық қанағат|өте оңай|puik|labai ger|labai patenk|labai tikėtin|tikrai taip|būtinai|visiškai sutink|visiškai patenk|labai lengv|geriaus/iu
const BAD =
  /terrible|extremely (?:dis|un|difficult|hard|bad)|definitely not|(?:strongly|completely|fully) disagree|\bnever\b|very dissatisf|very unsatisf|worst|very bad|very poor|very difficult|not at all|unlikely|ни за что|никогда|точно нет|определенно нет|(?:полностью|абсолютно) не соглас|маловероятн|ужасн|очень плох|очень недово|совсем не|совершенно не|крайне недово|очень трудн|худш|өте нашар|ешқашан|мүлде|өте жаман|қанағаттанбай|өте қиын|niekada|tikrai ne(?:\b|$)|visiškai nesutink|labai blog|labai nepatenk|visiškai nepatenk|labai sunk|blogiaus/iu

/** Returns whether words beside a number call it the good or the bad end. */
export function labelTone(label: string): 'good' | 'bad' | undefined {
  if (BAD.test(label)) return 'bad'
  return GOOD.test(label) ? 'good' : undefined
}

function saysLowIsBest(header: string): boolean {
  const labelled = [
    ...header.matchAll(/(?<!\d)(\d{1,2})\s*(?:=|–|—|-|:|is|means|это)\s*([^\d;,)]+)/giu),
  ]
  const tones = labelled.map(([, number, label]) => ({
    number: Number(number),
    tone: labelTone(label ?? ''),
  }))
  const good = tones.find(({ tone }) => tone === 'good')?.number
  const bad = tones.find(({ tone }) => tone === 'bad')?.number
  if (good !== undefined && bad !== undefined) return good < bad
  return good !== undefined && good <= 1
}

function scaleIn(header: string): QuestionTraits['scale'] {
  const range =
    /(?<![\d.])(\d)\s*(?:-|–|—|to|\.{2,3}|до|iki|…|ден|-ден)\s*(\d{1,3})(?![\d.])/iu.exec(header)
  if (range) {
    const [min, max] = [Number(range[1]), Number(range[2])]
    if (min < max && min <= 1) return { min, max }
  }
  return null
}

/** Returns what the wording of a header says about the question behind it. */
export function questionTraits(name: string): QuestionTraits {
  const header = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/_+/g, ' ')
  const traits = {
    recommend: RECOMMEND.test(header),
    satisfied: SATISFIED.test(header),
    effort: EFFORT.test(header),
    hard: HARD.test(header) || (/\bces\b/i.test(header) && !EASE.test(header)),
    rated: RATED.test(header),
    whole: WHOLE.test(header),
    zeroToTen: ZERO_TO_TEN.test(header),
    scale: scaleIn(header),
    lowIsBest: saysLowIsBest(header),
  }
  return traits
}

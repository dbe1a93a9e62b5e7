import type { Field } from './types.ts'

/** Fields that a header can name on its own; the score is found by its values too. */
type NamedField = Exclude<Field, 'score' | 'scale'>

/**
 * What columns are called in English, Russian, Kazakh and Lithuanian. A name that
 * equals one of these words is surer than one that only holds it.
 */
const WORDS: Readonly<Record<NamedField, readonly string[]>> = {
  at: [
    'timestamp',
    'date',
    'datetime',
    'time',
    'at',
    'created at',
    'created',
    'submitted',
    'submitted at',
    'submit date',
    'response date',
    'review date',
    'date published',
    'published',
    'completed',
    'said at',
    'дата',
    'время',
    'дата ответа',
    'дата отзыва',
    'отметка времени',
    'создано',
    'дата и время',
    'күні',
    'күн',
    'уақыты',
    'уақыт',
    'жауап күні',
    'пікір күні',
    'data',
    'laikas',
    'atsakymo data',
    'atsiliepimo data',
    'laiko žyma',
    'data ir laikas',
    'sukurta',
  ],
  text: [
    'comment',
    'comments',
    'review',
    'reviews',
    'text',
    'feedback',
    'verbatim',
    'why',
    'reason',
    'remarks',
    'message',
    'body',
    'content',
    'answer text',
    'open answer',
    'review text',
    'what could we improve',
    'отзыв',
    'отзывы',
    'комментарий',
    'комментарии',
    'текст',
    'почему',
    'причина',
    'пожелания',
    'сообщение',
    'пікір',
    'пікірі',
    'пікірлер',
    'түсініктеме',
    'мәтін',
    'неге',
    'неліктен',
    'себебі',
    'ұсыныс',
    'atsiliepimas',
    'atsiliepimai',
    'komentaras',
    'komentarai',
    'tekstas',
    'kodėl',
    'priežastis',
    'pastabos',
  ],
  externalId: [
    'id',
    'response id',
    'review id',
    'external id',
    'answer id',
    'feedback id',
    'respondent id',
    'ticket id',
    'submission id',
    'uuid',
    'record id',
    'token',
    'номер ответа',
    'ид',
    'идентификатор',
    'id ответа',
    'id отзыва',
    'номер анкеты',
    'жауап нөмірі',
    'сәйкестендіргіш',
    'id жауап',
    'atsakymo id',
    'identifikatorius',
    'atsakymo nr',
    'numeris',
  ],
  customer: [
    'customer',
    'customer id',
    'client',
    'client id',
    'email',
    'e-mail',
    'phone',
    'member id',
    'user id',
    'клиент',
    'id клиента',
    'код клиента',
    'покупатель',
    'почта',
    'телефон',
    'тұтынушы',
    'клиент id',
    'сатып алушы',
    'klientas',
    'kliento id',
    'kliento nr',
    'pirkėjas',
    'el paštas',
  ],
  author: [
    'author',
    'reviewer',
    'name',
    'user',
    'username',
    'reviewer name',
    'respondent',
    'автор',
    'имя',
    'пользователь',
    'авторы',
    'есімі',
    'аты',
    'пайдаланушы',
    'autorius',
    'vardas',
    'naudotojas',
    'vartotojas',
  ],
  brand: [
    'brand',
    'бренд',
    'марка',
    'брэнд',
    'prekės ženklas',
    'prekės ženklą',
    'company',
    'компания',
    'įmonė',
  ],
  product: [
    'product',
    'product name',
    'item',
    'variation',
    'variant',
    'sku',
    'товар',
    'продукт',
    'услуга',
    'тауар',
    'өнім',
    'қызмет',
    'prekė',
    'produktas',
    'paslauga',
    'gaminys',
  ],
  channel: ['channel', 'канал', 'арна', 'kanalas'],
  store: [
    'store',
    'store id',
    'store name',
    'shop',
    'branch',
    'outlet',
    'location',
    'point of sale',
    'магазин',
    'филиал',
    'отделение',
    'точка продаж',
    'торговая точка',
    'дүкен',
    'филиалы',
    'бөлімше',
    'сауда нүктесі',
    'parduotuvė',
    'filialas',
    'skyrius',
  ],
  stage: [
    'stage',
    'touchpoint',
    'journey stage',
    'step',
    'этап',
    'точка контакта',
    'кезең',
    'байланыс нүктесі',
    'etapas',
    'sąlyčio taškas',
  ],
  segment: [
    'segment',
    'customer segment',
    'сегмент',
    'группа',
    'сегменті',
    'segmentas',
    'grupė',
    'tier',
    'plan',
    'type of traveller',
  ],
  lang: ['lang', 'language', 'locale', 'язык', 'тіл', 'тілі', 'kalba'],
  source: [
    'source',
    'platform',
    'site',
    'источник',
    'площадка',
    'дереккөз',
    'алаң',
    'šaltinis',
    'platforma',
  ],
  tags: [
    'tags',
    'tag',
    'labels',
    'topics',
    'теги',
    'метки',
    'темы',
    'тегтер',
    'белгілер',
    'žymos',
    'temos',
  ],
  url: ['url', 'link', 'permalink', 'ссылка', 'сілтеме', 'nuoroda'],
  survey: [
    'survey',
    'survey name',
    'questionnaire',
    'опрос',
    'анкета',
    'сауалнама',
    'apklausa',
    'anketa',
  ],
  kind: ['kind'],
}

/** Returns a name with only its words: `created_at` and `Created At:` alike. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Returns how surely a header names the field: 3 equal, 2 one of its words, 0 not at all. */
export function nameStrength(header: string, field: NamedField): 0 | 2 | 3 {
  const plain = plainName(header)
  const words = WORDS[field].map(plainName)
  if (words.includes(plain)) return 3
  const padded = ` ${plain} `
  return words.some((word) => word.length > 2 && padded.includes(` ${word} `)) ? 2 : 0
}

const RECOMMEND =
  /recommend|promoter|\bnps\b|рекоменд|посовет|советова|ұсына|ұсыну|кеңес бер|rekomend/iu
const SATISFIED = /satisf|\bcsat\b|удовлетвор|довольн|доволен|қанағат|риза|patenkint|pasitenkin/iu
const EFFORT =
  /effort|\bces\b|\beas(?:y|ily|e)\b|усили|легко|прост[оа]|сложн|күш|оңай|жеңіл|қиын|pastang|lengv|sunku|papras/iu
const HARD = /effort|difficult|усили|сложн|трудн|күш|қиын|pastang|sunk/iu
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
  /excellent|very satisf|completely satisf|fully satisf|best|very good|great|very easy|very likely|отличн|превосход|полностью доволен|очень дово|полностью удовл|очень хорош|очень легко|лучш|өте жақсы|тамаша|өте риза|толық қанағат|өте оңай|puik|labai ger|labai patenk|visiškai patenk|labai lengv|geriaus/iu
const BAD =
  /terrible|very dissatisf|very unsatisf|worst|very bad|very poor|very difficult|not at all|unlikely|ужасн|очень плох|очень недово|совсем не|совершенно не|крайне недово|очень трудн|худш|өте нашар|мүлдем|өте жаман|қанағаттанбай|өте қиын|labai blog|labai nepatenk|visiškai nepatenk|labai sunk|blogiaus/iu

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
export function questionTraits(header: string): QuestionTraits {
  const traits = {
    recommend: RECOMMEND.test(header),
    satisfied: SATISFIED.test(header),
    effort: EFFORT.test(header),
    hard: HARD.test(header),
    rated: RATED.test(header),
    whole: WHOLE.test(header),
    zeroToTen: ZERO_TO_TEN.test(header),
    scale: scaleIn(header),
    lowIsBest: saysLowIsBest(header),
  }
  return traits
}

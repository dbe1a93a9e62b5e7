import { POLARITIES, type Polarity } from '../../src/analysis/types.ts'
import type { Locale } from '../../src/core/locale.ts'
import { type LabelledText, type Part, readLabelled } from './feedback-data.ts'
import { type OwnText, ownTexts } from './own-texts.ts'

/** A text with the sentiment that a person gave it. */
export interface SentimentRow {
  readonly text: string
  readonly label: Polarity
  readonly domain: string
  readonly weight: number
}

interface Source {
  readonly file: string
  /** Name of the domain where the rows carry none. */
  readonly domain: string
  readonly weight: number
}

/** Files by language; a lower weight is for texts that are less like feedback. */
const SOURCES: Readonly<Record<'en' | 'ru' | 'kk', readonly Source[]>> = {
  en: [
    { file: 'en_mabsa_train.jsonl', domain: 'mabsa', weight: 1 },
    { file: 'en_uci_train.jsonl', domain: 'uci', weight: 1 },
    { file: 'en_vader_tweets.jsonl', domain: 'tweets', weight: 0.6 },
    { file: 'en_vader_news.jsonl', domain: 'news', weight: 0.4 },
  ],
  ru: [
    { file: 'ru_mabsa_train.jsonl', domain: 'mabsa', weight: 1 },
    { file: 'ru_mabsa_dev.jsonl', domain: 'mabsa', weight: 1 },
  ],
  kk: [
    { file: 'kk_kazsandra_train.jsonl', domain: 'kazsandra', weight: 1 },
    { file: 'kk_kazsandra_dev.jsonl', domain: 'kazsandra-dev', weight: 1 },
  ],
}

/** Lectures and physics questions say little of customers. */
const DOMAIN_WEIGHT: Readonly<Record<string, number>> = {
  sight: 0.3,
  amazon: 1.3,
  yelp: 1.3,
  imdb: 1.3,
}
/** A clause of MAMS whose terms agree; neutral terms are mostly mentions, not verdicts. */
const CLAUSE_WEIGHT: Readonly<Record<Polarity, number>> = {
  positive: 0.3,
  negative: 0.3,
  neutral: 0.1,
}
const LEAST_WORDS = 4
const CLAUSE_END = /[,.;!?–-]\s|\s(?:but|however|although|though|while|yet)\s/g

const RUSSIAN =
  /(^|[\s,.!])(не|и|на|что|очень|все|это|как|но|для|нет|можно|по|спасибо|хорошо|отлично|приложение)([\s,.!]|$)/i
const KAZAKH =
  /[әғқңөұүһі]|екен|емес|жок|болды|жакс|рахмет|керек|деп|бул|мен|оте|биз|унад|калай|неге|маган|барі|бари|жаман/i

/** A few texts of the English data are Vietnamese. */
const VIETNAMESE = /[\u1ea0-\u1ef9]/

function labelled(rows: readonly LabelledText[], source: Source): SentimentRow[] {
  return rows.flatMap((row) => {
    if (row.label === null || VIETNAMESE.test(row.text)) return []
    const domain = row.domain ?? source.domain
    const weight = source.weight * (DOMAIN_WEIGHT[domain] ?? 1)
    return [{ text: row.text, label: row.label, domain, weight }]
  })
}

/** Cuts a sentence into clauses and keeps those whose terms have one polarity. */
function clausesOf(row: LabelledText): SentimentRow[] {
  const ends = [...row.text.matchAll(CLAUSE_END)].map((match) => match.index + 1)
  const cuts = [0, ...ends, row.text.length]
  return cuts.slice(1).flatMap((end, at) => {
    const start = cuts[at] ?? 0
    const inside = (row.aspects ?? []).filter(
      ({ from = -1, to = -1 }) => from >= start && to <= end,
    )
    const [label, ...others] = new Set(inside.map(({ polarity }) => polarity))
    const text = row.text.slice(start, end).trim()
    if (label === undefined || label === 'conflict' || others.length > 0) return []
    if (text.split(' ').length < LEAST_WORDS) return []
    return [{ text, label, domain: 'mams', weight: CLAUSE_WEIGHT[label] }]
  })
}

function mamsClauses(folder: string, part: Part): SentimentRow[] {
  const files = ['en_mams_atsa_train.jsonl', 'en_mams_atsa_dev.jsonl']
  return files.flatMap((file) => readLabelled(folder, file, part).flatMap(clausesOf))
}

/** Weight of the project's own sentences beside those of the data sets. */
const OWN_WEIGHT: Readonly<Record<Locale, number>> = { en: 0.6, ru: 1, kk: 1, lt: 1 }

/** Praises one side and scolds another, and takes neither part. */
function isBalanced({ label, aspects }: OwnText): boolean {
  const polarities = new Set(aspects.values())
  return label === 'neutral' && polarities.has('positive') && polarities.has('negative')
}

/**
 * Lithuanian is learned from these sentences alone: balanced ones would make a
 * verdict of every "but", even after praise with a small reservation.
 */
function ownWeight(lang: Locale, text: OwnText): number {
  return lang === 'lt' && isBalanced(text) ? 0 : OWN_WEIGHT[lang]
}

function ownRows(lang: Locale, part: Part): SentimentRow[] {
  return ownTexts(lang, part).map((own) => ({
    text: own.text,
    label: own.label,
    domain: 'own',
    weight: ownWeight(lang, own),
  }))
}

/** Returns the labelled texts of a language. The Kazakh files also hold reviews in Russian. */
export function sentimentRows(folder: string, lang: Locale, part: Part = 'all'): SentimentRow[] {
  const own = ownRows(lang, part)
  if (lang === 'lt') return own
  const given = SOURCES[lang].flatMap((source) =>
    labelled(readLabelled(folder, source.file, part), source),
  )
  const rows = [...given, ...own]
  if (lang === 'en') return [...rows, ...mamsClauses(folder, part)]
  if (lang !== 'ru') return rows
  const file = 'kk_kazsandra_train.jsonl'
  const mixed = labelled(readLabelled(folder, file, part), {
    file,
    domain: 'kazsandra',
    weight: 0.5,
  })
  return [...rows, ...mixed.filter((row) => RUSSIAN.test(row.text) && !KAZAKH.test(row.text))]
}

/** Returns the number of a polarity among the classes of a head. */
export function classOf(polarity: Polarity): number {
  return POLARITIES.indexOf(polarity)
}

import type { Field } from './types.ts'

/** Fields that a header can name on its own; the score is found by its values too. */
type NamedField = Exclude<Field, 'score' | 'scale'>

/**
 * What columns are called in English, Russian, Kazakh and Lithuanian. A name that
 * equals one of these words is surer than one that only holds it.
 */
const WORDS: Readonly<Record<NamedField, string>> = {
  at: `
    timestamp, date, datetime, time, at, created at, created, submitted, submitted at,
    submit date, submission date, response date, recorded date, end date, responded, review date, date published, published, completed, said at,
    дата, время, дата ответа, дата отзыва, отметка времени, создано, дата и время, күні,
    күн, уақыты, уақыт, жауап күні, пікір күні, data, laikas, atsakymo data,
    atsiliepimo data, laiko žyma, data ir laikas, sukurta`,
  text: `
    comment, comments, remark, review, reviews, text, feedback, review content, review body, verbatim, why, reason, remarks,
    message, body, content, answer text, open answer, review text, what could we improve,
    мнение, мнением, впечатления, впечатлениями, отзыв, отзывы, комментарий, комментарии, текст, текст отзыва, почему, причина, пожелания, сообщение,
    пікір, пікірі, пікіріңіз, пікіріңізді, пікірлер, пікірлеріңіз, пікірлеріңізді, ұсыныстарыңызды,
    түсініктемеңіз, ұсыныстарыңыз, түсініктеме, мәтін, неге, неліктен, себебі, ұсыныс,
    nuomonė, nuomonę, atsiliepimas, atsiliepimą, atsiliepimai, komentarą, komentaras, komentarai, tekstas, kodėl, priežastis,
    pastabos,
    improve, better, suggestions, explain, please specify, улучшить, предложения,
    замечания, жақсарту, pagerinti, pasiūlymai`,
  externalId: `
    id, response id, review id, external id, answer id, feedback id, respondent id,
    ticket id, submission id, survey id, interview id, uuid, record id, token, номер ответа, ид, идентификатор,
    id ответа, id отзыва, номер анкеты, жауап нөмірі, сәйкестендіргіш, id жауап,
    atsakymo id, identifikatorius, atsakymo nr, numeris,
    ticket number, ticket, case id, case number, номер обращения, номер заявки, номер тикета,
    өтініш нөмірі, kreipinio nr, kreipinio numeris, užklausos nr`,
  customer: `
    customer, customer id, client, client id, email, e-mail, phone, member id, user id,
    клиент, id клиента, код клиента, покупатель, почта, телефон, тұтынушы, клиент id,
    сатып алушы, klientas, kliento id, kliento nr, pirkėjas, el paštas`,
  author: `
    author, reviewer, name, user, username, reviewer name, person name, full name,
    nickname, respondent, автор, имя, фио,
    пользователь, авторы, есімі, аты, пайдаланушы, autorius, vardas, naudotojas,
    vartotojas`,
  brand: `
    brand, бренд, марка, брэнд, prekės ženklas, prekės ženklą, company, компания, įmonė`,
  product: `
    product, product name, item, variation, variant, sku, товар, продукт, услуга, тауар,
    өнім, қызмет, prekė, produktas, paslauga, gaminys`,
  channel: `
    channel, канал, арна, kanalas`,
  store: `
    store, store id, store name, shop, branch, outlet, location, point of sale, магазин,
    магазине, филиал, филиале, отделение, отделении, точка продаж, торговая точка, дүкен, дүкенде, филиалы, бөлімше, бөлімшеде,
    сауда нүктесі, parduotuvė, parduotuvėje, filialas, filiale, skyrius, skyriuje`,
  stage: `
    stage, touchpoint, journey stage, step, этап, точка контакта, кезең, байланыс нүктесі,
    etapas, sąlyčio taškas`,
  segment: `
    segment, customer segment, сегмент, группа, сегменті, segmentas, grupė, tier, plan,
    type of traveller`,
  lang: `
    lang, language, locale, язык, тіл, тілі, kalba`,
  source: `
    source, platform, site, источник, площадка, дереккөз, алаң, šaltinis, platforma`,
  tags: `
    tags, tag, labels, topics, теги, метки, темы, тегтер, белгілер, žymos, temos`,
  url: `
    url, link, permalink, ссылка, сілтеме, nuoroda`,
  survey: `
    survey, survey name, questionnaire, опрос, анкета, сауалнама, apklausa, anketa`,
  kind: `
    kind`,
  firstResponseAt: `
    first response at, first response, first response date, first response timestamp,
    first responded at, first response time, first reply at, first reply, first reply date,
    first reply time, first answered at, answered at, responded at, replied at, reply date,
    owner reply date, response timestamp, дата первого ответа, первый ответ,
    время первого ответа, отвечено, дата ответа клиенту, дата ответа компании,
    алғашқы жауап, алғашқы жауап күні, алғашқы жауап уақыты, бірінші жауап,
    бірінші жауап уақыты, жауап берілген күні, жауап берілді, pirmas atsakymas,
    pirmojo atsakymo data, pirmojo atsakymo laikas, pirmo atsakymo data, atsakyta,
    įmonės atsakymo data`,
  resolvedAt: `
    resolved at, resolved, resolution date, resolved date, date resolved, resolution time,
    resolution timestamp, solved at, solved, solved date, closed at, closed, closed date,
    date closed, дата решения, время решения, решено, решен, дата закрытия, закрыто,
    закрыт, шешілген күні, шешілген уақыты, шешілді, жабылған күні, жабылды,
    išspręsta, išsprendimo data, sprendimo data, sprendimo laikas, uždaryta,
    uždarymo data`,
}

const plainWords = new Map<NamedField, readonly string[]>()

/** Returns the names of a field with only their words; made when the field is first looked for. */
function plainWordsOf(field: NamedField): readonly string[] {
  let words = plainWords.get(field)
  if (!words) {
    words = WORDS[field].split(',').map(plainName)
    plainWords.set(field, words)
  }
  return words
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

const WHICH = /^(?:which|what|как(?:ой|ом|ая|ую)|қай|kuri(?:s|ame|oje|ą)?|koki(?:a|ame|oje|ą)?)$/u
/** Words that may stand before it: `in which`, `в каком`. */
const BEFORE_WHICH = ['in', 'at', 'from', 'в', 'из', 'о', 'iš']

/** Whether a header asks which one it was: `Which store did you visit?`, `Қай бөлімшеде болдыңыз?` */
export function asksWhich(header: string, field: NamedField): boolean {
  const [first = '', ...rest] = plainName(header).split(' ')
  const [which, name] = BEFORE_WHICH.includes(first) ? rest : [first, rest[0]]
  return WHICH.test(which ?? '') && name !== undefined && plainWordsOf(field).includes(name)
}

/** Words that name a field alone, but not within a longer name, as in `Package name`. */
const ONLY_ALONE = ['name', 'user', 'имя', 'есімі', 'аты', 'vardas']

/** Returns how surely a header names the field: 3 equal, 2 one of its words, 0 not at all. */
export function nameStrength(header: string, field: NamedField): 0 | 2 | 3 {
  const plain = plainName(header).replace(/ (?:utc|gmt)$/, '')
  const words = plainWordsOf(field)
  if (words.includes(plain)) return 3
  const padded = ` ${plain} `
  const within = (word: string): boolean =>
    word.length > 2 && !ONLY_ALONE.includes(word) && padded.includes(` ${word} `)
  return words.some(within) ? 2 : 0
}

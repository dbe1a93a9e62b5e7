import { fileURLToPath } from 'node:url'
import { LOCALES, type Locale } from '../core/locale.ts'
import { shipped } from '../shipped.ts'
import { AROUND_DENSE } from './around.ts'
import { DENSE_COUNT } from './features.ts'
import type { LanguageModel, TextLanguage } from './language-id.ts'
import { headOf, type LinearHead } from './linear-head.ts'
import { type ModelFile, readModelFile } from './model-file.ts'
import type { ExtraLexicon } from './reader.ts'

/** How scores become a decision: divided by the temperature, then shifted a class. */
export interface Calibration {
  readonly temperature: number
  readonly shift: readonly number[]
}

export interface CalibratedHead extends Calibration {
  readonly head: LinearHead
}

/** Detects the aspects of a sentence; label by label. */
export interface AspectHead {
  readonly head: LinearHead
  /** Taxonomy keys of the labels. */
  readonly labels: readonly string[]
  /** Score from which a label holds: with a word of the taxonomy, and without. */
  readonly thresholds: readonly { readonly named: number; readonly unnamed: number }[]
}

/** Everything that was learned for one language. */
export interface LanguageHeads {
  readonly sentiment: CalibratedHead
  /** Polarity of an aspect that a sentence speaks of. */
  readonly mention: CalibratedHead
  /** Polarity towards a name. */
  readonly target: CalibratedHead
  /** None where there is no data: the words of the taxonomy decide. */
  readonly aspects: AspectHead | undefined
  readonly extra: ExtraLexicon | undefined
}

/** The shipped models; each file is read when its language first comes up. */
export interface Models {
  /** Names the data and settings that the files were trained with. */
  readonly version: string
  language(): LanguageModel
  heads(lang: Locale): LanguageHeads
}

function shippedFolder(): URL {
  const file = shipped('models/language.bin')
  if (!file) throw new Error('the analysis models are missing: language.bin')
  return new URL('./', file)
}

function calibrated(file: ModelFile, name: string): CalibratedHead {
  const all = file.header['calibration'] as Readonly<Record<string, Calibration>>
  const found = all[name]
  if (!found) throw new Error(`model file without the calibration of ${name}`)
  return { head: headOf(file, name), temperature: found.temperature, shift: found.shift }
}

function extraLexicon(file: ModelFile): ExtraLexicon | undefined {
  const bytes = file.bytes.get('lexicon')
  if (!bytes) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lexicon = new Map<number, number>()
  for (let at = 0; at + 5 <= bytes.length; at += 5) {
    lexicon.set(view.getInt32(at), view.getInt8(at + 4) / 20)
  }
  return lexicon
}

/** Writes a second lexicon as `extraLexicon` reads it: hash, then twentieths. */
export function packLexicon(lexicon: ExtraLexicon): Int8Array {
  const bytes = new Int8Array(lexicon.size * 5)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [hash, valence] of lexicon) {
    view.setInt32(at, hash)
    view.setInt8(at + 4, Math.round(valence * 20))
    at += 5
  }
  return bytes
}

function aspectHead(file: ModelFile): AspectHead | undefined {
  if (!file.bytes.has('aspects')) return undefined
  return {
    head: headOf(file, 'aspects'),
    labels: file.header['labels'] as readonly string[],
    thresholds: file.header['thresholds'] as AspectHead['thresholds'],
  }
}

/** Numbers of real-valued features that the heads expect. */
export const FEATURE_VERSION = `${DENSE_COUNT}.${AROUND_DENSE}`

/** Returns the heads in a language's model file. Throws where they were trained on other features. */
export function headsOf(file: ModelFile): LanguageHeads {
  if (file.header['features'] !== FEATURE_VERSION) {
    throw new Error('the analysis models were trained for another version: npm run train')
  }
  return {
    sentiment: calibrated(file, 'sentiment'),
    mention: calibrated(file, 'mention'),
    target: calibrated(file, 'target'),
    aspects: aspectHead(file),
    extra: extraLexicon(file),
  }
}

/** Opens the models of a folder, by default those that the program ships with. */
export function openModels(folder: URL = shippedFolder()): Models {
  const read = (name: string) => readModelFile(fileURLToPath(new URL(`${name}.bin`, folder)))
  const languageFile = read('language')
  const language: LanguageModel = {
    head: headOf(languageFile, 'language'),
    classes: languageFile.header['classes'] as readonly TextLanguage[],
  }
  const heads = new Map<Locale, LanguageHeads>()
  return {
    version: String(languageFile.header['version']),
    language: () => language,
    heads(lang) {
      let found = heads.get(lang)
      if (!found) {
        found = headsOf(read(lang))
        heads.set(lang, found)
      }
      return found
    },
  }
}

/** The language codes that a source may state. */
export function knownLanguage(code: string | undefined): Locale | undefined {
  const short = code?.trim().toLowerCase().slice(0, 2)
  return LOCALES.find((locale) => locale === short)
}

import type { Sentiment } from '../core/analysis.ts'
import { fold } from './fold.ts'
import { hasWord } from './word-list.ts'

/** What people call a sentiment, in any language; first the stored name. */
const SENTIMENT_WORDS: Readonly<Record<Sentiment, string>> = {
  positive:
    'positive pos good praise позитив позитивный позитивная позитивные положительный положительная положительное положительные хорошо оң жағымды позитивті teigiamas teigiama teigiami teigiamai gerai',
  negative:
    'negative neg bad complaint негатив негативный негативная негативные отрицательный отрицательная отрицательное отрицательные плохо теріс жағымсыз негативті neigiamas neigiama neigiami neigiamai blogai',
  neutral:
    'neutral neu нейтрально нейтральный нейтральная нейтральное нейтральные бейтарап neutralus neutrali neutralu neutraliai',
}

const YES_WORDS = 'yes y true да иә ия taip'
const NO_WORDS = 'no n false нет жоқ ne'
const NONE_WORDS = 'none no remove нет убрать жоқ алып-тастау nėra ne pašalinti'
const UNDO_WORDS = 'undo revert отменить отмена вернуть болдырмау қайтару atšaukti grąžinti'
const FIRST_PERSON_WORDS =
  'first-person firsthand first-hand wom experience опыт личный-опыт от-первого-лица сарафан тәжірибе жеке-тәжірибе patirtis asmeninė-patirtis'

/** Returns the sentiment that a word names in any language. */
export function sentimentNamed(word: string): Sentiment | undefined {
  const wanted = fold(word.trim())
  const all = Object.entries(SENTIMENT_WORDS) as [Sentiment, string][]
  return all.find(([, words]) => hasWord(words, wanted))?.[0]
}

/** Returns yes or no, as a word says it in any language. */
export function answerNamed(word: string): 'yes' | 'no' | undefined {
  const wanted = fold(word.trim())
  if (hasWord(YES_WORDS, wanted)) return 'yes'
  return hasWord(NO_WORDS, wanted) ? 'no' : undefined
}

/** Returns whether a word says that an aspect is not there. */
export function saysNone(word: string): boolean {
  return hasWord(NONE_WORDS, fold(word.trim()))
}

/** Returns whether a word asks to take a correction back. */
export function saysUndo(word: string): boolean {
  return hasWord(UNDO_WORDS, fold(word.trim()))
}

/** Returns whether a word means that the author speaks of their own experience. */
export function saysFirstPerson(word: string): boolean {
  return hasWord(FIRST_PERSON_WORDS, fold(word.trim()).replace(/\s+/g, '-'))
}

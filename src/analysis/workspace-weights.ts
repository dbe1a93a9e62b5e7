import type { Locale } from '../core/locale.ts'
import { DENSE_COUNT } from './features.ts'
import type { Judgement } from './judgement.ts'
import { emptyHead, type OnlineHead, type OnlineShape } from './online-head.ts'

/** Judgements of a language that are kept, the latest. */
const MOST_JUDGEMENTS = 2_000

/** What a workspace's corrections taught, stored as bytes. */
export interface WorkspaceWeights {
  /** What learns of aspects, by name. */
  readonly heads: ReadonlyMap<string, OnlineHead>
  /** Of whole texts, by language, oldest first: what they teach is fitted to all of them. */
  readonly judgements: ReadonlyMap<Locale, readonly Judgement[]>
}

export const NO_WEIGHTS: WorkspaceWeights = { heads: new Map(), judgements: new Map() }

/** The polarity of aspects: what is wrong is corrected and what is right is not, so less is believed. */
export const OPINION_SHAPE: OnlineShape = { classes: 3, dense: DENSE_COUNT, rate: 0.05 }
/** Whether a sentence speaks of an aspect. */
export const PRESENCE_SHAPE: OnlineShape = { classes: 1, dense: 0, rate: 0.1 }

/** Returns the name of the head that corrects the polarity of aspects in a language. */
export function opinionHead(lang: Locale): string {
  return `opinion ${lang}`
}

/** Returns the name of the head that corrects whether a text in a language speaks of an aspect. */
export function presenceHead(lang: Locale, aspect: string): string {
  return `presence ${lang} ${aspect}`
}

/** Returns the shape of the head of a name. */
export function shapeOf(name: string): OnlineShape {
  return name.startsWith('opinion ') ? OPINION_SHAPE : PRESENCE_SHAPE
}

/** Returns the head of a name, new where nothing was learned yet. */
export function headNamed(weights: WorkspaceWeights, name: string): OnlineHead {
  return weights.heads.get(name) ?? emptyHead(shapeOf(name))
}

/** Returns the weights with one head replaced. */
export function withHead(
  weights: WorkspaceWeights,
  name: string,
  head: OnlineHead,
): WorkspaceWeights {
  return { ...weights, heads: new Map(weights.heads).set(name, head) }
}

/** Returns the weights with one more judgement of a language. */
export function withJudgement(
  weights: WorkspaceWeights,
  lang: Locale,
  judgement: Judgement,
): WorkspaceWeights {
  const all = [...(weights.judgements.get(lang) ?? []), judgement].slice(-MOST_JUDGEMENTS)
  return { ...weights, judgements: new Map(weights.judgements).set(lang, all) }
}

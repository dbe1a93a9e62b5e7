import type { Locale } from '../core/locale.ts'
import type { Judgement } from './judgement.ts'
import { emptyHead, type OnlineHead } from './online-head.ts'

/** Judgements of a name that are kept, the latest. */
const MOST_JUDGEMENTS = 2_000

/** What a workspace's corrections taught, stored as bytes. */
export interface WorkspaceWeights {
  /** What learns which sentences speak of an aspect, by name. */
  readonly heads: ReadonlyMap<string, OnlineHead>
  /** Of polarity, by name, oldest first: what they teach is fitted to all of them. */
  readonly judgements: ReadonlyMap<string, readonly Judgement[]>
}

export const NO_WEIGHTS: WorkspaceWeights = { heads: new Map(), judgements: new Map() }

/** Returns the name of the judgements of whole texts in a language. */
export function sentimentOf(lang: Locale): string {
  return `sentiment ${lang}`
}

/** Returns the name of the judgements of what texts in a language say of aspects. */
export function opinionOf(lang: Locale): string {
  return `opinion ${lang}`
}

/** Returns the name of the head that corrects whether a text in a language speaks of an aspect. */
export function presenceHead(lang: Locale, aspect: string): string {
  return `presence ${lang} ${aspect}`
}

/** Returns the head of a name, new where nothing was learned yet. */
export function headNamed(weights: WorkspaceWeights, name: string): OnlineHead {
  return weights.heads.get(name) ?? emptyHead()
}

/** Returns the weights with one head replaced. */
export function withHead(
  weights: WorkspaceWeights,
  name: string,
  head: OnlineHead,
): WorkspaceWeights {
  return { ...weights, heads: new Map(weights.heads).set(name, head) }
}

/** Returns the weights with one more judgement of a name. */
export function withJudgement(
  weights: WorkspaceWeights,
  name: string,
  judgement: Judgement,
): WorkspaceWeights {
  const all = [...(weights.judgements.get(name) ?? []), judgement].slice(-MOST_JUDGEMENTS)
  return { ...weights, judgements: new Map(weights.judgements).set(name, all) }
}

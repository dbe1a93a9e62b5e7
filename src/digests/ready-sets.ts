import type { FeedbackKind } from '../core/feedback.ts'

/** Contents that are ready to be taken, by name. */
export const READY_SETS = ['daily', 'weekly', 'monthly'] as const
export type ReadySet = (typeof READY_SETS)[number]

const METRICS: readonly { readonly kind: FeedbackKind; readonly command: string }[] = [
  { kind: 'nps', command: 'nps' },
  { kind: 'csat', command: 'csat' },
  { kind: 'ces', command: 'ces' },
  { kind: 'review', command: 'rating' },
]

/** What each set tells beside the metrics that the workspace has. */
const SETS: Readonly<
  Record<ReadySet, { readonly period: string; readonly texts: readonly string[] }>
> = {
  daily: { period: 'yesterday', texts: ['sentiment', 'quotes'] },
  weekly: { period: 'last-week', texts: ['sentiment', 'moved', 'aspects', 'quotes'] },
  monthly: { period: 'last-month', texts: ['sentiment', 'moved', 'aspects', 'stores', 'quotes'] },
}

/** Returns the set of that name, or undefined. */
export function readySet(name: string): ReadySet | undefined {
  return READY_SETS.find((each) => each === name.toLowerCase())
}

/**
 * Returns the command lines of a set in a workspace: the metrics that it has answers to,
 * what moved, and where it has texts, what they say.
 */
export function linesOfSet(
  set: ReadySet,
  has: { readonly kinds: ReadonlySet<FeedbackKind>; readonly texts: boolean },
): readonly string[] {
  const { period, texts } = SETS[set]
  const metrics = METRICS.filter(({ kind }) => has.kinds.has(kind)).map(({ command }) => command)
  return [...metrics, ...(has.texts ? texts : [])].map((command) => `${command} ${period}`)
}

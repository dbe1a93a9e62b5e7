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
  Record<
    ReadySet,
    {
      readonly period: string
      /** Also why each metric changed, where it clearly did. */
      readonly reasons: boolean
      readonly texts: readonly string[]
      /** Where anything was ever to be answered: how long that took, and what still waits. */
      readonly waiting: readonly string[]
    }
  >
> = {
  daily: { period: 'yesterday', reasons: false, texts: ['sentiment', 'quotes'], waiting: [] },
  weekly: {
    period: 'last-week',
    reasons: true,
    texts: ['sentiment', 'moved', 'aspects', 'quotes'],
    waiting: ['response'],
  },
  monthly: {
    period: 'last-month',
    reasons: true,
    texts: ['sentiment', 'moved', 'aspects', 'stores', 'quotes'],
    waiting: ['response'],
  },
}

/** Returns the set of that name, or undefined. */
export function readySet(name: string): ReadySet | undefined {
  return READY_SETS.find((each) => each === name.toLowerCase())
}

/**
 * Returns the command lines of a set in a workspace: the metrics that it has answers to,
 * why they changed, what moved, where anything is to be answered how long that took, and where it has texts, what
 * they say.
 */
export function linesOfSet(
  set: ReadySet,
  has: {
    readonly kinds: ReadonlySet<FeedbackKind>
    readonly texts: boolean
    readonly waiting: boolean
  },
): readonly string[] {
  const { period, reasons, texts, waiting } = SETS[set]
  const metrics = METRICS.filter(({ kind }) => has.kinds.has(kind)).map(({ command }) => command)
  const lines = [
    ...metrics,
    ...(reasons ? metrics.map((metric) => `why ${metric}`) : []),
    ...(has.waiting ? waiting : []),
    ...(has.texts ? texts : []),
  ]
  return lines.map((command) => `${command} ${period}`)
}

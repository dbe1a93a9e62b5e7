import type { Alert, Reading } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Quote } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { quoteOf } from '../report/quoted.ts'
import type { CountedRule } from './evaluate.ts'
import { windowAt } from './windows.ts'

const MOST_QUOTES = 3

/** Returns the newest words behind what fired: of the subject that stands out, from its window. */
export async function quotesBehind(
  { rule, workspace }: Alert,
  began: readonly Reading[],
  {
    store,
    zone,
    now,
  }: { readonly store: Store; readonly zone: string; readonly now: EpochSeconds },
): Promise<readonly Quote[]> {
  const [worst] = began
  if (!worst) return []
  if (rule.type === 'each') {
    const items = await Promise.all(
      worst.items.slice(0, MOST_QUOTES).map((id) => store.feedback(workspace, id)),
    )
    return items.flatMap((item) => (item?.text ? [quoteOf(item, zone)] : []))
  }
  const own =
    rule.each === null || worst.subject === ''
      ? []
      : [{ dimension: rule.each, names: [worst.subject] }]
  const tone = toneOf(rule)
  const { quotes } = await store.quotes(workspace, {
    range: windowAt(rule.window, zone, now),
    filters: [
      ...rule.filters,
      ...own,
      ...(tone ? [{ dimension: 'sentiment' as const, names: [tone] }] : []),
    ],
    words: [],
    limit: MOST_QUOTES,
  })
  return quotes.map((feedback) => quoteOf(feedback, zone))
}

/** Which words explain what fired: the bad ones, unless things are better than that. */
function toneOf(rule: CountedRule): 'negative' | 'positive' | undefined {
  if (rule.type === 'usual') {
    if (rule.count === 'negative' || rule.count === 'detractors') return 'negative'
    return rule.count === 'positive' ? 'positive' : undefined
  }
  const isHigh = rule.type === 'level' ? rule.side === 'above' : rule.direction === 'rises'
  return isHigh === (rule.metric === 'negative-share') ? 'negative' : 'positive'
}

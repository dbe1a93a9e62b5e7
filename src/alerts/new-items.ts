import type { AlertRule, Reading } from '../core/alert.ts'
import type { Feedback } from '../core/feedback.ts'
import type { EpochSeconds, FeedbackId } from '../core/identity.ts'
import type { StoreFilter } from '../core/store.ts'
import { isRecommendQuestion } from '../metrics/nps.ts'
import type { Watching } from './measure.ts'

const PAGE = 1_000
/** What one check looks at; the rest comes with the next, so that an import holds nothing up. */
const MOST_PAGES = 20
const DETRACTOR = 6
const MOST_ITEMS = 50

/** A rule about every new piece of feedback. */
export type EachRule = Extract<AlertRule, { type: 'each' }>

/**
 * Returns the feedback that came in since `seen` and that the rule is about, how far it was
 * looked at, and whether that was all. What was said before `since` tells of no new trouble: an
 * import of old answers fires nothing.
 */
export async function newItems(
  rule: EachRule,
  since: EpochSeconds,
  seen: FeedbackId | null,
  { store, workspace }: Watching,
): Promise<{
  readonly reading: Reading
  readonly seen: FeedbackId | null
  readonly all: boolean
}> {
  const items: FeedbackId[] = []
  let n = 0
  let after = seen
  let all = false
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await store.exportPage(workspace, after, PAGE)
    for (const feedback of found) {
      if (feedback.at < since || !isAbout(rule, feedback)) continue
      n += 1
      items.push(feedback.id)
    }
    after = found.at(-1)?.id ?? after
    all = found.length < PAGE
    if (all) break
  }
  const nothing = { low: null, high: null, against: null }
  const newest = items.slice(-MOST_ITEMS).reverse()
  return {
    reading: { subject: '', firing: n > 0, value: n, n, items: newest, ...nothing },
    seen: after,
    all,
  }
}

function isAbout({ count, filters }: EachRule, feedback: Feedback): boolean {
  return isCounted(count, feedback, filters) && filters.every((each) => passes(each, feedback))
}

function isCounted(
  count: EachRule['count'],
  { score, scale, kind, analysis, text }: Feedback,
  filters: readonly StoreFilter[],
): boolean {
  const aspect = filters.find(({ dimension }) => dimension === 'aspect')?.names ?? []
  const said = analysis?.aspects.filter((each) => aspect.includes(each.aspect)) ?? []
  const polarity = aspect.length > 0 ? said.map((each) => each.polarity) : [analysis?.sentiment]
  switch (count) {
    case 'detractors':
      return (
        score !== null &&
        scale !== null &&
        isRecommendQuestion({ kind, scale }) &&
        score <= DETRACTOR
      )
    case 'mentions':
      return text !== null && (aspect.length === 0 || said.length > 0)
    case 'negative':
    case 'positive':
      return polarity.some((each) => each === count)
  }
}

function passes({ dimension, names }: StoreFilter, feedback: Feedback): boolean {
  switch (dimension) {
    case 'aspect':
      return true
    case 'tag':
      return feedback.tags.some((tag) => names.includes(tag))
    case 'sentiment':
      return names.includes(feedback.analysis?.sentiment ?? '')
    case 'wom':
      return names.includes(feedback.analysis?.firstPerson ? 'yes' : 'no')
    default: {
      const value = feedback[dimension]
      return typeof value === 'string' && names.includes(value)
    }
  }
}

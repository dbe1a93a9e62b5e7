import type { FeedbackKind } from '../core/feedback.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Series, Store } from '../core/store.ts'
import { OPINION_SCALE } from '../metrics/sentiment.ts'

/** What a metric can be asked of: a question, or the sentiment of all analysed texts. */
export interface AskedSeries extends Omit<Series, 'kind'> {
  readonly kind: FeedbackKind | 'sentiment'
}

/** Returns the workspace's questions and, where texts were analysed, their sentiment. */
export async function askedSeries(
  store: Store,
  workspace: WorkspaceId,
): Promise<readonly AskedSeries[]> {
  const [questions, opinions] = await Promise.all([
    store.series(workspace),
    store.opinions(workspace),
  ])
  const whole = opinions.find(({ aspect }) => aspect === null)
  if (!whole) return questions
  return [...questions, { id: whole.id, kind: 'sentiment', survey: null, scale: OPINION_SCALE }]
}

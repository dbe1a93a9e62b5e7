import { zoneCalendar } from '../calendar/zone.ts'
import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Store, Workspace } from '../core/store.ts'
import { sampleFeedback } from './generator.ts'
import { HISTORY_DAYS } from './story.ts'

const SEED = 'two shops'
const BATCH = 2000

/**
 * Makes the sample workspace, or carries it on up to `now` where it ends before:
 * the story stays where it was, and the days since are quiet. Returns the
 * workspace and how many items were added.
 */
export async function ensureSample(
  store: Store,
  name: string,
  options: { readonly zone: string; readonly locale: Locale; readonly now: EpochSeconds },
): Promise<{ readonly workspace: Workspace; readonly added: number }> {
  const { zone, locale, now } = options
  const workspace = await store.ensureWorkspace(name, { zone, locale, sample: true })
  const calendar = zoneCalendar(workspace.zone)
  const span = await store.span(workspace.id)
  const anchor = span ? calendar.dayOf(span.first) + HISTORY_DAYS : calendar.dayOf(now)
  const feedback = sampleFeedback({
    seed: SEED,
    zone: workspace.zone,
    anchor,
    until: now,
    ...(span ? { firstDay: calendar.dayOf(span.last) } : {}),
  })
  let added = 0
  let items: NewFeedback[] = []
  const flush = async (): Promise<void> => {
    const { accepted } = await store.ingest(workspace.id, { items, derivedIds: false })
    added += accepted
    items = []
  }
  for (const item of feedback) {
    items.push(item)
    if (items.length === BATCH) await flush()
  }
  if (items.length > 0) await flush()
  return { workspace, added }
}

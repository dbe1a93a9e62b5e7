import { zoneCalendar } from '../calendar/zone.ts'
import type { NewFeedback } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { isLocal } from '../core/platforms.ts'
import type { Store, WaveKey, Workspace } from '../core/store.ts'
import { LEAST_ANSWERS, type Survey, type SurveyAnswer, type SurveyWave } from '../core/survey.ts'
import { customerOf } from './pseudonym.ts'

const HALF_A_DAY = 43_200

/**
 * Closes a wave and makes its answers feedback, in one transaction; what came of it goes to the
 * places where it was asked and to its owner. Returns undefined where it was closed before.
 */
export async function closeWave(
  store: Store,
  survey: Survey,
  wave: WaveKey,
  workspace: Workspace,
  now: EpochSeconds,
): Promise<SurveyWave | undefined> {
  return await store.atomically(async (inner) => {
    const messages = await inner.surveys.messages(wave)
    const closed = await inner.surveys.closeWave(wave, now, LEAST_ANSWERS)
    if (!closed) return undefined
    const items = await Promise.all(
      closed.answers.map((answer) => feedbackOf(inner, survey, closed.wave, answer, workspace)),
    )
    items.sort((left, right) => (left.externalId < right.externalId ? -1 : 1))
    if (items.length > 0) await inner.ingest(workspace.id, { items, derivedIds: false })
    for (const { what, target } of messages) {
      if (what !== 'question' || target.type !== 'place') continue
      await inner.surveys.addMessage(wave, { what: 'results', target, people: null })
    }
    const { platform, user } = survey.owner
    if (isLocal(platform)) return closed.wave
    await inner.surveys.addMessage(wave, {
      what: 'results',
      target: { type: 'person', platform, user },
      people: null,
    })
    return closed.wave
  })
}

/** The time is no more exact than the day: whoever saw somebody answer cannot find the answer by it. */
async function feedbackOf(
  store: Store,
  { name, kind, scale }: Survey,
  { survey, wave, closedAt }: SurveyWave,
  { person, score, why, platform, firstAt }: SurveyAnswer,
  { id, zone }: Workspace,
): Promise<NewFeedback> {
  const customer = await customerOf(store, id, person)
  const calendar = zoneCalendar(zone)
  const noon = calendar.startOfDay(calendar.dayOf(firstAt)) + HALF_A_DAY
  return {
    kind,
    score,
    scale,
    survey: name,
    text: why,
    lang: null,
    at: Math.min(noon, closedAt ?? noon) as EpochSeconds,
    source: platform,
    externalId: `S-${survey}.${wave}:${customer}`,
    customer,
    author: null,
    brand: null,
    product: null,
    channel: 'survey',
    store: null,
    stage: null,
    segment: null,
    tags: [],
    url: null,
    factors: [],
  }
}

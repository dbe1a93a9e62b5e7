import { authorizeDestination } from '../access/destination.ts'
import type { Logger } from '../core/adapter.ts'
import type { CommandRegistry } from '../core/command.ts'
import type { ChatAdapter, PlaceFacts } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import type { Store, Workspace } from '../core/store.ts'
import { type Survey, type SurveyMessage, type SurveyWave, surveyKey } from '../core/survey.ts'
import { destinationOf } from '../digests/destination.ts'
import { closeWave } from './close.ts'
import { questionNotice } from './question.ts'
import { resultsReport } from './results.ts'

const AT_ONCE = 50
const RETRY_SECONDS = 15
const RESULTS_WORTH_SECONDS = 2 * 86_400

/** What surveys take from outside to go out by themselves. */
export interface SurveyParts {
  readonly store: Store
  readonly registry: CommandRegistry
  readonly log: Logger
  readonly clock: () => EpochSeconds
  /** The running adapter of a platform, or undefined where it does not run now. */
  readonly outlet: (platform: string) => Pick<ChatAdapter, 'bot' | 'encode' | 'place'> | undefined
}

/** Closes waves whose time is over and queues messages that wait; returns how many were queued. */
export async function tendSurveys(parts: SurveyParts): Promise<number> {
  const { store, clock } = parts
  const due = await store.surveys.dueWaves(clock(), AT_ONCE)
  for (const wave of due) {
    const found = await surveyOf(store, wave)
    if (found) await closeWave(store, found.survey, wave, found.workspace, clock())
  }
  let queued = 0
  for (const message of await store.surveys.dueMessages(clock(), AT_ONCE)) {
    if (await queue(parts, message)) queued += 1
  }
  return queued
}

async function surveyOf(
  store: Store,
  { workspace: id, survey }: Pick<SurveyWave, 'workspace' | 'survey'>,
): Promise<{ readonly survey: Survey; readonly workspace: Workspace } | undefined> {
  const found = await store.surveys.find(id, survey)
  const workspace = (await store.workspaces()).find((each) => each.id === id)
  return found && workspace && { survey: found, workspace }
}

/** Puts one message into the outbox; its mark and the message are one transaction. */
async function queue(parts: SurveyParts, message: SurveyMessage): Promise<boolean> {
  const { store, clock, log, outlet } = parts
  const found = await surveyOf(store, message)
  const wave = (await store.surveys.waves(message.workspace, message.survey)).find(
    (each) => each.wave === message.wave,
  )
  if (!found || !wave) return false
  const now = clock()
  const giveUpAt = (
    message.what === 'question' ? wave.closesAt : (wave.closedAt ?? now) + RESULTS_WORTH_SECONDS
  ) as EpochSeconds
  if (now >= giveUpAt) return await refuse(parts, message, 'surveys.missed')
  const adapter = outlet(message.target.platform)
  if (!adapter?.bot) {
    await store.surveys.postponeMessage(message, (now + RETRY_SECONDS) as EpochSeconds)
    return false
  }
  try {
    await checkDestination(parts, found, message, adapter)
  } catch (error) {
    if (error instanceof UserError) return await refuse(parts, message, error.id)
    log.warn('survey-place-not-known', { survey: message.survey, detail: String(error) })
    await store.surveys.postponeMessage(message, (now + RETRY_SECONDS) as EpochSeconds)
    return false
  }
  const encoded = adapter.encode(
    await replyOf(store, found, wave, message),
    destinationOf(message.target),
    {
      now,
      locale: found.survey.locale,
      audience: 'channel',
      keyPrefix: surveyKey(message, message.number).replace(/:$/, ''),
      giveUpAt,
    },
  )
  return await store.atomically(async (inner) => {
    if (!(await inner.surveys.endMessage(message, { state: 'queued' }))) return false
    await inner.delivery.enqueue(encoded.parts, encoded.buttons)
    return true
  })
}

async function refuse(
  { store, log }: SurveyParts,
  message: SurveyMessage,
  reason: string,
): Promise<false> {
  await store.surveys.endMessage(message, { state: 'refused', reason })
  log.warn('survey-not-sent', { survey: message.survey, wave: message.wave, reason })
  return false
}

/** What a place may be told is asked when it is sent: places change hands. */
async function checkDestination(
  { store, registry }: SurveyParts,
  { survey, workspace }: { readonly survey: Survey; readonly workspace: Workspace },
  { target, what }: SurveyMessage,
  adapter: Pick<ChatAdapter, 'place'>,
): Promise<void> {
  if (target.type === 'person') return
  const { channel, thread, platform } = target
  const place: PlaceFacts | undefined = await adapter.place(channel, thread)
  if (!place?.member) throw new UserError('surveys.place-gone', { channel })
  const { scope } = await authorizeDestination(
    { store, registry },
    {
      workspace,
      owner: survey.owner,
      lines: what === 'results' ? [survey.kind] : [],
      target: { type: 'place', platform, place },
    },
  )
  if (what === 'results' && scope.length > 0) throw new UserError('access.whole-workspace')
}

async function replyOf(
  store: Store,
  { survey, workspace }: { readonly survey: Survey; readonly workspace: Workspace },
  wave: SurveyWave,
  { what }: SurveyMessage,
): Promise<Reply> {
  const { zone, sample } = workspace
  if (what === 'question') return questionNotice(survey, wave, zone)
  return await resultsReport(store, survey, wave, { locale: survey.locale, zone, sample })
}

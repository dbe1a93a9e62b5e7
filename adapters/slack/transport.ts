import { opensForm } from '../../src/core/command.ts'
import type { ChatHost, InboundEvent } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import { translator } from '../../src/language/translate.ts'
import { draftOf, withDraft } from '../../src/report/form-draft.ts'
import { type Decoder, decodeStored } from './decode.ts'
import { formView, readForm } from './form.ts'
import { formMistake } from './form-check.ts'
import { readIntake } from './intake.ts'
import type { Intake } from './intake-kinds.ts'
import { isRecord, type Json, record } from './json.ts'
import { limits } from './limits.ts'
import { accountsIn } from './line.ts'
import { isWanted } from './reaction.ts'
import { postToResponseUrl } from './response-url.ts'
import type { OnEnvelope } from './socket.ts'
import type { StoredEvent } from './stored-event.ts'
import { hearTalk } from './talk.ts'

export interface Reception {
  readonly host: ChatHost
  readonly decoder: Decoder
  /** The bot's own user id. */
  readonly bot: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onEvent: () => void
  readonly onRevoked: () => void
}

type Event = Extract<Intake, { type: 'event' }>

/** Returns what is done with all that Slack sends: stored first, acknowledged then, answered later. */
export function createReception(reception: Reception): OnEnvelope {
  const { bot, host, now, onEvent, onRevoked } = reception
  const namesAccounts = accountsIn(host.registry)
  return async (body, ack) => {
    const intake = readIntake(body, Math.floor(now() / 1000), bot, namesAccounts)
    if (intake.type === 'ignored') {
      if (await hearTalk(body, reception)) await ack()
      return
    }
    onEvent()
    if (intake.type === 'revoked') {
      onRevoked()
      return ack()
    }
    if (intake.event.kind === 'reaction') return react(intake, ack, reception)
    if (asksForForm(intake, host)) {
      // Opening a form has no effect, so nothing is stored for it.
      await ack()
      if (await openForm(intake, reception)) return
      if (!(await stored(intake, reception))) await tellFault(intake, reception)
      return
    }
    const mistake = mistakeIn(intake, body, reception)
    if (mistake) return ack({ response_action: 'errors', errors: mistake })
    if (await stored(intake, reception)) return ack()
    await refuse(intake, body, ack, reception)
  }
}

/** A reaction where none was asked for does not reach the inbox; what cannot be told now comes again. */
async function react(intake: Event, ack: () => Promise<void>, reception: Reception): Promise<void> {
  try {
    if (await isWanted(intake.event, reception)) {
      if (await stored(intake, reception)) await ack()
      return
    }
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'error'
    return reception.host.log.warn('reaction-not-taken', { platform: 'slack', error: reason })
  }
  await ack()
}

/** Returns whether the event is in the inbox; a store that is too slow counts as none. */
async function stored(intake: Event, { bot, host, now }: Reception): Promise<boolean> {
  const { event, id } = intake
  const inbound: InboundEvent = {
    platform: 'slack',
    bot,
    externalId: id,
    receivedAt: Math.floor(now() / 1000) as EpochSeconds,
    replyBy: event.responseUntil as EpochSeconds | null,
    payload: JSON.stringify(event),
  }
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), limits.storeMilliseconds)
    })
    return (await Promise.race([host.receive(inbound), late])) !== false
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'error'
    host.log.error('event-not-stored', { platform: 'slack', error: reason })
    return false
  } finally {
    clearTimeout(timer)
  }
}

/** Returns what is wrong with a submitted form, by its fields, where reading it tells. */
function mistakeIn({ event }: Event, body: unknown, { decoder, host, now }: Reception) {
  const form = readForm(isRecord(body) ? record(body['view']) : {})
  if (event.kind !== 'submission' || !form) return undefined
  const locale: Locale = decoder.facts.knownLocale(event.user) ?? 'en'
  return formMistake(form, host.registry, {
    locale,
    now: Math.floor(now() / 1000) as EpochSeconds,
  })
}

function cannotStore({ user }: StoredEvent, { decoder }: Reception): string {
  const locale: Locale = decoder.facts.knownLocale(user) ?? 'en'
  return translator(locale)('slack:cannotStore')
}

/**
 * What could not be stored: Slack sends events again where they are not acknowledged; it
 * does not send commands again, so that the person is told.
 */
async function refuse(
  intake: Event,
  body: unknown,
  ack: (answer?: Json) => Promise<void>,
  reception: Reception,
): Promise<void> {
  const words = cannotStore(intake.event, reception)
  switch (intake.event.kind) {
    case 'mention':
    case 'direct':
    case 'reaction':
      return
    case 'slash':
      return ack({ response_type: 'ephemeral', text: words })
    case 'submission': {
      const field = readForm(isRecord(body) ? record(body['view']) : {})?.firstField
      return field ? ack({ response_action: 'errors', errors: { [field]: words } }) : ack()
    }
    case 'button':
    case 'shortcut':
      await ack()
      return tellFault(intake, reception)
  }
}

async function tellFault({ event }: Event, reception: Reception): Promise<void> {
  if (event.responseUrl === null) return
  const said = {
    response_type: 'ephemeral',
    replace_original: false,
    text: cannotStore(event, reception),
  }
  await postToResponseUrl(event.responseUrl, said).catch(() => {})
}

/** A command that opens a form, called with nothing, or the button that opens a refused one. */
function asksForForm({ event, trigger }: Event, { registry }: ChatHost): boolean {
  if (event.form && trigger !== null) return true
  if (trigger === null || event.key !== null || event.kind === 'submission') return false
  // On a message there is something to go by.
  if (event.pointed !== null) return false
  const command = registry.find(event.line.trim().split(/\s/)[0] ?? '')
  return command !== undefined && opensForm(command, event.line)
}

/** Returns false where no form came of it: the event is then answered like any other. */
async function openForm({ event, id, trigger }: Event, reception: Reception): Promise<boolean> {
  const { decoder, host } = reception
  try {
    const draft = event.form ? draftOf(await lineOf(event, host), host.registry) : undefined
    if (event.form && !draft) return false
    const asked = draft ? { ...event, line: draft.opens, key: null } : event
    const reply = await host.answer(await decodeStored(asked, id, decoder))
    if (reply.kind !== 'form') return false
    const view = formView(draft ? withDraft(reply, draft) : reply, event)
    await decoder.api.call('views.open', { trigger_id: trigger, view }, 'step')
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'error'
    host.log.warn('form-not-opened', { platform: 'slack', error: reason })
    return false
  }
}

async function lineOf({ key, line }: StoredEvent, host: ChatHost): Promise<string> {
  return key === null ? line : ((await host.buttonLine(key)) ?? '')
}

import type { Completion } from '../../src/core/adapter.ts'
import type { ChatHost, InboundEvent } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Form, Reply } from '../../src/core/reply.ts'
import { draftOf, withDraft } from '../../src/report/form-draft.ts'
import { choicesOf, typingOf } from './autocomplete.ts'
import { EPHEMERAL } from './bits.ts'
import type { Calls } from './calls.ts'
import type { StoredEvent } from './event.ts'
import { givenOptions, intentOf } from './intent.ts'
import { AUTOCOMPLETE, asInteraction, type Interaction } from './interaction.ts'
import { limits } from './limits.ts'
import { render } from './render.ts'
import { buttonRows } from './render-buttons.ts'
import { createResponder, plainMessage, RESPONSE, reasonOf, sentence } from './respond.ts'

export interface TransportParts {
  readonly host: ChatHost
  readonly calls: Pick<Calls, 'respond' | 'editOriginal' | 'followUp'>
  readonly bot: () => string | null
  readonly now: () => number
  /** Reads a stored event as a question. */
  readonly decode: (event: InboundEvent) => Promise<Invocation>
}

class TooSlow extends Error {}

/** Rejects where the promise takes longer; what it does goes on. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The builders of forms are loaded with the first form. */
async function modalOf(form: Form): Promise<object | undefined> {
  const { toModal } = await import('./form.ts')
  return toModal(form)
}

/** Returns what takes interactions: each is stored and acknowledged at the same time, and answered later. */
export function createTransport(parts: TransportParts) {
  const { host, calls, now } = parts
  const { respond, say } = createResponder(calls, host.log, now)

  function inbound(event: StoredEvent, arrived: number): InboundEvent {
    const receivedAt = Math.floor(arrived / 1000)
    return {
      platform: 'discord',
      bot: parts.bot() ?? event.application,
      externalId: event.interaction,
      receivedAt: receivedAt as EpochSeconds,
      replyBy: (receivedAt + limits.replySeconds) as EpochSeconds,
      payload: JSON.stringify(event),
    }
  }

  async function answer(
    interaction: Interaction,
    event: StoredEvent,
    update: boolean,
    arrived: number,
  ): Promise<void> {
    const flags = event.private && event.guild !== null ? EPHEMERAL : 0
    const body = update
      ? { type: RESPONSE.deferUpdate }
      : { type: RESPONSE.deferReply, data: { flags } }
    const [stored] = await Promise.allSettled([
      host.receive(inbound(event, arrived)),
      respond(interaction, body, arrived),
    ])
    if (stored.status === 'fulfilled') return
    host.log.error('discord-not-stored', {
      interaction: event.interaction,
      error: reasonOf(stored.reason),
    })
    await tellNotStored(interaction, event)
  }

  async function tellNotStored(interaction: Interaction, event: StoredEvent): Promise<void> {
    const body = sentence(interaction, 'discord:cannotStore')
    const { application, token } = event
    try {
      if (event.edits) await calls.followUp(application, token, { ...body, flags: EPHEMERAL }, [])
      else await calls.editOriginal(application, token, body, [])
    } catch (error) {
      host.log.warn('discord-not-told', { interaction: event.interaction, error: reasonOf(error) })
    }
  }

  async function openForm(
    interaction: Interaction,
    event: StoredEvent,
    arrived: number,
  ): Promise<void> {
    let reply: Reply
    try {
      const invocation = await within(
        parts.decode(inbound(event, arrived)),
        limits.computeMilliseconds,
      )
      const draft = draftOf(invocation.text, host.registry)
      const asked = draft ? { ...invocation, text: draft.opens } : invocation
      reply = await within(host.answer(asked), limits.computeMilliseconds)
      if (draft && reply.kind === 'form') reply = withDraft(reply, draft)
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error
      await say(interaction, 'discord:tooSlow', arrived)
      return
    }
    const modal = reply.kind === 'form' ? await modalOf(reply) : undefined
    if (modal) await respond(interaction, { type: RESPONSE.modal, data: modal }, arrived)
    else if (reply.kind === 'report') await answer(interaction, event, false, arrived)
    else await show(interaction, reply, arrived)
  }

  /** Shows a short reply at once, to the caller alone. */
  async function show(interaction: Interaction, reply: Reply, arrived: number): Promise<void> {
    const { message } = render(reply, {
      page: 0,
      canShare: false,
      mark: null,
      fileBytes: limits.fileBytes,
      lead: null,
      refused: null,
    })
    const rows = reply.kind === 'notice' ? buttonsThatFit(reply.actions) : []
    const data = { flags: EPHEMERAL, ...plainMessage(message.embeds, rows) }
    await respond(interaction, { type: RESPONSE.reply, data }, arrived)
  }

  /** What is shown without the inbox keeps no lines: only buttons whose line fits are offered. */
  function buttonsThatFit(actions: readonly { label: string; command: string }[]) {
    const short = actions.filter(({ command }) => command.length < limits.customId - 2)
    return buttonRows(short.map(({ label, command }) => ({ label, line: command, does: 'ask' })))
      .rows
  }

  async function complete(interaction: Interaction, arrived: number): Promise<void> {
    const { data } = interaction
    const command = host.registry.find(data?.name ?? '')
    const typing = command ? typingOf(command, givenOptions(data)) : undefined
    let found: readonly Completion[] = []
    if (typing) {
      const event = intentOf(
        { ...interaction, type: 2 },
        host.registry,
        Math.floor(arrived / 1000) as EpochSeconds,
      )
      if (event.type === 'answer' || event.type === 'form') {
        try {
          const invocation = await within(
            parts.decode(inbound(event.event, arrived)),
            limits.computeMilliseconds,
          )
          found = await within(
            host.complete({ ...invocation, text: typing.line }),
            Math.max(0, limits.computeMilliseconds - (now() - arrived)),
          )
        } catch (error) {
          host.log.warn('discord-completion-failed', { error: reasonOf(error) })
        }
      }
    }
    const choices = typing ? choicesOf(found, typing) : []
    await respond(interaction, { type: RESPONSE.choices, data: { choices } }, arrived)
  }

  return {
    /** Takes what the gateway sent; rejects only where the program itself is at fault. */
    async take(data: unknown): Promise<void> {
      const arrived = now()
      const interaction = asInteraction(data)
      if (!interaction) {
        host.log.warn('discord-unreadable-interaction')
        return
      }
      if (interaction.type === AUTOCOMPLETE) {
        await complete(interaction, arrived)
        return
      }
      const at = Math.floor(arrived / 1000) as EpochSeconds
      const intent = intentOf(interaction, host.registry, at)
      switch (intent.type) {
        case 'answer':
          return answer(interaction, intent.event, intent.update, arrived)
        case 'form':
          return openForm(interaction, intent.event, arrived)
        case 'refuse':
          await say(interaction, 'discord:notInstalled', arrived)
          return
        case 'unknown':
          await say(interaction, 'discord:unknown', arrived)
      }
    },
  }
}

import { EPHEMERAL } from './bits.ts'
import { fields, isRecord, list, number, text, texts } from './fields.ts'
import { type DiscordMessage, type DiscordUser, readMessage, readUser } from './message.ts'
import { THREADS } from './threads.ts'

/** An interaction as the gateway sends it; only what the adapter reads, and nothing of it is trusted. */
export interface Interaction {
  readonly id: string
  readonly application_id: string
  readonly type: number
  readonly token: string
  readonly data?: InteractionData
  readonly guild_id?: string
  readonly channel?: { readonly id?: string; readonly type?: number; readonly parent_id?: string }
  readonly channel_id?: string
  readonly member?: {
    readonly user?: DiscordUser
    readonly nick?: string | null
    readonly roles?: readonly string[]
    readonly permissions?: string
  }
  readonly user?: DiscordUser
  readonly locale?: string
  readonly context?: number
  readonly authorizing_integration_owners?: Readonly<Record<string, string>>
  readonly attachment_size_limit?: number
  readonly message?: { readonly id?: string; readonly flags?: number }
}

export interface InteractionData {
  readonly name?: string
  readonly type?: number
  readonly options?: readonly unknown[]
  readonly target_id?: string
  readonly resolved?: {
    readonly messages?: Readonly<Record<string, DiscordMessage>>
    readonly attachments?: Readonly<Record<string, DiscordAttachment>>
  }
  readonly custom_id?: string
  readonly components?: readonly unknown[]
}

/** A file that was given to a command. */
export interface DiscordAttachment {
  readonly filename?: string
  readonly size?: number
  readonly url?: string
}

export const COMMAND = 2
export const COMPONENT = 3
export const AUTOCOMPLETE = 4
export const MODAL_SUBMIT = 5
export const MESSAGE_COMMAND = 3

const SNOWFLAKE = /^\d{1,20}$/

function readData(value: unknown): InteractionData {
  const { resolved } = isRecord(value) ? value : {}
  const part = (name: string): Readonly<Record<string, unknown>> =>
    isRecord(resolved) && isRecord(resolved[name]) ? resolved[name] : {}
  return {
    ...fields(value, {
      name: text,
      type: number,
      options: list,
      target_id: text,
      custom_id: text,
      components: list,
    }),
    resolved: {
      messages: Object.fromEntries(
        Object.entries(part('messages')).map(([id, message]) => [id, readMessage(message)]),
      ),
      attachments: Object.fromEntries(
        Object.entries(part('attachments')).map(([id, attachment]) => [
          id,
          fields(attachment, { filename: text, size: number, url: text }),
        ]),
      ),
    },
  }
}

function readMember(value: unknown): NonNullable<Interaction['member']> {
  const { user } = isRecord(value) ? value : {}
  return { ...fields(value, { nick: text, roles: texts, permissions: text }), user: readUser(user) }
}

/**
 * Returns a dispatched payload as an interaction: what is not of the kind that Discord
 * documents is left out. Undefined for anything that cannot be answered.
 */
export function asInteraction(data: unknown): Interaction | undefined {
  if (!isRecord(data)) return undefined
  const { application_id, id, token, type } = data
  if (![id, application_id].every((each) => typeof each === 'string' && SNOWFLAKE.test(each))) {
    return undefined
  }
  if (typeof token !== 'string' || token === '' || typeof type !== 'number') return undefined
  return {
    id: String(id),
    application_id: String(application_id),
    type,
    token,
    ...fields(data, {
      guild_id: text,
      channel_id: text,
      locale: text,
      context: number,
      authorizing_integration_owners: isRecord,
      attachment_size_limit: number,
    }),
    data: readData(data['data']),
    channel: fields(data['channel'], { id: text, type: number, parent_id: text }),
    ...(isRecord(data['member']) ? { member: readMember(data['member']) } : {}),
    ...(isRecord(data['user']) ? { user: readUser(data['user']) } : {}),
    message: fields(data['message'], { id: text, flags: number }),
  }
}

/**
 * Returns who acted, in a server or in a direct message; without an id where Discord does not say
 * it.
 */
export function userOf(interaction: Interaction): DiscordUser {
  return interaction.member?.user ?? interaction.user ?? {}
}

/**
 * Returns the channel where it happened, and the thread in it; of a thread the channel is its
 * parent.
 */
export function placeOf(interaction: Interaction): {
  readonly channel: string
  readonly thread: string | null
} {
  const id = interaction.channel?.id ?? interaction.channel_id ?? ''
  const { type, parent_id } = interaction.channel ?? {}
  return type !== undefined && THREADS.has(type) && parent_id
    ? { channel: parent_id, thread: id }
    : { channel: id, thread: null }
}

/** Returns whether only one person sees the message whose button was pressed. */
export function isEphemeral({ message }: Interaction): boolean {
  return ((message?.flags ?? 0) & EPHEMERAL) !== 0
}

/**
 * Returns whether the bot was added by a person for themselves and not by the server, or
 * is called in a conversation that it is no part of.
 */
export function isForeign({
  authorizing_integration_owners: owners,
  context,
}: Interaction): boolean {
  if (context === 2) return true
  // One that names nobody at all is of the server that sent it.
  return owners !== undefined && Object.keys(owners).length > 0 && !('0' in owners)
}

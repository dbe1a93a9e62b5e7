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
  readonly resolved?: { readonly messages?: Readonly<Record<string, DiscordMessage>> }
  readonly custom_id?: string
  readonly components?: readonly unknown[]
}

export interface DiscordUser {
  readonly id?: string
  readonly username?: string
  readonly global_name?: string | null
  readonly bot?: boolean
}

export interface DiscordMessage {
  readonly id?: string
  readonly content?: string
  readonly timestamp?: string
  readonly author?: DiscordUser
  readonly embeds?: readonly { readonly title?: string; readonly description?: string }[]
  readonly thread?: { readonly id?: string }
}

export const COMMAND = 2
export const COMPONENT = 3
export const AUTOCOMPLETE = 4
export const MODAL_SUBMIT = 5
export const MESSAGE_COMMAND = 3

/** Types of channels that are threads. */
const THREADS: ReadonlySet<number> = new Set([10, 11, 12])
const EPHEMERAL = 1 << 6

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const SNOWFLAKE = /^\d{1,20}$/

/** Returns a dispatched payload as an interaction; undefined for anything that cannot be answered. */
export function asInteraction(data: unknown): Interaction | undefined {
  if (!isRecord(data)) return undefined
  const { id, application_id, token, type } = data
  const ids = [id, application_id]
  if (!ids.every((each) => typeof each === 'string' && SNOWFLAKE.test(each))) return undefined
  if (typeof token !== 'string' || token === '' || typeof type !== 'number') return undefined
  return data as unknown as Interaction
}

export function userOf(interaction: Interaction): DiscordUser {
  return interaction.member?.user ?? interaction.user ?? {}
}

/** Returns what people read as the user's name. */
export function nameOf(user: DiscordUser, nick?: string | null): string {
  return nick ?? user.global_name ?? user.username ?? user.id ?? ''
}

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
  return context === 2 || (owners !== undefined && !('0' in owners))
}

import type { StoredMessage } from './event.ts'
import { fields, flag, isRecord, text } from './fields.ts'

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

/** Returns a person as Discord documents them; what is of another kind is left out. */
export function readUser(value: unknown): DiscordUser {
  return fields(value, { id: text, username: text, global_name: text, bot: flag })
}

/** Returns a message as Discord documents it. */
export function readMessage(value: unknown): DiscordMessage {
  const { author, embeds, thread } = isRecord(value) ? value : {}
  return {
    ...fields(value, { id: text, content: text, timestamp: text }),
    author: readUser(author),
    embeds: (Array.isArray(embeds) ? embeds : []).map((each) =>
      fields(each, { title: text, description: text }),
    ),
    thread: fields(thread, { id: text }),
  }
}

/** Returns what people read as the user's name. */
export function nameOf(user: DiscordUser, nick?: string | null): string {
  return nick ?? user.global_name ?? user.username ?? user.id ?? ''
}

/** Returns a message as it is kept; in a thread, or at the beginning of one, it is part of it. */
export function keptOf(found: DiscordMessage, thread: string | null): StoredMessage {
  const embedded = (found.embeds ?? []).flatMap(({ title, description }) => [title, description])
  const text = [found.content, ...embedded].filter((each) => each !== undefined && each !== '')
  const author = found.author ?? {}
  return {
    id: found.id ?? '',
    text: text.join('\n'),
    author: { id: author.id ?? '', name: nameOf(author) },
    at: found.timestamp ?? '',
    thread: found.thread?.id ?? thread,
  }
}

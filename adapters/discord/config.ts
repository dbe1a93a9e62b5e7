/** What the adapter is told at start. */
export interface DiscordConfig {
  /** The bot's token. */
  readonly token: { reveal(): string }
  /** The server whose commands are registered at once; null registers them for all servers. */
  readonly guild: string | null
  /** The address of the API without its version; Discord's own unless said otherwise. */
  readonly api?: string
  /**
   * `user` answers in the language that a person chose in Discord, which knows no
   * Kazakh; `workspace` answers everyone in the workspace's language. `user` unless said otherwise.
   */
  readonly language?: 'user' | 'workspace'
  /**
   * Counts a new session and says whether it may be opened: Discord resets the token of a
   * bot that opens more than a thousand a day. Every session may, unless said otherwise.
   */
  readonly mayIdentify?: () => Promise<boolean>
  /**
   * Says whether this process is the one among several that holds the gateway; asked every
   * five seconds. The others answer and send beside it. This process holds it unless said
   * otherwise.
   */
  readonly mayConnect?: () => Promise<boolean>
  /** Keeps the gateway's session, so that a restarted process receives what it missed. */
  readonly session?: SessionKeeper
  /** Milliseconds since 1970; the machine's clock unless said otherwise. */
  readonly now?: () => number
}

/** Keeps one short text over restarts. */
export interface SessionKeeper {
  read(): Promise<string | null>
  write(session: string | null): Promise<void>
}

export const DISCORD_API = 'https://discord.com/api'

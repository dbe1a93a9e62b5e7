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
   * Divides the gateway among processes that share a database; those without a shard answer
   * and send beside the others. This process holds all of it unless said otherwise.
   */
  readonly shards?: ShardKeeper
  /** Keeps the gateway's sessions, so that a restarted process receives what it missed. */
  readonly session?: SessionKeeper
  /** Milliseconds since 1970; the machine's clock unless said otherwise. */
  readonly now?: () => number
}

/** Keeps a short text for each shard over restarts; the only shard's name is empty. */
export interface SessionKeeper {
  read(shard: string): Promise<string | null>
  write(session: string | null, shard: string): Promise<void>
}

/** Tells processes which shards of one gateway are theirs. Each call may reject. */
export interface ShardKeeper {
  /** How often to ask whether the shares have changed; what is held is held anew each time. */
  readonly lookMilliseconds: number
  /** Returns the number of shards that all processes use, by what Discord recommends now. */
  count(recommended: number): Promise<number>
  /** Returns how many of so many shards this process is to hold now, and announces it. */
  share(count: number): Promise<number>
  /** Holds a shard, or holds it for longer; false where another process does. */
  hold(shard: number): Promise<boolean>
  release(shard: number): Promise<void>
  /** Returns whether a session of this group of shards may be opened now, and takes the turn. */
  mayOpen(group: number): Promise<boolean>
  /** Leaves the shares to the others. */
  leave(): Promise<void>
}

export const DISCORD_API = 'https://discord.com/api'

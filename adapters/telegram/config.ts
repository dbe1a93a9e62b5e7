/** A value that prints as stars and is revealed only to the platform it belongs to. */
export interface TelegramSecret {
  reveal(): string
}

/** How updates come when Telegram is to call, instead of being asked. */
export interface TelegramWebhook {
  /** The public HTTPS address; its path is the one that is served. */
  readonly url: string
  /** 1–256 characters of `A-Za-z0-9_-`; derived from the token where none is given. */
  readonly secret?: TelegramSecret
  /** The address and port to listen on, behind whatever ends TLS; 0 takes any free port. */
  readonly host?: string
  readonly port: number
}

export interface TelegramConfig {
  readonly token: TelegramSecret
  /** Another Bot API server; `https://api.telegram.org` where none is given. */
  readonly api?: string
  /** Updates are asked for by long polling where there is none. */
  readonly webhook?: TelegramWebhook
  /** Only one process may poll for a bot at a time; asked before each poll. */
  readonly mayPoll?: () => Promise<boolean>
  /** Milliseconds since 1970; the machine's clock unless said otherwise. */
  readonly now?: () => number
  /** Seconds that a poll is held open; 30 unless said otherwise. */
  readonly pollSeconds?: number
}

/** A secret that shows itself only to who asks. */
export interface HiddenText {
  reveal(): string
}

/** What an installation says of its Slack app. */
export interface SlackConfig {
  /** `xoxb-…` */
  readonly botToken: HiddenText
  /** `xapp-…` with `connections:write`; needed for Socket Mode. */
  readonly appToken: HiddenText | null
  /** Needed where Slack calls the bot over HTTP. */
  readonly signingSecret: HiddenText | null
  /** Listens for Slack's calls on this port instead of opening Socket Mode; 0 takes any free one. */
  readonly port: number | null
  /** The address to listen on; every one of the machine unless said otherwise. */
  readonly host?: string
  /** The Web API's address; Slack's own unless said otherwise. */
  readonly api?: string
}

/** What a fake workspace holds. */
export interface FakeUser {
  readonly id: string
  readonly name: string
  team: string
  locale: string
  restricted: boolean
  stranger: boolean
  bot: boolean
}

export interface FakeChannel {
  readonly id: string
  readonly name: string
  kind: 'channel' | 'im'
  member: boolean
  archived: boolean
  shared: boolean
  /** The bot may not even know of it. */
  invisible: boolean
}

export interface FakeMessage {
  ts: string
  readonly channel: string
  readonly thread: string | null
  text: string
  blocks: readonly Readonly<Record<string, unknown>>[]
  metadata: unknown
  /** The one person who sees it; null for everyone. */
  readonly onlyFor: string | null
  readonly file: string | null
  /** How often its content was replaced. */
  edits: number
  /** `response_url` by which it was made. */
  readonly by: string | null
  /** Who wrote it; the bot where it is absent. */
  readonly user?: string
}

export interface FakeFile {
  readonly id: string
  readonly name: string
  readonly alt: string | null
  readonly length: number
  title: string
  bytes: Buffer | null
  readonly shares: { readonly channel: string; readonly ts: string }[]
}

export interface FakeResponse {
  readonly channel: string
  readonly user: string
  /** The message that was pressed on. */
  readonly source: string | null
  uses: number
  open: boolean
}

export const TEAM = 'T0HOME'
export const BOT = 'U0CXBOT'

export class World {
  readonly users = new Map<string, FakeUser>()
  readonly channels = new Map<string, FakeChannel>()
  readonly messages: FakeMessage[] = []
  readonly files = new Map<string, FakeFile>()
  readonly groups = new Map<string, string[]>()
  readonly responses = new Map<string, FakeResponse>()
  readonly views: { readonly trigger: string; readonly view: Readonly<Record<string, unknown>> }[] =
    []
  readonly triggers = new Set<string>()
  #count = 0

  constructor() {
    this.user('U1ANNA')
    this.user('U2BORIS', { locale: 'ru-RU' })
    this.user(BOT, { bot: true })
    this.channel('C1GENERAL')
    this.channel('C2FAR', { member: false })
    this.channel('D1ANNA', { kind: 'im' })
  }

  user(id: string, more: Partial<Omit<FakeUser, 'id'>> = {}): FakeUser {
    const user = {
      id,
      name: id.slice(2).toLowerCase(),
      team: TEAM,
      locale: 'en-US',
      restricted: false,
      stranger: false,
      bot: false,
      ...more,
    }
    this.users.set(id, user)
    return user
  }

  channel(id: string, more: Partial<Omit<FakeChannel, 'id'>> = {}): FakeChannel {
    const channel: FakeChannel = {
      id,
      name: id.slice(2).toLowerCase(),
      kind: 'channel',
      member: true,
      archived: false,
      shared: false,
      invisible: false,
      ...more,
    }
    this.channels.set(id, channel)
    return channel
  }

  next(): number {
    this.#count += 1
    return this.#count
  }

  ts(): string {
    const count = this.next()
    return `${Math.floor(Date.now() / 1000)}.${String(count).padStart(6, '0')}`
  }

  post(message: Omit<FakeMessage, 'ts' | 'edits'>): FakeMessage {
    const made = { ...message, ts: this.ts(), edits: 0 }
    this.messages.push(made)
    return made
  }

  /** What a person sees in a channel, oldest first. */
  seen(channel: string, user = 'U1ANNA'): readonly FakeMessage[] {
    return this.messages.filter(
      (message) =>
        message.channel === channel && (message.onlyFor === null || message.onlyFor === user),
    )
  }
}

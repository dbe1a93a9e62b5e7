import type { AdapterHealth } from '../../src/core/adapter.ts'
import type {
  ChatAdapter,
  ChatHost,
  DeliveryRates,
  EncodeContext,
  InboundEvent,
  OutgoingPart,
  SendOutcome,
} from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'

/** A message as people see it there. */
export interface Posted {
  readonly key: string
  readonly place: string
  readonly text: string
}

/** What the platform does with a call instead of answering it. */
export type Fault =
  | { readonly type: 'lost' }
  | { readonly type: 'hangs' }
  | { readonly type: 'down' }
  | { readonly type: 'gone'; readonly movedTo?: string }
  | { readonly type: 'expired' }
  | { readonly type: 'revoked' }
  | { readonly type: 'limited'; readonly seconds: number; readonly scope: 'place' | 'bot' }

/** A chat platform in memory: it keeps what was posted and plays faults. */
export class ChatPlatform {
  readonly posted: Posted[] = []
  /** Every call that came, with its time. */
  readonly calls: { readonly key: string; readonly place: string; readonly at: number }[] = []
  readonly readBacks: string[] = []
  private readonly retracted = new Set<number>()
  /** Asked before each call; undefined lets it through. */
  fault: (call: {
    readonly key: string
    readonly place: string
    readonly n: number
  }) => Fault | undefined = () => undefined
  private readonly now: () => number

  constructor(now: () => number = Date.now) {
    this.now = now
  }

  async post(key: string, place: string, text: string): Promise<SendOutcome> {
    this.calls.push({ key, place, at: this.now() })
    const fault = this.fault({ key, place, n: this.calls.length })
    switch (fault?.type) {
      case 'lost':
        this.posted.push({ key, place, text })
        return { type: 'unknown', detail: 'the connection broke' }
      case 'hangs':
        return await new Promise(() => undefined)
      case 'down':
        return { type: 'failed', detail: 'HTTP 503' }
      case 'gone':
        return {
          type: 'undeliverable',
          reason: 'no-such-place',
          detail: 'gone',
          ...(fault.movedTo !== undefined && { movedTo: fault.movedTo }),
        }
      case 'expired':
        return { type: 'undeliverable', reason: 'expired', detail: 'too late' }
      case 'revoked':
        return { type: 'unauthorised', detail: 'token_revoked' }
      case 'limited':
        return { type: 'rate-limited', retryAfterSeconds: fault.seconds, scope: fault.scope }
      default:
        this.posted.push({ key, place, text })
        return { type: 'sent', reference: `${this.posted.length}` }
    }
  }

  async find(key: string): Promise<Extract<SendOutcome, { type: 'sent' }> | null> {
    this.readBacks.push(key)
    const index = this.posted.findIndex((each) => each.key === key)
    return index < 0 ? null : { type: 'sent', reference: `${index + 1}` }
  }

  /** Takes a message away by what `post` and `find` called it. */
  async retract(reference: string): Promise<SendOutcome> {
    this.retracted.add(Number(reference) - 1)
    return { type: 'sent', reference }
  }

  /** What stands in a place, oldest first. */
  in(place: string): string[] {
    return this.posted
      .filter((each, index) => each.place === place && !this.retracted.has(index))
      .map(({ text }) => text)
  }
}

/** How an adapter reaches the platform. */
export type PlatformCalls = Pick<ChatPlatform, 'post' | 'find'> &
  Partial<Pick<ChatPlatform, 'retract'>>

/** What the fake's events say. */
export interface Said {
  readonly user: string
  readonly place: string
  readonly line: string
}

export interface FakeAdapterOptions {
  readonly calls: PlatformCalls
  readonly name?: string
  readonly bot?: string
  readonly rates?: DeliveryRates
  readonly decode?: (event: InboundEvent, said: Said) => Promise<void>
  readonly start?: () => Promise<void>
  /** Parts of an answer. */
  readonly partsEach?: number
}

/** A ChatAdapter for {@link ChatPlatform}: one message a part, its key found again. */
export interface FakeAdapter extends ChatAdapter {
  /** Delivers an event as the platform would; resolves when it is acknowledged. */
  deliver(id: string, said: Said, replyBy?: EpochSeconds | null): Promise<'new' | 'known'>
}

export function createFakeAdapter(options: FakeAdapterOptions): FakeAdapter {
  const { calls, name = 'fake', bot = 'B1' } = options
  let host: ChatHost | undefined
  let state: AdapterHealth['state'] = 'stopped'

  function encodeText(reply: Reply): string {
    if (reply.kind === 'notice') return reply.text.map(({ text }) => text).join('')
    return reply.title
  }
  return {
    name,
    bot,
    ...(options.rates && { rates: options.rates }),
    limits: {},
    capabilities: {
      images: false,
      tables: false,
      buttons: false,
      forms: false,
      privateReplies: true,
      editing: false,
    },
    async start(given) {
      state = 'starting'
      await options.start?.()
      host = given
      state = 'running'
    },
    async stop() {
      state = 'stopped'
    },
    health: () => ({ state, lastError: null, lastEventAt: null }),
    async deliver(id, said, replyBy = null) {
      if (!host) throw new Error('not started')
      return await host.receive({
        platform: name,
        bot,
        externalId: id,
        receivedAt: Math.floor(Date.now() / 1000) as EpochSeconds,
        replyBy,
        payload: JSON.stringify(said),
      })
    },
    lane(event) {
      const { user, place } = JSON.parse(event.payload) as Said
      return `${place} ${user}`
    },
    async decode(event): Promise<Invocation | null> {
      const said = JSON.parse(event.payload) as Said
      await options.decode?.(event, said)
      if (said.line === '') return null
      return {
        platform: name,
        eventId: event.externalId,
        workspace: '',
        user: { id: said.user, name: said.user, standing: 'member', groups: [] },
        place: {
          community: null,
          channel: said.place,
          thread: null,
          kind: 'channel',
          shared: false,
        },
        text: said.line,
        at: event.receivedAt,
        locale: null,
        zone: null,
      }
    },
    encode(reply, destination, context: EncodeContext) {
      const text = encodeText(reply)
      const said =
        destination.type === 'answer' ? (JSON.parse(destination.event.payload) as Said) : undefined
      const place =
        destination.type === 'place'
          ? destination.channel
          : destination.type === 'person'
            ? `@${destination.user}`
            : (said?.place ?? '')
      const late = destination.type === 'answer' && destination.late ? `late (${said?.line}): ` : ''
      const parts = Array.from(
        { length: options.partsEach ?? 1 },
        (_, n): OutgoingPart => ({
          key: `${context.keyPrefix}:${n}`,
          platform: name,
          bot,
          place,
          payload: `${late}${text}${n > 0 ? ` ${n + 1}` : ''}`,
          notBefore: context.now,
          giveUpAt: context.giveUpAt,
        }),
      )
      return { parts, buttons: [] }
    },
    send: (part) => calls.post(part.key, part.place, part.payload),
    findSent: (part) => calls.find(part.key),
    ...(calls.retract && {
      retract: async (_: unknown, reference: string) =>
        (await calls.retract?.(reference)) ?? { type: 'failed', detail: '' },
    }),
    place: async (channel) => ({
      community: null,
      channel,
      thread: null,
      kind: 'channel',
      shared: false,
      name: channel,
      member: true,
    }),
  }
}

import type { AdapterHost, Logger } from '../../src/core/adapter.ts'
import type {
  ChatAdapter,
  ChatHost,
  ClaimedPart,
  Encoded,
  InboundEvent,
  OutgoingPart,
  SendOutcome,
} from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'

const MOST_ATTEMPTS = 8

/** The inbox and the outbox in memory: enough to see an adapter at work. */
export class TinyDelivery {
  readonly invocations: Invocation[] = []
  readonly outcomes: SendOutcome[] = []
  readonly events = new Map<string, InboundEvent>()
  readonly logged: string[] = []
  /** Rejects, or is slow, where a test wants the database to fail. */
  beforeReceive: () => Promise<void> = async () => {}
  /** Told of each part before it is sent; a rejection ends the process there. */
  beforeSend: (part: OutgoingPart) => Promise<void> = async () => {}
  late = false
  readonly host: ChatHost
  readonly #adapter: ChatAdapter
  readonly #lines = new Map<string, string>()
  #work: Promise<void> = Promise.resolve()

  constructor(adapter: ChatAdapter, host: AdapterHost) {
    this.#adapter = adapter
    const log: Logger = {
      info: (event, fields) => this.logged.push(JSON.stringify({ event, ...fields })),
      warn: (event, fields) => this.logged.push(JSON.stringify({ event, ...fields })),
      error: (event, fields) => this.logged.push(JSON.stringify({ event, ...fields })),
    }
    this.host = {
      ...host,
      log,
      buttonLine: async (key) => this.#lines.get(key),
      receive: async (event) => {
        await this.beforeReceive()
        if (this.events.has(event.externalId)) return 'known'
        this.events.set(event.externalId, event)
        this.#work = this.#work.then(() => this.#answer(event))
        return 'new'
      },
    }
  }

  /** Resolves when all that came in was answered. */
  async settled(): Promise<void> {
    for (let work: Promise<void> | undefined; work !== this.#work; ) {
      work = this.#work
      await work
    }
  }

  async #answer(event: InboundEvent): Promise<void> {
    const invocation = await this.#adapter.decode(event)
    if (invocation === null) return
    this.invocations.push(invocation)
    const reply = await this.host.answer(invocation)
    const [name = ''] = invocation.text.split(' ')
    const declared = this.host.registry.find(name)?.audience ?? 'caller'
    await this.deliver(reply, invocation.share ? 'channel' : declared, {
      type: 'answer',
      event,
      late: this.late,
    })
  }

  /** Encodes a reply and sends its parts. */
  async deliver(
    reply: Reply,
    audience: 'caller' | 'channel',
    destination: Parameters<ChatAdapter['encode']>[1],
  ): Promise<Encoded> {
    const now = Math.floor(Date.now() / 1000) as EpochSeconds
    const id = destination.type === 'answer' ? destination.event.externalId : `d${now}`
    const encoded = this.#adapter.encode(reply, destination, {
      now,
      locale: reply.locale,
      audience,
      keyPrefix: `r:slack:${this.#adapter.bot}:${id}`,
      giveUpAt: (now + 3600) as EpochSeconds,
    })
    for (const { key, line } of encoded.buttons) this.#lines.set(key, line)
    for (const part of encoded.parts) this.outcomes.push(await this.send(part))
    return encoded
  }

  /** Sends a part as the sender does: an unknown outcome is read back before another attempt. */
  async send(part: OutgoingPart): Promise<SendOutcome> {
    const firstAttemptAt = Math.floor(Date.now() / 1000) as EpochSeconds
    let claimed: ClaimedPart = {
      ...part,
      fence: 1,
      attempts: 0,
      doubtful: false,
      firstAttemptAt,
      memo: null,
    }
    let outcome: SendOutcome = { type: 'failed', detail: 'not tried' }
    while (claimed.attempts < MOST_ATTEMPTS) {
      await this.beforeSend(part)
      const found = claimed.doubtful ? await this.#adapter.findSent(claimed) : null
      outcome =
        found ??
        (await this.#adapter.send(claimed, async (memo) => {
          claimed = { ...claimed, memo }
          return true
        }))
      if (outcome.type === 'rate-limited') {
        const { retryAfterSeconds } = outcome
        await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1000 + 20))
      } else if (outcome.type !== 'unknown' && outcome.type !== 'failed') {
        return outcome
      }
      const doubtful = claimed.doubtful || outcome.type === 'unknown'
      claimed = { ...claimed, attempts: claimed.attempts + 1, doubtful }
    }
    return outcome
  }
}

import { createKnownCaptures } from '../capture/known.ts'
import type { ChatHost, InboundEvent } from '../core/delivery.ts'
import { StorageError } from '../core/errors.ts'
import { createFollower } from '../listening/follow.ts'
import { createEar } from '../listening/hear.ts'
import { type EventWorker, startEventWorker } from './event-worker.ts'
import { Hearing } from './hearing.ts'
import { Meter, type Meters } from './meters.ts'
import { answerKey, type DeliveryParts, type SharedParts, secondsOf } from './parts.ts'
import { type Sender, startSender } from './sender.ts'
import { within } from './timing.ts'

/** Platforms wait three seconds; who gives the command must be told in time that it was not stored. */
const RECEIVE_MILLISECONDS = 1000
/** What is in hand may take this long to end while the platform answers. */
const STOP_MILLISECONDS = 10_000

/** The delivery of one bot: what comes in is stored, answered and sent, each once. */
export interface DeliveryEngine {
  /** What its adapter is started with; events may come in before {@link start}. */
  readonly host: ChatHost
  /** Begins to answer and to send; the adapter must know its bot by now. */
  start(): void
  /** There is something new in the outbox. */
  wake(): void
  /**
   * Takes nothing more and resolves when what is in hand is done: in ten seconds at most, and
   * soon where all of it waits for a platform that says nothing. The rest stays stored.
   */
  stop(): Promise<void>
  meters(): Meters
}

/** Returns the delivery of an adapter's bot. */
export function createDelivery(parts: DeliveryParts): DeliveryEngine {
  const { adapter, host, store, log, timing } = parts
  const meter = new Meter()
  const hearing = new Hearing(timing)
  let worker: EventWorker | undefined
  let sender: Sender | undefined
  let stopping = false

  async function receive(event: InboundEvent): Promise<'new' | 'known'> {
    const begun = timing.now()
    if (stopping) throw new StorageError('locked', 'the bot is stopping')
    const key = answerKey(event)
    meter.arrived(key, begun)
    const outcome = await within(
      store.delivery.receive(event),
      RECEIVE_MILLISECONDS,
      timing,
      () => new StorageError('locked', 'the inbox'),
    )
    meter.wasStored((timing.now() - begun) / 1000)
    meter.count(outcome === 'new' ? 'events' : 'duplicates')
    parts.atFaultPoint?.('received')
    if (outcome === 'new') worker?.wake()
    return outcome
  }

  return {
    host: {
      registry: host.registry,
      charts: host.charts,
      log,
      answer: (invocation) => host.answer(invocation),
      complete: (invocation) => host.complete(invocation),
      receive,
      hear: createEar({ store, clock: () => secondsOf(timing) }),
      follow: createFollower({ store, clock: () => secondsOf(timing) }),
      captures: createKnownCaptures(store, () => secondsOf(timing)),
      buttonLine: (key) => store.delivery.buttonLine(key),
    },
    start() {
      const { bot } = adapter
      if (bot === null) throw new Error(`${adapter.name} does not know its bot`)
      const shared: SharedParts = { ...parts, bot, meter, hearing }
      sender = startSender(shared)
      worker = startEventWorker(shared, () => sender?.wake())
    },
    wake: () => sender?.wake(),
    async stop() {
      stopping = true
      const done = (worker?.stop() ?? Promise.resolve()).then(() => {
        sender?.wake()
        return sender?.stop()
      })
      const ended = new AbortController()
      const silence = hearing.silence(ended.signal).then(() => {
        if (!ended.signal.aborted) log.warn('stopped-in-silence', { platform: adapter.name })
      })
      await within(
        Promise.race([done, silence]),
        STOP_MILLISECONDS,
        timing,
        () => new Error('still busy'),
      ).catch((error: unknown) => log.warn('stopped-in-work', { error: String(error) }))
      ended.abort()
    },
    meters: () => meter.read(),
  }
}

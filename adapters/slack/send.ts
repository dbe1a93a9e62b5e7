import type { Logger } from '../../src/core/adapter.ts'
import type { ChartRenderer } from '../../src/core/chart.ts'
import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import type { SlackApi } from './api.ts'
import { limits } from './limits.ts'
import { outcomeOf } from './outcome.ts'
import { type PartPayload, readPart } from './payload.ts'
import { openDirect, type Posting, postMessage } from './post.ts'
import { type Upload, uploadFile } from './upload.ts'
import { cutTo } from './words.ts'

export interface Sender {
  readonly api: SlackApi
  readonly charts: ChartRenderer
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The memo of a part whose file cannot be shown: it is said as a message. */
export const SAID_INSTEAD = 'message'

/** Makes the calls of one part. Never rejects. */
export async function sendPart(
  part: ClaimedPart,
  note: (memo: string) => Promise<boolean>,
  sender: Sender,
): Promise<SendOutcome> {
  try {
    const payload = readPart(part.payload)
    const { doubtful: again, key } = part
    const posting: Posting = { api: sender.api, now: sender.now, key, again }
    if (payload.kind === 'message') {
      return await postMessage(payload.to, payload.message, posting)
    }
    return await sendFile(payload, part.memo, note, sender, posting)
  } catch (error) {
    return outcomeOf(error)
  }
}

type FilePayload = Exclude<PartPayload, { kind: 'message' }>

async function sendFile(
  payload: FilePayload,
  memo: string | null,
  note: (memo: string) => Promise<boolean>,
  sender: Sender,
  posting: Posting,
): Promise<SendOutcome> {
  const { api, now } = sender
  const began = now()
  const instead = async (): Promise<SendOutcome> => {
    if (payload.instead.blocks.length === 0) return { type: 'sent', reference: '' }
    if (memo !== SAID_INSTEAD && !(await note(SAID_INSTEAD))) {
      return { type: 'failed', detail: 'another holder has taken over' }
    }
    return postMessage(payload.to, payload.instead, posting)
  }
  if (memo === SAID_INSTEAD) return instead()
  const content = await contentOf(payload, memo, sender)
  if (content === null) return instead()
  let outcome: SendOutcome
  try {
    const { channel, thread, user } = payload.to
    const place = channel ?? (user === null ? null : await openDirect(user, api))
    if (place === null) return instead()
    const { comment, name } = payload
    const upload: Upload = { ...content, comment, name, channel: place, thread }
    outcome = await uploadFile(upload, { api, note, known: memo, now, began })
  } catch (error) {
    outcome = outcomeOf(error)
  }
  return outcome.type === 'undeliverable' ? instead() : outcome
}

type Content = Pick<Upload, 'bytes' | 'title' | 'alt'>

/** Returns what is to be uploaded; null where the picture cannot be drawn. */
async function contentOf(
  payload: FilePayload,
  memo: string | null,
  { charts, log }: Sender,
): Promise<Content | null> {
  if (payload.kind === 'csv') {
    const { content, title } = payload
    return { bytes: new TextEncoder().encode(content), title, alt: null }
  }
  const { spec } = payload
  const alt = cutTo(tameLine(`${spec.title}. ${spec.alt}`), limits.altText)
  const title = cutTo(tameLine(spec.title), limits.header)
  if (memo !== null) return { bytes: new Uint8Array(), title, alt }
  try {
    return { bytes: new Uint8Array(await charts.render(spec)), title, alt }
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'error'
    log.warn('chart-failed', { platform: 'slack', error: reason })
    return null
  }
}

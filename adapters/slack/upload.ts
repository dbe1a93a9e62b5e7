import type { SendOutcome } from '../../src/core/delivery.ts'
import { networkFault, type SlackApi, SlackFault } from './api.ts'
import { list, record, text } from './json.ts'
import { limits } from './limits.ts'

export interface Upload {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly name: string
  readonly title: string
  /** What the picture says, for those who cannot see it; null for other files. */
  readonly alt: string | null
  /** Stands above the file; mrkdwn. */
  readonly comment: string
  readonly channel: string
  readonly thread: string | null
}

export interface UploadTools {
  readonly api: SlackApi
  readonly note: (memo: string) => Promise<boolean>
  /** The file of an earlier attempt, whose bytes are there. */
  readonly known: string | null
  /** Milliseconds since 1970, and when the send began. */
  readonly now: () => number
  readonly began: number
}

/**
 * Uploads a file in Slack's three steps and shows it in a channel with the last one. The
 * file's id is noted before that: by it a second attempt tells whether the first arrived.
 */
export async function uploadFile(upload: Upload, tools: UploadTools): Promise<SendOutcome> {
  const { api, known, note, now, began } = tools
  const file = known ?? (await store(upload, api))
  if (known === null && !(await note(file))) {
    return { type: 'failed', detail: 'another holder has taken over' }
  }
  if (now() - began > limits.lastStepMilliseconds) {
    return { type: 'failed', detail: 'no time left to show the file' }
  }
  const { channel, comment, thread, title } = upload
  await api.call(
    'files.completeUploadExternal',
    {
      files: [{ id: file, title }],
      channel_id: channel,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...(comment === '' ? {} : { initial_comment: comment }),
    },
    'step',
  )
  return { type: 'sent', reference: file }
}

async function store({ alt, bytes, name }: Upload, api: SlackApi): Promise<string> {
  const place = await api.call(
    'files.getUploadURLExternal',
    {
      filename: name,
      length: bytes.byteLength,
      ...(alt === null ? {} : { alt_txt: alt }),
    },
    'step',
  )
  const url = text(place['upload_url'])
  const id = text(place['file_id'])
  if (url === null || id === null) {
    throw new SlackFault({ type: 'unsent', reason: 'no place to upload to' })
  }
  let status: number
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      redirect: 'error',
      signal: AbortSignal.timeout(limits.stepMilliseconds),
    })
    await response.arrayBuffer()
    status = response.status
  } catch (error) {
    // Bytes alone show nothing: the file is not in any channel yet.
    const { fault } = networkFault(error)
    throw new SlackFault({ type: 'unsent', reason: 'reason' in fault ? fault.reason : fault.type })
  }
  if (status === 429) throw new SlackFault({ type: 'rate-limited', seconds: 30 })
  if (status >= 400) throw new SlackFault({ type: 'unsent', reason: `http-${status}` })
  return id
}

/** Returns where a file is shown, undefined where it is in no channel. */
export async function sharesOf(
  file: string,
  api: SlackApi,
): Promise<{ readonly channel: string; readonly ts: string | null } | undefined> {
  const answer = await api.call('files.info', { file }, 'step')
  const info = record(answer['file'])
  const shares = record(info['shares'])
  for (const kind of [record(shares['public']), record(shares['private'])]) {
    for (const [channel, places] of Object.entries(kind)) {
      return { channel, ts: text(record(list(places)[0])['ts']) }
    }
  }
  const channels = ['channels', 'groups', 'ims'].flatMap((kind) => list(info[kind]))
  const channel = channels.find((id) => typeof id === 'string' && id !== '')
  return typeof channel === 'string' ? { channel, ts: null } : undefined
}

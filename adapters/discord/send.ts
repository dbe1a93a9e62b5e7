import type { ChartRenderer, ChartSpec } from '../../src/core/chart.ts'
import type { ClaimedPart, SendOutcome } from '../../src/core/delivery.ts'
import { EPHEMERAL } from './bits.ts'
import type { Calls, FileToSend, SentMessage } from './calls.ts'
import { markOf } from './encode.ts'
import { limits } from './limits.ts'
import { isGone, isRefusedForm, outcomeOf } from './outcome.ts'
import type { Embed, Message, OpenPlace, PartPayload } from './payload.ts'
import { createPictures } from './pictures.ts'

const NO_MENTIONS = { parse: [], replied_user: false }

type DrawChart = (spec: ChartSpec) => Promise<Uint8Array>

interface Ready {
  readonly body: Readonly<Record<string, unknown>>
  readonly files: readonly FileToSend[]
}

/** Returns a message with its pictures drawn, or with tables in their place. */
async function prepare(
  message: Message,
  drawChart: DrawChart,
  fileBytes: number,
  simple: boolean,
): Promise<Ready> {
  const drawn = simple ? undefined : await draw(message, drawChart, fileBytes)
  const embeds: readonly Embed[] = drawn ? message.embeds : message.plainEmbeds
  const shown = drawn
    ? embeds.map((embed, index) => {
        const picture = message.pictures.find((each) => each.embed === index)
        return picture ? { ...embed, image: { url: `attachment://${picture.name}` } } : embed
      })
    : embeds
  const texts = message.files.flatMap(({ name, text, contentType }): FileToSend[] => {
    const data = new TextEncoder().encode(text)
    return simple || data.byteLength > fileBytes ? [] : [{ name, data, contentType }]
  })
  const files = [...(drawn ?? []), ...texts]
  const attachments = files.map(({ name }, id) => {
    const picture = message.pictures.find((each) => each.name === name)
    return {
      id: String(id),
      filename: name,
      ...(picture ? { description: picture.alt } : {}),
    }
  })
  return {
    body: {
      embeds: shown,
      components: message.rows,
      attachments,
      allowed_mentions: NO_MENTIONS,
    },
    files,
  }
}

async function draw(
  { pictures }: Message,
  drawChart: DrawChart,
  fileBytes: number,
): Promise<readonly FileToSend[] | undefined> {
  if (pictures.length === 0) return []
  try {
    const drawn = await Promise.all(
      pictures.map(async ({ name, spec }): Promise<FileToSend> => {
        return { name, data: await drawChart(spec), contentType: 'image/png' }
      }),
    )
    return drawn.every(({ data }) => data.byteLength <= fileBytes) ? drawn : undefined
  } catch {
    return undefined
  }
}

export interface Sender {
  send(part: ClaimedPart): Promise<SendOutcome>
  findSent(
    part: ClaimedPart,
  ): Promise<Extract<SendOutcome, { type: 'sent' }> | null | Exclude<SendOutcome, { type: 'sent' }>>
}

/** Returns what makes the call of a part and what looks for one that may have been made. */
export function createSender(
  calls: Calls,
  charts: ChartRenderer,
  bot: () => string | null,
): Sender {
  const drawChart = createPictures(charts)

  async function call(payload: PartPayload, simple: boolean): Promise<SendOutcome> {
    const { fileBytes, message, nonce, target } = payload
    const { body, files } = await prepare(message, drawChart, fileBytes, simple)
    switch (target.type) {
      case 'channel':
      case 'person': {
        // The same nonce from the same bot makes no second message within some minutes.
        const own = { ...body, nonce, enforce_nonce: true }
        return sent(await calls.post(await channelOf(target), own, files))
      }
      case 'original':
        return sent(await calls.editOriginal(target.application, target.token, body, files))
      case 'follow-up': {
        const { application, removes, token } = target
        if (removes) await removeOriginal(application, token)
        return sent(await calls.followUp(application, token, { ...body, flags: EPHEMERAL }, files))
      }
    }
  }

  async function channelOf(place: OpenPlace): Promise<string> {
    return place.type === 'channel' ? place.channel : calls.directChannel(place.user)
  }

  async function removeOriginal(application: string, token: string): Promise<void> {
    try {
      await calls.deleteOriginal(application, token)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }

  return {
    async send(part) {
      try {
        const payload = JSON.parse(part.payload) as PartPayload
        try {
          return await call(payload, false)
        } catch (error) {
          // Whatever Discord has against the pictures and files, the words go out.
          if (!isRefusedForm(error)) throw error
          return await call(payload, true)
        }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    async findSent(part) {
      try {
        const { nonce, target } = JSON.parse(part.payload) as PartPayload
        // An answer in its own place may be sent again: it takes the place of itself.
        if (target.type === 'original' || target.type === 'follow-up') return null
        const found = await findInHistory(await channelOf(target), part, nonce)
        return found ? sent(found) : null
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }

  async function findInHistory(
    channel: string,
    part: ClaimedPart,
    nonce: string,
  ): Promise<SentMessage | undefined> {
    const mark = markOf(part.key)
    let after = snowflakeAt(part.firstAttemptAt - 60)
    for (let page = 0; page < limits.historyPages; page += 1) {
      const messages = await calls.messagesAfter(channel, after)
      const own = messages.find(
        ({ author, embeds = [], nonce: given }) =>
          author?.id === bot() &&
          (given === nonce || embeds.some(({ footer }) => footer?.text?.endsWith(mark) === true)),
      )
      if (own || messages.length < limits.historyMessages) return own
      after = newest(messages) ?? after
    }
    return undefined
  }
}

function newest(messages: readonly SentMessage[]): string | undefined {
  return messages
    .map(({ id }) => id)
    .sort((one, other) => (BigInt(one) < BigInt(other) ? 1 : -1))[0]
}

/** Milliseconds since 1970 at which Discord's ids begin. */
const DISCORD_EPOCH = 1_420_070_400_000n

/** Returns the smallest id that Discord may give at a time. */
function snowflakeAt(seconds: number): string {
  const milliseconds = BigInt(Math.floor(seconds)) * 1000n - DISCORD_EPOCH
  return String(milliseconds < 0n ? 0n : milliseconds << 22n)
}

function sent({ channel_id, id }: SentMessage): SendOutcome & { readonly type: 'sent' } {
  return { type: 'sent', reference: `${channel_id}/${id}` }
}

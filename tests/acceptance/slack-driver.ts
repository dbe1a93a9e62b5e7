import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to an address for answers. */
export interface Response {
  readonly type: 'ephemeral' | 'in_channel'
  readonly text: string
  readonly blocks: readonly Block[]
}

export interface Block {
  readonly type: string
  readonly elements?: readonly {
    readonly action_id?: string
    readonly value?: string
    readonly text?: { readonly text: string }
  }[]
}

/** Does what Slack does beside its Web API: it signs what it tells the bot and hosts addresses for answers. */
export class SlackDriver {
  readonly responses: Response[] = []
  readonly #secret: string
  readonly #address: string
  readonly #server: Server
  #port = 0
  #number = 0

  constructor(secret: string, address: string) {
    this.#secret = secret
    this.#address = address
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const said = JSON.parse(Buffer.concat(chunks).toString('utf8'))
        const { blocks = [], response_type: type = 'ephemeral', text = '' } = said
        this.responses.push({ type, text, blocks })
        response.end('ok')
      })
    })
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** Returns an address for answers. */
  responseUrl(): string {
    this.#number += 1
    return `http://127.0.0.1:${this.#port}/response/${this.#number}`
  }

  /** Tells the bot of a slash command and returns the status of its acknowledgement. */
  command(fields: Readonly<Record<string, string>>): Promise<number> {
    return this.#post(new URLSearchParams(fields).toString())
  }

  /** Tells the bot of a press or a form. */
  interaction(payload: Readonly<Record<string, unknown>>): Promise<number> {
    return this.#post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())
  }

  /** Tells the bot of an event. */
  event(body: Readonly<Record<string, unknown>>): Promise<number> {
    return this.#post(JSON.stringify(body), 'application/json')
  }

  /** As any of them, signed with another secret. */
  async forged(fields: Readonly<Record<string, string>>): Promise<number> {
    const body = new URLSearchParams(fields).toString()
    return this.#post(body, undefined, 'f'.repeat(32))
  }

  async #post(
    body: string,
    type = 'application/x-www-form-urlencoded',
    secret = this.#secret,
  ): Promise<number> {
    const time = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
    const answer = await fetch(this.#address, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    await answer.arrayBuffer()
    return answer.status
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { limits } from './limits.ts'

/** Answers a request. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Transport {
  /** The port that was taken: another than asked for where that was 0. */
  readonly port: number
  /** Takes no more requests, lets those under way end for a moment, then cuts them off. */
  close(): Promise<void>
}

/**
 * Listens for requests; what answers them is loaded with the first one, and with the next where
 * that failed. Rejects with the system's error where the address cannot be had.
 */
export async function listen(
  load: () => Promise<Answering>,
  address: { readonly host: string; readonly port: number },
  onFailure: (error: Error) => void,
): Promise<Transport> {
  let loaded: Promise<Answering> | undefined
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    const answering = await loaded
    await answering(request, response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      onFailure(error)
      response.destroy()
    })
  })
  server.requestTimeout = limits.requestMilliseconds
  server.headersTimeout = limits.requestMilliseconds
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(address.port, address.host, () => {
      server.off('error', fail)
      done()
    })
  })
  server.on('error', onFailure)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((done) => {
        const cut = setTimeout(() => server.closeAllConnections(), limits.stopMilliseconds)
        server.close(() => {
          clearTimeout(cut)
          done()
        })
        server.closeIdleConnections()
      }),
  }
}

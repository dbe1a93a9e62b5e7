import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { limits } from './limits.ts'
import type { App } from './sign-in-routes.ts'

export interface Transport {
  /** The port that was taken: another than asked for where that was 0. */
  readonly port: number
  /** Takes no more requests, lets those under way end for a moment, then cuts them off. */
  close(): Promise<void>
}

/** Listens for requests. Rejects with the system's error where the address cannot be had. */
export async function listen(
  app: App,
  address: { readonly host: string; readonly port: number },
  onFailure: (error: Error) => void,
): Promise<Transport> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
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

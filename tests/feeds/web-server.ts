import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PUBLIC_WEB, type WebPolicy } from '../../src/feeds/address.ts'
import { createFetchPage, type FetchOptions, type FetchPage } from '../../src/feeds/fetch-page.ts'

/** The public web, and this machine for a test. */
const TEST_WEB: WebPolicy = {
  ...PUBLIC_WEB,
  protocols: ['http:'],
  usualPortOnly: false,
  publicNamesOnly: false,
  allows: (address) => address === '127.0.0.1',
}

export interface TestServer {
  readonly url: string
  readonly requests: IncomingMessage[]
  answer(work: (request: IncomingMessage, response: ServerResponse) => void): void
  close(): Promise<void>
}

/** Returns a web server on this machine that answers as it is told. */
export async function webServer(): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  let work: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
    response.end()
  }
  const server = createServer((request, response) => {
    requests.push(request)
    work(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(next) {
      work = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export function testFetch(more: Partial<FetchOptions> = {}): FetchPage {
  return createFetchPage({ userAgent: 'cxbot test', policy: TEST_WEB, ...more })
}

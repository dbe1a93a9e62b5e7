import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestServer, testFetch, webServer } from './web-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await webServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
})

const MEGABYTE = 2 ** 20
const ask = (
  more: { etag?: string; modified?: string; milliseconds?: number; path?: string } = {},
) =>
  testFetch({ milliseconds: more.milliseconds ?? 5000 })(
    {
      url: `${server.url}${more.path ?? '/feed'}`,
      etag: more.etag ?? null,
      modified: more.modified ?? null,
    },
    new AbortController().signal,
  )

describe('a page', () => {
  test('is asked for by name, with what is known of it, and not read again where nothing changed', async () => {
    server.answer((request, response) => {
      if (request.headers['if-none-match'] === '"1"') return response.writeHead(304).end()
      return response.writeHead(200, { etag: '"1"', 'last-modified': 'yesterday' }).end('hello')
    })
    expect(await ask()).toMatchObject({
      type: 'page',
      text: 'hello',
      etag: '"1"',
      modified: 'yesterday',
    })
    expect(await ask({ etag: '"1"', modified: 'yesterday' })).toEqual({ type: 'unchanged' })
    expect(server.requests[1]?.headers).toMatchObject({
      'user-agent': 'cxbot test',
      'if-none-match': '"1"',
      'if-modified-since': 'yesterday',
    })
  })

  test.each([
    ['gzip', gzipSync('packed')],
    ['br', brotliCompressSync('packed')],
  ])('is unpacked from %s', async (encoding, body) => {
    server.answer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    expect(await ask()).toMatchObject({ type: 'page', text: 'packed' })
  })

  test.each([
    ['by its header', 'text/xml; charset=windows-1251', 'Норда'],
    ['by itself', 'text/xml', '<?xml version="1.0" encoding="windows-1251"?>'],
  ])('is read in the characters that are declared %s', async (_, type, begins) => {
    const letters = Buffer.from([0xcd, 0xee, 0xf0, 0xe4, 0xe0])
    const body = begins.startsWith('<') ? Buffer.concat([Buffer.from(begins), letters]) : letters
    server.answer((__, response) => response.writeHead(200, { 'content-type': type }).end(body))
    expect(await ask()).toMatchObject({ type: 'page', text: expect.stringContaining('Норда') })
  })

  test('may move on its own host', async () => {
    server.answer((request, response) =>
      request.url === '/feed'
        ? response.writeHead(301, { location: '/new' }).end()
        : response.end(`at ${request.url}`),
    )
    expect(await ask()).toMatchObject({ type: 'page', text: 'at /new' })
  })
})

describe('a bad server', () => {
  test.each([
    [500, 'status'],
    [404, 'status'],
    [401, 'refused'],
    [403, 'refused'],
    [410, 'gone'],
  ])('that answers %s is told as %s', async (status, fault) => {
    server.answer((_, response) => response.writeHead(status).end())
    expect(await ask()).toMatchObject({ type: 'failed', fault, detail: String(status) })
  })

  test('that asks to wait is waited for, a day at most', async () => {
    server.answer((_, response) => response.writeHead(429, { 'retry-after': '90' }).end())
    expect(await ask()).toMatchObject({ fault: 'status', detail: '429', retryAfter: 90 })
    server.answer((_, response) => response.writeHead(503, { 'retry-after': '999999999' }).end())
    expect(await ask()).toMatchObject({ retryAfter: 86_400 })
  })

  test('that redirects for ever is left', async () => {
    server.answer((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'redirect' })
    expect(server.requests).toHaveLength(4)
  })

  test.each(['silent', 'slow', 'slow to begin'])('that is %s is left in time', async (how) => {
    server.answer((_, response) => {
      if (how === 'slow') {
        response.writeHead(200)
        const timer = setInterval(() => response.write('x'), 20)
        response.on('close', () => clearInterval(timer))
      } else if (how === 'slow to begin') response.flushHeaders()
    })
    expect(await ask({ milliseconds: 200 })).toMatchObject({ type: 'failed', fault: 'timeout' })
  })

  test('that hangs up is told as a failed connection', async () => {
    server.answer((request) => request.socket.destroy())
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'network' })
    server.answer((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'network' })
  })

  test('a page of more than 5 MB is refused, announced or not', async () => {
    server.answer((_, response) =>
      response
        .writeHead(200, { 'content-length': String(6 * MEGABYTE) })
        .end(Buffer.alloc(6 * MEGABYTE)),
    )
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'too-large' })
    server.answer((_, response) => {
      response.writeHead(200)
      for (let index = 0; index < 6; index += 1) response.write(Buffer.alloc(MEGABYTE, 'x'))
      response.end()
    })
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'too-large' })
  })

  test.each(['gzip', 'br'])('T12: a bomb in %s is not unpacked', async (encoding) => {
    const zeros = Buffer.alloc(512 * MEGABYTE)
    const bomb =
      encoding === 'gzip'
        ? gzipSync(zeros, { level: 1 })
        : brotliCompressSync(zeros.subarray(0, 64 * MEGABYTE))
    server.answer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    )
    const before = process.memoryUsage.rss()
    expect(await ask()).toMatchObject({ type: 'failed', fault: 'too-large' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(128 * MEGABYTE)
  })

  test.each([
    ['compress', 'encoding'],
    ['gzip, gzip', 'encoding'],
    ['gzip', 'network'],
  ])('a page packed in %s that cannot be unpacked is told as %s', async (encoding, fault) => {
    server.answer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed'),
    )
    expect(await ask()).toMatchObject({ type: 'failed', fault })
  })
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  isPublicAddress,
  PUBLIC_WEB,
  permittedUrl,
  type WebPolicy,
} from '../../src/feeds/address.ts'
import { createFetchPage } from '../../src/feeds/fetch-page.ts'

let connections = 0
const servers: Server[] = []
let port = 0

beforeAll(async () => {
  const listen = (host: string, wanted: number) =>
    new Promise<number>((done) => {
      const server = createServer((_, answer) => answer.end('secret'))
      server.on('connection', () => {
        connections += 1
      })
      server.on('error', () => done(wanted))
      server.listen(wanted, host, () => {
        servers.push(server)
        done((server.address() as AddressInfo).port)
      })
    })
  port = await listen('127.0.0.1', 0)
  await listen('::1', port)
})
afterAll(() => {
  for (const server of servers) server.close()
})

/** PORT is where a listener counts who comes. */
const HOSTILE = [
  'https://127.0.0.1:PORT/',
  'https://127.1:PORT/',
  'https://127.0.1:PORT/',
  'https://2130706433:PORT/',
  'https://0x7f000001:PORT/',
  'https://0x7f.1:PORT/',
  'https://0x7f.0x0.0x0.0x1:PORT/',
  'https://0177.0.0.1:PORT/',
  'https://017700000001:PORT/',
  'https://127.0.0.1.:PORT/',
  'https://127。0。0。1:PORT/',
  'https://１２７.０.０.１:PORT/',
  'https://①②⑦.⓪.⓪.①:PORT/',
  'https://%31%32%37.0.0.1:PORT/',
  'https://0:PORT/',
  'https://0.0.0.0:PORT/',
  'https://localhost:PORT/',
  'https://LOCALHOST:PORT/',
  'https://localhost.:PORT/',
  'https://a.localhost:PORT/',
  'https://localhost.localdomain:PORT/',
  'https://ⓛocalhost:PORT/',
  'https://[::1]:PORT/',
  'https://[0:0:0:0:0:0:0:1]:PORT/',
  'https://[::]:PORT/',
  'https://[::ffff:127.0.0.1]:PORT/',
  'https://[::ffff:7f00:1]:PORT/',
  'https://[::127.0.0.1]:PORT/',
  'https://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
  'https://[100::1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/latest/meta-data/',
  'https://0xa9fea9fe/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://100.100.100.200/latest/meta-data/',
  'https://168.63.129.16/machine',
  'https://192.0.0.192/',
  'https://10.0.0.1/',
  'https://10.255.255.255/',
  'https://172.16.0.1/',
  'https://172.31.255.254/',
  'https://192.168.0.1/',
  'https://192.168.1/',
  'https://100.64.0.1/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://203.0.113.7/',
  'https://router/',
  'https://db.internal/',
  'https://printer.local/',
  'https://service.lan/',
  'https://hidden.onion/',
  'https://forum.example@127.0.0.1:PORT/',
  'https://user:password@forum.example/',
  'https://forum.example:22/',
  'https://forum.example:6379/',
  'http://127.0.0.1:PORT/',
  'http://forum.example/',
  'file:///etc/passwd',
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_x',
  'data:text/xml,<rss></rss>',
  'javascript:1',
  'ws://127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
  `https://forum.example/${'a'.repeat(3000)}`,
  '',
]

/** Names that anybody may give any address, and what they are looked up as. */
const REBOUND: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'private.example': ['10.1.2.3'],
  'metadata.example': ['169.254.169.254'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'unique-local.example': ['fd12:3456::1'],
  'link-local.example': ['fe80::1%lo'],
  'one-of-two.example': ['93.184.215.14', '127.0.0.1'],
  'no-address.example': ['localhost'],
}

describe('T14: a hostile address', () => {
  const fetchPage = createFetchPage({
    userAgent: 'test',
    resolve: async (name) => REBOUND[name] ?? ['127.0.0.1'],
  })
  const ask = (url: string) =>
    fetchPage({ url, etag: null, modified: null }, new AbortController().signal)

  test('has a table of at least 60', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(60)
  })

  test.each(HOSTILE)('%s is refused without a connection', async (given) => {
    const url = given.replace('PORT', String(port))
    expect(permittedUrl(url, PUBLIC_WEB)).toBeUndefined()
    expect(await ask(url)).toMatchObject({ type: 'failed', fault: 'address' })
    expect(connections).toBe(0)
  })

  test.each(Object.keys(REBOUND))('the name %s is refused when it is looked up', async (name) => {
    expect(await ask(`https://${name}/feed`)).toMatchObject({ type: 'failed', fault: 'address' })
    expect(connections).toBe(0)
  })

  test('a name is looked up once: what it becomes later is not asked', async () => {
    let looked = 0
    const asked: string[] = []
    const policy: WebPolicy = {
      ...PUBLIC_WEB,
      protocols: ['http:'],
      usualPortOnly: false,
      allows: (address) => {
        asked.push(address)
        return address === '127.0.0.1'
      },
    }
    const fetchOnce = createFetchPage({
      userAgent: 'test',
      policy,
      resolve: async () => {
        looked += 1
        return looked === 1 ? ['127.0.0.1'] : ['::1']
      },
    })
    const before = connections
    const page = await fetchOnce(
      { url: `http://forum.example:${port}/`, etag: null, modified: null },
      new AbortController().signal,
    )
    expect(page).toMatchObject({ type: 'page', text: 'secret' })
    expect([looked, asked, connections - before]).toEqual([1, ['127.0.0.1'], 1])
    connections = before
  })

  test.each([
    'https://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'https://[::1]:PORT/',
    '//127.1:PORT/',
    'file:///etc/passwd',
    'https://169.254.169.254/',
  ])('a redirect to %s is not followed', async (location) => {
    const front = createServer((_, answer) => {
      answer.writeHead(302, { location: location.replace('PORT', String(port)) }).end()
    })
    await new Promise<void>((done) => front.listen(0, '127.0.0.2', done))
    const own = (front.address() as AddressInfo).port
    const fetchFront = createFetchPage({
      userAgent: 'test',
      policy: {
        ...PUBLIC_WEB,
        protocols: ['http:', 'https:'],
        usualPortOnly: false,
        allows: (address) => address === '127.0.0.2',
      },
      resolve: async (name) => (name === 'front.example' ? ['127.0.0.2'] : ['127.0.0.1']),
    })
    const page = await fetchFront(
      { url: `http://front.example:${own}/`, etag: null, modified: null },
      new AbortController().signal,
    )
    front.close()
    expect(page).toMatchObject({ type: 'failed', fault: 'redirect' })
    expect(connections).toBe(0)
  })
})

test.each([
  '93.184.215.14',
  '8.8.8.8',
  '100.63.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::200e',
])('%s is an address of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

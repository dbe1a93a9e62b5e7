import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Parts, WebAdapter } from '../../src/cli/shell.ts'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { type Invocation, localCaller, localPlace } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import { openStore } from '../../storage/index.ts'
import { contents, cxbot, emptyFolder } from './shell.ts'

interface Page extends WebAdapter {
  host?: AdapterHost
  readonly log: string[]
}

/** A page that only remembers what was done with it. */
function fakePage(options: { readonly fails?: string } = {}): Page {
  const page: Page = {
    name: 'web',
    log: [],
    limits: {},
    capabilities: {
      images: true,
      tables: true,
      buttons: true,
      forms: true,
      privateReplies: true,
      editing: false,
    },
    async start(host) {
      if (options.fails) throw Object.assign(new Error('listen'), { code: options.fails })
      page.host = host
      page.log.push('started')
    },
    async stop() {
      page.log.push('stopped')
    },
    health: () => ({ state: 'running', lastError: null, lastEventAt: null }),
    address: () => 'http://127.0.0.1:3000/',
  }
  return page
}

function question(text: string, workspace = ''): Invocation {
  return {
    platform: 'web',
    eventId: Math.random().toString(),
    workspace,
    user: localCaller('u'),
    place: localPlace('web'),
    text,
    at: 0 as EpochSeconds,
    locale: 'en',
    zone: null,
  }
}

function isSample(reply: Reply | undefined): boolean {
  return reply?.kind === 'report' && reply.sample
}

/** Serves until `work` is done, then stops the program as Ctrl-C does. */
async function serve(
  directory: string,
  page: Page,
  work: (page: Page) => Promise<void>,
  words: readonly string[] = [],
) {
  let stop: () => void = () => undefined
  let begun = false
  const parts: Partial<Parts> = { webAdapter: async () => page }
  return cxbot(['serve', '--port', '0', ...words], {
    directory,
    parts,
    onStart: (callback) => {
      stop = callback
    },
    onOutput: (sofar) => {
      if (begun || !sofar.includes('Ctrl-C')) return
      begun = true
      void work(page).finally(stop)
    },
  })
}

test('an empty folder gets a sample to ask, and the address is told', async () => {
  const directory = emptyFolder()
  let reply: Reply | undefined
  const { code, out } = await serve(directory, fakePage(), async (page) => {
    reply = await page.host?.answer(question('nps last-week'))
  })
  expect(code).toBe(0)
  expect(out).toContain('http://127.0.0.1:3000/')
  expect(out).toMatch(/SQLite \d+\.\d+/)
  expect(out).toContain('sample data')
  expect(isSample(reply)).toBe(true)
})

test('own data that comes in while it runs leaves the sample behind', async () => {
  const directory = emptyFolder()
  const seen: boolean[] = []
  await serve(directory, fakePage(), async (page) => {
    seen.push(isSample(await page.host?.answer(question('nps all'))))
    const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const workspace = await store.ensureWorkspace('default', settings)
    const sample = await store.findWorkspace('sample')
    const items = sample ? await store.exportPage(sample.id, null, 20) : []
    await store.ingest(workspace.id, { items, derivedIds: false })
    await store.close()
    seen.push(isSample(await page.host?.answer(question('nps all'))))
  })
  expect(seen).toEqual([true, false])
})

test('a line of the page that is sent again is carried out once', async () => {
  const said: (Reply | undefined)[] = []
  const directory = emptyFolder()
  const again = { ...question('log "Norda lost my parcel" source:Reddit'), eventId: 'sent twice' }
  await serve(directory, fakePage(), async (page) => {
    said.push(await page.host?.answer(again))
  })
  await serve(directory, fakePage(), async (page) => {
    said.push(await page.host?.answer(again))
    said.push(await page.host?.answer({ ...again, eventId: 'another', text: 'queue all' }))
  })
  const [first, second, queue] = said.map((reply) => JSON.stringify(reply))
  expect(first).toContain('lost my parcel')
  expect(second).toContain('errors.doneBefore')
  expect(queue?.match(/Norda lost my parcel/g)).toHaveLength(1)
})

test('a named workspace stays the one that is asked', async () => {
  const directory = emptyFolder()
  let reply: Reply | undefined
  const words = ['--workspace', 'sample']
  await serve(
    directory,
    fakePage(),
    async (page) => {
      reply = await page.host?.answer(question('nps last-week'))
    },
    words,
  )
  expect(isSample(reply)).toBe(true)
})

test('told to stop, it stops its adapters and ends well', async () => {
  const page = fakePage()
  const { code, out } = await serve(emptyFolder(), page, async () => undefined)
  expect(code).toBe(0)
  expect(page.log).toEqual(['started', 'stopped'])
  expect(out.trim().split('\n').at(-1)).toContain('Stopping')
})

test.each([
  ['EADDRINUSE', 'cxbot serve --port 1'],
  ['EACCES', 'cxbot serve --port 3000'],
  ['EADDRNOTAVAIL', 'cxbot serve --host 127.0.0.1'],
])('an address that cannot be had (%s) is told with another one', async (fails, right) => {
  const { code, err } = await serve(emptyFolder(), fakePage({ fails }), async () => undefined)
  expect(code).toBe(2)
  expect(err).toContain(right)
})

test('a port that is taken is told before anything is made', async () => {
  const directory = emptyFolder()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, err } = await cxbot(['serve', '--port', String(port)], { directory })
  other.close()
  expect(code).toBe(2)
  expect(err).toContain(`cxbot serve --port ${port + 1}`)
  expect(contents(directory)).toEqual([])
})

test('the second start finds the sample of the first and carries it on', async () => {
  const directory = emptyFolder()
  mkdirSync(join(directory, '.cxbot'))
  await serve(directory, fakePage(), async () => undefined)
  await serve(directory, fakePage(), async () => undefined, ['--now', '2026-11-25T12:00Z'])
  const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
  const [sample] = await store.workspaces()
  const span = await (sample && store.span(sample.id))
  await store.close()
  const last = new Date((span?.last ?? 0) * 1000).toISOString()
  expect(last >= '2026-11-25' && last < '2026-11-25T12:00').toBe(true)
})

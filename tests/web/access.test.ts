import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebAdapter } from '../../adapters/web/index.ts'
import { limits } from '../../adapters/web/limits.ts'
import { UserError } from '../../src/core/errors.ts'
import { question, type ServedPage, servedPage } from './served-page.ts'

function errorOf(body: string): string {
  return JSON.parse(body).error.id
}

describe('without a password', () => {
  let page: ServedPage
  beforeAll(async () => {
    page = await servedPage({ items: [] })
  })
  afterAll(() => page.close())

  test.each(['0.0.0.0', '::', '192.168.1.5', 'bot.example'])(
    'the page does not open on %s',
    async (host) => {
      const adapter = createWebAdapter({ host, port: 0, password: null })
      const started = adapter.start({ registry: { commands: [] } } as never)
      await expect(started).rejects.toBeInstanceOf(UserError)
      await expect(started).rejects.toMatchObject({ id: 'web.passwordNeeded', params: { host } })
      expect(adapter.health().state).toBe('failed')
    },
  )

  test.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil'])(
    'a name that is not of this machine is refused: “%s”',
    async (host) => {
      for (const path of ['/', '/page.js', '/api/complete?line=n', '/health']) {
        const { status, body } = await page.send(path, { headers: { host } })
        expect([path, status, errorOf(body)]).toEqual([path, 403, 'web.wrongHost'])
      }
    },
  )

  test.each(['localhost:1234', '127.0.0.1', '127.1.2.3:80', '[::1]:3000', 'LOCALHOST'])(
    'a name of this machine is answered: %s',
    async (host) => {
      expect((await page.send('/health', { headers: { host } })).status).toBe(200)
    },
  )

  test('a request that another site makes is refused', async () => {
    const { host } = new URL(page.url)
    const asked = page.asked.length
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${Number(new URL(page.url).port) + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const sent = question({ line: 'nps' })
      const { status, body } = await page.send('/api/ask', {
        ...sent,
        headers: { ...sent.headers, ...headers },
      })
      expect([status, errorOf(body)]).toEqual([403, 'web.wrongOrigin'])
    }
    expect(page.asked.length).toBe(asked)
    const sent = question({ line: 'help' })
    const own = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
    const { status } = await page.send('/api/ask', {
      ...sent,
      headers: { ...sent.headers, ...own },
    })
    expect(status).toBe(200)
  })

  test('a link from another site opens the page, and nothing else', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await page.send('/', { headers })).status).toBe(200)
    const csv = '/csv/00000000-0000-0000-0000-000000000001?line=nps'
    for (const path of [csv, '/page.js', '/api/words?locale=en']) {
      expect((await page.send(path, { headers })).status).toBe(403)
    }
  })

  test('a form of another site cannot ask: only JSON is read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const sent = question({ line: 'nps' })
      const headers = type === '' ? {} : { 'content-type': type }
      const { status, body } = await page.send('/api/ask', { ...sent, headers })
      expect([status, errorOf(body)]).toEqual([415, 'web.notJson'])
    }
  })

  test('every answer keeps the page to itself', async () => {
    for (const path of ['/', '/page.js', '/health', '/nothing', '/api/ask']) {
      const { headers } = await page.send(path)
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  test('the page has no script or style in itself, and nothing from elsewhere', async () => {
    const { body } = await page.send('/')
    expect(body).not.toMatch(/<script(?![^>]* src="\/page\.js")/)
    expect(body).not.toMatch(/<style| style=| on\w+=|https?:\/\//)
    const { body: style } = await page.send('/page.css')
    expect(style).not.toMatch(/https?:|\/\/[a-z]/)
  })

  test('there is no way in and nothing to sign out of', async () => {
    expect((await page.send('/login')).status).toBe(404)
    expect((await page.send('/logout', { method: 'POST' })).status).toBe(404)
  })
})

describe('with a password', () => {
  const password = 'correct horse'
  let page: ServedPage
  let time = Date.parse('2026-11-18T10:00:00Z')
  beforeAll(async () => {
    page = await servedPage({ items: [], password, now: () => time })
  })
  afterAll(() => page.close())

  function signIn(given: string, headers: Readonly<Record<string, string>> = {}) {
    return page.send('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ password: given }).toString(),
    })
  }

  test('nothing but the form, its looks and the health is shown', async () => {
    const opened = await page.send('/')
    expect([opened.status, opened.headers.location]).toEqual([302, '/login'])
    for (const path of ['/page.js', '/api/complete?line=n', '/api/words?locale=en', '/nothing']) {
      const { status, body } = await page.send(path)
      expect([path, status, errorOf(body)]).toEqual([path, 401, 'web.signInFirst'])
    }
    expect((await page.send('/api/ask', question({ line: 'nps' }))).status).toBe(401)
    expect((await page.send('/login')).body).toContain('type="password"')
    expect((await page.send('/page.css')).status).toBe(200)
    expect((await page.send('/health')).status).toBe(200)
  })

  test('the form speaks the language of the browser', async () => {
    const { body } = await page.send('/login', { headers: { 'accept-language': 'kk' } })
    expect(body).toContain('Бұл бет құпиясөзбен қорғалған.')
  })

  test('the right one opens the page with a cookie that no script and no site can take', async () => {
    const { status, headers } = await signIn(password)
    expect([status, headers.location]).toEqual([303, '/'])
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^cxbot_session=[\w-]{43}; /)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toMatch(/Secure/)
    const session = { cookie: cookie.split(';')[0] ?? '' }
    expect((await page.send('/', { headers: session })).status).toBe(200)
    expect((await page.send('/login', { headers: session })).status).toBe(302)

    const out = await page.send('/logout', { method: 'POST', headers: session })
    expect([out.status, out.headers.location]).toEqual([303, '/login'])
    expect((await page.send('/', { headers: session })).status).toBe(302)
  })

  test('behind a proxy with TLS the cookie never travels without it', async () => {
    const headers = { host: 'bot.example', origin: 'https://bot.example' }
    const { status, headers: received } = await signIn(password, headers)
    expect([status, received['set-cookie']?.[0]?.includes('Secure')]).toEqual([303, true])
  })

  test('a sign-in ends by itself', async () => {
    const { headers } = await signIn(password)
    const session = { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
    time += limits.sessionSeconds * 1000 - 1000
    expect((await page.send('/', { headers: session })).status).toBe(200)
    time += 2000
    expect((await page.send('/', { headers: session })).status).toBe(302)
  })

  test('a made-up cookie opens nothing', async () => {
    for (const token of ['', 'x', 'A'.repeat(43)]) {
      const headers = { cookie: `cxbot_session=${token}` }
      expect((await page.send('/', { headers })).status).toBe(302)
    }
  })

  test('another site can neither sign in nor out', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await signIn(password, headers)).status).toBe(403)
    expect((await page.send('/logout', { method: 'POST', headers })).status).toBe(403)
  })

  test('wrong ones are told, and make who guesses wait longer and longer', async () => {
    for (let attempt = 0; attempt < limits.freeAttempts; attempt += 1) {
      const { status, body } = await signIn(`wrong ${attempt}`)
      expect([status, body.includes('This is not the password.')]).toEqual([401, true])
    }
    const waits: number[] = []
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const { status, headers } = await signIn(password)
      expect(status).toBe(429)
      const wait = Number(headers['retry-after'])
      waits.push(wait)
      time += wait * 1000
      expect((await signIn('wrong')).status).toBe(401)
    }
    expect(waits).toEqual([1, 2, 4, 8])
    time += limits.longestWait * 1000
    expect((await signIn(password)).status).toBe(303)
    expect((await signIn('wrong')).status).toBe(401)
    expect((await signIn(password)).status).toBe(303)
  })
})

test('the address that is told can be opened on this machine', () => {
  const told = (host: string, port: number) =>
    createWebAdapter({ host, port, password: 'correct horse' }).address()
  expect(told('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000/')
  expect(told('::', 3000)).toBe('http://[::1]:3000/')
  expect(told('localhost', 80)).toBe('http://localhost/')
})

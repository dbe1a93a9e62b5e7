import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { textsOf } from '../../src/language/texts.ts'
import { question, type ServedPage, servedPage } from './served-page.ts'

let page: ServedPage
beforeAll(async () => {
  page = await servedPage()
})
afterAll(() => page.close())

describe('the page', () => {
  test('comes in the language that the browser asks for', async () => {
    const { status, body, headers } = await page.send('/', {
      headers: { 'accept-language': 'de, kk-KZ;q=0.8, en;q=0.5' },
    })
    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/html/)
    expect(body).toContain('<html lang="kk"')
    expect(body).toContain('Клиенттеріңіз не дейді?')
  })

  test('comes in the language and the theme that were chosen before', async () => {
    const cookie = 'cxbot_locale=lt; cxbot_theme=dark'
    const { body } = await page.send('/', { headers: { cookie, 'accept-language': 'ru' } })
    expect(body).toContain('<html lang="lt" data-theme="dark">')
  })

  test('falls back to the language of the workspace', async () => {
    const { body } = await page.send('/', { headers: { 'accept-language': 'de' } })
    expect(body).toContain('<html lang="en"')
  })

  test('takes no cookie at its word', async () => {
    const cookie = 'cxbot_locale=%22%3E%3Cscript%3E; cxbot_theme=%22%3E%3Cscript%3E'
    const { body } = await page.send('/', { headers: { cookie } })
    expect(body).toContain('<html lang="en" data-theme="">')
    expect(body.match(/<script/g)).toHaveLength(1)
  })

  test('has its script, style, picture and fonts, which are fetched once', async () => {
    for (const [path, type] of [
      ['/page.js', 'text/javascript'],
      ['/page.css', 'text/css'],
      ['/icon.svg', 'image/svg+xml'],
      ['/fonts/Inter-Regular.ttf', 'font/ttf'],
      ['/fonts/Inter-SemiBold.ttf', 'font/ttf'],
    ] as const) {
      const { status, headers } = await page.send(path)
      expect([path, status, headers['content-type']?.split(';')[0]]).toEqual([path, 200, type])
      const again = await page.send(path, { headers: { 'if-none-match': headers.etag ?? '' } })
      expect(again.status).toBe(304)
    }
  })

  test('is small', async () => {
    const sizes = await Promise.all(
      ['/', '/page.js', '/page.css'].map(async (path) => (await page.send(path)).bytes.length),
    )
    expect(sizes.slice(1).reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000)
  })

  test.each(LOCALES)('has its words in %s', async (locale) => {
    const { body } = await page.send(`/api/words?locale=${locale}`)
    expect(JSON.parse(body)).toEqual(textsOf(locale).web.page)
  })
})

describe('a question', () => {
  test('is answered with a report whose numbers are in words', async () => {
    const report = await page.report('/nps last-week')
    expect(report).toMatchObject({ kind: 'report', command: 'nps', locale: 'en', sample: true })
    expect(report.reportId).toMatch(/^R-\d+$/)
    const [headline] = report.blocks
    expect(headline).toMatchObject({ type: 'headline', value: { label: 'NPS' } })
    expect(JSON.stringify(headline)).toContain('95% interval')
  })

  test('is answered in its own language', async () => {
    const report = await page.report('nps өткен апта', { locale: 'kk' })
    expect(report.locale).toBe('kk')
    expect(JSON.stringify(report.blocks)).toContain('сенім аралығы')
  })

  test('cuts its days in the zone that it names', async () => {
    const report = await page.report('nps last-week', { zone: 'Asia/Almaty' })
    expect(report.context.join()).toContain('Asia/Almaty')
  })

  test('that is sent twice is answered once', async () => {
    const sent = question({ line: 'nps last month by source' })
    const before = page.asked.length
    const [one, other] = await Promise.all([
      page.send('/api/ask', sent),
      page.send('/api/ask', sent),
    ])
    const later = await page.send('/api/ask', sent)
    expect(other.body).toBe(one.body)
    expect(later.body).toBe(one.body)
    expect(page.asked.length - before).toBe(1)
  })

  test('may not take the id of another', async () => {
    await page.send('/api/ask', question({ id: 'same-same', line: 'nps' }))
    const { status, body } = await page.send(
      '/api/ask',
      question({ id: 'same-same', line: 'csat' }),
    )
    expect([status, JSON.parse(body).error.id]).toEqual([409, 'web.otherQuestion'])
  })

  test('with a mistake is answered with what would be right', async () => {
    const notice = await page.ask('npz last-week')
    expect(notice).toMatchObject({ kind: 'notice', level: 'error' })
    expect(JSON.stringify(notice)).toContain('nps')
  })

  test.each([
    ['{', 400, 'web.badJson'],
    ['[]', 400, 'web.badJson'],
    [JSON.stringify({ line: 'nps' }), 400, 'web.badField'],
    [JSON.stringify({ id: 'question-x' }), 400, 'web.badField'],
    [JSON.stringify({ id: 'question-x', line: 'nps', zone: 'Mars' }), 400, 'web.badField'],
    [JSON.stringify({ id: 'question-x', line: 'nps', locale: 'de' }), 400, 'web.badField'],
    [JSON.stringify({ id: 'question-x', line: ' / ' }), 400, 'web.nothingAsked'],
    [JSON.stringify({ id: 'question-x', line: 'n'.repeat(2001) }), 400, 'web.longLine'],
    [JSON.stringify({ id: 'question-x', line: 'n'.repeat(20_000) }), 413, 'web.tooLarge'],
  ])('that is not one is refused as JSON: %.40s', async (body, status, id) => {
    const headers = { 'content-type': 'application/json', 'accept-language': 'lt' }
    const received = await page.send('/api/ask', { method: 'POST', headers, body })
    expect([received.status, JSON.parse(received.body).error.id]).toEqual([status, id])
    expect(JSON.parse(received.body).error.message).not.toMatch(/[{}]/)
  })

  test('fault 37: that is too large is refused where its size is not told before', async () => {
    const { status, body } = await page.send('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: JSON.stringify({ id: 'question-x', line: 'n'.repeat(20_000) }),
    })
    expect([status, JSON.parse(body).error.id]).toEqual([413, 'web.tooLarge'])
  })

  test.each(LOCALES)('of the examples in %s is answered with a report', async (locale) => {
    const { sample, own } = textsOf(locale).web.page.examples
    for (const { example } of [...Object.values(sample), ...Object.values(own)]) {
      const report = await page.report(example, { locale })
      const words = JSON.stringify(report.blocks)
      expect([example, words.length > 200]).toEqual([example, true])
    }
  })
})

describe('completions', () => {
  test('go on from the line', async () => {
    const { body } = await page.send('/api/complete?line=nps%20las&locale=en')
    const lines = JSON.parse(body).completions.map((each: { line: string }) => each.line)
    expect(lines).toContain('nps last-week')
  })

  test('know the values of filters, and speak the language', async () => {
    const values = await page.send('/api/complete?line=nps%20store:Kau')
    expect(values.body).toContain('Kaunas Laisvės')
    const periods = await page.send(`/api/complete?line=${encodeURIComponent('nps өтк')}&locale=kk`)
    expect(periods.body).toContain('өткен апта')
  })

  test('of a line that is too long are refused', async () => {
    const { status } = await page.send(`/api/complete?line=${'n'.repeat(3000)}`)
    expect(status).toBe(400)
  })
})

describe('anything else', () => {
  test.each([
    '/nothing',
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/fonts/..%2f..%2f..%2fpackage.json',
    '/charts/../../../package.json',
    '/page.js.map',
    '//etc/passwd',
  ])('is not found: %s', async (path) => {
    const { status, body } = await page.send(path)
    expect([path, status, JSON.parse(body).error.id]).toEqual([path, 404, 'web.notFound'])
  })

  test('is told the method that is right', async () => {
    const { status, body } = await page.send('/api/ask')
    expect([status, JSON.parse(body).error.message]).toEqual([405, 'Use POST here.'])
  })

  test('that fails is logged under the reference that is told', async () => {
    const failing = await servedPage({
      host: (host) => ({ ...host, complete: () => Promise.reject(new Error('broken')) }),
    })
    const { status, body } = await failing.send('/api/complete?line=n')
    const logged = JSON.stringify(failing.faults)
    await failing.close()
    const reference = /reference (\w{8})/.exec(body)?.[1] ?? 'none'
    expect([status, logged.includes(reference), body.includes('broken')]).toEqual([
      500,
      true,
      false,
    ])
  })
})

describe('the server', () => {
  test('tells its health, and when it was last asked', async () => {
    await page.ask('help')
    const { status, body } = await page.send('/health')
    expect([status, JSON.parse(body).state]).toEqual([200, 'running'])
    expect(JSON.parse(body).lastEventAt).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(page.adapter.health()).toMatchObject({ state: 'running', lastError: null })
  })

  test('cuts off what does not end, and starts again', async () => {
    let arrive = (): void => undefined
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const complete = () => {
      arrive()
      return new Promise<never>(() => undefined)
    }
    const never = await servedPage({ host: (host) => ({ ...host, complete }) })
    const hanging = never.send('/api/complete?line=n').catch(() => 'cut off')
    await arrived
    await never.adapter.stop()
    expect(await hanging).toBe('cut off')
    expect(never.adapter.health().state).toBe('stopped')
    await never.close()
  })

  test('says why it cannot start', async () => {
    const { createWebAdapter } = await import('../../adapters/web/index.ts')
    const port = Number(new URL(page.url).port)
    const second = createWebAdapter({ host: '127.0.0.1', port, password: null })
    const host = { registry: { commands: [], find: () => undefined } } as never
    await expect(second.start(host)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(second.health()).toMatchObject({ state: 'failed' })
    expect(second.health().lastError).toContain('EADDRINUSE')
  })
})

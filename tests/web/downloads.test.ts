import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedPage, servedPage } from './served-page.ts'

let page: ServedPage
beforeAll(async () => {
  page = await servedPage()
})
afterAll(() => page.close())

describe('a chart', () => {
  test('is a picture in each theme and size, under an id that nobody can guess', async () => {
    const report = await page.report('nps last month by store', { theme: 'dark', scale: 2 })
    const chart = report.blocks.find((block) => block.type === 'chart')
    const picture = chart?.type === 'chart' ? chart.picture : null
    expect(chart).toMatchObject({ alt: expect.stringContaining('95% intervals') })
    expect(picture?.address).toMatch(/^\/charts\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.png$/)
    const drawn = new Set<string>()
    for (const theme of ['light', 'dark']) {
      for (const scale of [1, 2]) {
        const received = await page.send(`${picture?.address}?theme=${theme}&scale=${scale}`)
        expect(received.headers['content-type']).toBe('image/png')
        expect(received.bytes.readUInt32BE(16)).toBe((picture?.width ?? 0) * scale)
        expect(received.bytes.readUInt32BE(20)).toBe((picture?.height ?? 0) * scale)
        drawn.add(received.bytes.toString('base64'))
      }
    }
    expect(drawn.size).toBe(4)
  })

  test('is drawn narrow for the screen of a phone, and wide where that is asked', async () => {
    const report = await page.report('nps last month by store', { width: 400, scale: 2 })
    const chart = report.blocks.find((block) => block.type === 'chart')
    const picture = chart?.type === 'chart' ? chart.picture : null
    expect(picture?.width).toBe(400)
    const widthOf = async (width: string) =>
      (await page.send(`${picture?.address}?width=${width}`)).bytes.readUInt32BE(16)
    expect(await widthOf('400')).toBe(400)
    expect(await widthOf('900')).toBe(900)
    expect(await widthOf('123456')).toBe(900)
  })

  test('that is not kept is missed in words', async () => {
    const { status, body } = await page.send('/charts/00000000-0000-0000-0000-000000000000.png')
    expect([status, JSON.parse(body).error.id]).toEqual([404, 'web.notKept'])
  })

  test('that cannot be drawn leaves the table, and no fault', async () => {
    const broken = await servedPage({
      charts: { render: () => Promise.reject(new Error('no')), close: async () => undefined },
    })
    const report = await broken.report('nps last month by store')
    await broken.close()
    expect(report.blocks).toContainEqual(expect.objectContaining({ type: 'chart', picture: null }))
    expect(report.blocks.some(({ type }) => type === 'table')).toBe(true)
  })
})

describe('the CSV of an answer', () => {
  test('is a download with a name in ASCII and one in full', async () => {
    const report = await page.report('nps өткен ай by store', { locale: 'kk' })
    const { status, headers, body } = await page.send(report.csv ?? '')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const disposition = headers['content-disposition'] ?? ''
    expect(disposition).toMatch(/^attachment; filename="nps-2026-10-01-2026-11-01\.csv"; /)
    const full = decodeURIComponent(disposition.split("filename*=UTF-8''")[1] ?? '')
    expect(full).toContain('дүкен бойынша')
    expect(body).toMatch(/^\uFEFF"[^"]+",/)
    expect(body.trimEnd().split('\r\n').length).toBeGreaterThan(5)
  })

  test('is made again where the report is not kept any more', async () => {
    const { csv } = await page.report('nps last-week')
    const forgotten = csv?.replace(/[0-9a-f-]{36}/, '00000000-0000-0000-0000-000000000001')
    const [one, other] = await Promise.all([page.send(csv ?? ''), page.send(forgotten ?? '')])
    expect(other.body).toBe(one.body)
  })

  test('of nothing is missed in words', async () => {
    const { status, body } = await page.send('/csv/00000000-0000-0000-0000-000000000002')
    expect([status, JSON.parse(body).error.id]).toEqual([404, 'web.notKept'])
  })
})

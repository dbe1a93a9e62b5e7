import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWebAdapter } from '../../adapters/web/index.ts'
import type { HookDelivery } from '../../src/core/hook.ts'

const taken: HookDelivery[] = []
let answer: () => Promise<{ status: 200 | 401; content: Record<string, string> }>
const page = createWebAdapter({
  host: '127.0.0.1',
  port: 0,
  password: 'correct horse battery',
  receiveHook: async (delivery) => {
    taken.push(delivery)
    return await answer()
  },
})
const faults: string[] = []

beforeAll(async () => {
  const log = { info() {}, warn() {}, error: (message: string) => void faults.push(message) }
  const host = { registry: { commands: [], find: () => undefined }, log, charts: {} } as never
  await page.start(host)
})
afterAll(() => page.stop())
beforeEach(() => {
  taken.length = 0
  answer = async () => ({ status: 200, content: { outcome: 'accepted' } })
})

const post = (
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  path = 'hooks/1-1-x',
) => fetch(`${page.address()}${path}`, { method: 'POST', body, headers })

describe('a survey tool', () => {
  test('posts without signing in to the page, from wherever it is', async () => {
    const response = await post('{"score":9}', {
      origin: 'https://tool.example',
      'sec-fetch-site': 'cross-site',
      'webhook-id': 'm',
    })
    expect([response.status, await response.json()]).toEqual([200, { outcome: 'accepted' }])
    const [delivery] = taken
    expect(delivery?.address).toBe('1-1-x')
    expect(delivery?.header('Webhook-Id')).toBe('m')
    expect(delivery?.header('webhook-signature')).toBeNull()
  })

  test('has its bytes handed on as they came', async () => {
    const bytes = new Uint8Array([0x7b, 0x20, 0xff, 0x00, 0x7d])
    await post(bytes)
    expect(taken[0]?.body).toEqual(bytes)
  })

  test('is told where it was refused, and to try again where the database failed', async () => {
    answer = async () => ({ status: 401, content: { error: 'signature' } })
    expect((await post('{}')).status).toBe(401)
    answer = () => Promise.reject(new Error('no database'))
    expect((await post('{}')).status).toBe(500)
    expect(faults).toContain('request-failed')
  })

  test('opens no other way to the page', async () => {
    expect((await post('{}', {}, 'hooks/a/b')).status).toBe(401)
    expect((await post('{}', {}, 'hooks')).status).toBe(401)
    expect((await fetch(`${page.address()}hooks/1-1-x`)).status).toBe(401)
    expect(taken).toEqual([])
  })

  test('may post a megabyte and no more', async () => {
    expect((await post('x'.repeat(1_048_576))).status).toBe(200)
    expect((await post('x'.repeat(1_048_577))).status).toBe(413)
    expect(taken).toHaveLength(1)
  })
})

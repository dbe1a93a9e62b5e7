import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Hook, HookAnswer, HookSettings } from '../../src/core/hook.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { addressOf, createHookReceiver } from '../../src/hooks/receive.ts'
import { newSecret, rotated } from '../../src/hooks/secrets.ts'
import { type MadeWorkspace, madeWorkspace, NOW } from '../commands/made-workspace.ts'
import {
  delightedHeaders,
  delivery,
  standardHeaders,
  standardKey,
  typeformHeaders,
} from './signing.ts'

const KEY = standardKey('mine')
const OTHER = standardKey('other')
let shop: MadeWorkspace
let now = NOW as number
let made = 0
beforeAll(async () => {
  shop = await madeWorkspace([])
})
afterAll(() => shop.close())
beforeEach(() => {
  made += 1
  now = NOW
})

const receive = (message: Parameters<ReturnType<typeof createHookReceiver>>[0]) =>
  createHookReceiver({ store: shop.store, clock: () => now as EpochSeconds })(message)
const hookOf = (more: Partial<HookSettings> = {}, secret = KEY): Promise<Hook> =>
  shop.store.hooks.create(
    shop.workspace.id,
    {
      preset: 'json',
      kind: 'nps',
      scale: null,
      source: `Shop ${made}`,
      brand: null,
      survey: null,
      paths: {},
      ...more,
    },
    { token: 'a'.repeat(22), keys: [{ secret, until: null }] },
    NOW,
  )
const stored = async () =>
  (await shop.store.exportPage(shop.workspace.id, null, 1000)).filter(
    ({ source }) => source === `Shop ${made}`,
  )
const found = (hook: Hook) => shop.store.hooks.find(shop.workspace.id, hook.id)
const BODY = JSON.stringify({ id: 'r-1', score: 9, text: 'Quick', at: '2026-11-18T09:00:00Z' })
const post = (hook: Hook, body = BODY, headers = standardHeaders(body, KEY, { at: now })) =>
  receive(delivery(addressOf(hook), body, headers))

describe('a signed delivery', () => {
  test('is taken in once', async () => {
    const hook = await hookOf()
    expect(await post(hook)).toEqual({ status: 200, content: { outcome: 'accepted' } })
    expect(await stored()).toEqual([
      expect.objectContaining({
        kind: 'nps',
        score: 9,
        scale: { min: 0, max: 10, reversed: false },
        text: 'Quick',
        externalId: 'r-1',
        at: Date.parse('2026-11-18T09:00:00Z') / 1000,
      }),
    ])
    expect(await found(hook)).toMatchObject({ items: 1, lastSuccess: NOW, lastError: null })
  })

  test('that is tried again with a new signature is known already', async () => {
    const hook = await hookOf()
    await post(hook)
    now += 30
    expect(await post(hook)).toEqual({ status: 200, content: { outcome: 'duplicate' } })
    expect(await stored()).toHaveLength(1)
  })

  test.each([-300, -1, 0, 300])('%s seconds off is still now', async (off) => {
    const headers = standardHeaders(BODY, KEY, { at: now + off })
    expect((await post(await hookOf(), BODY, headers)).status).toBe(200)
  })

  test('may be signed with either key while keys change, and with the new one after', async () => {
    const hook = await hookOf()
    await shop.store.hooks.setKeys(shop.workspace.id, hook.id, rotated(hook.keys, OTHER, NOW))
    const with_ = async (secret: string, id: string) =>
      (await post(hook, BODY, standardHeaders(BODY, secret, { at: now, id }))).status
    expect([await with_(KEY, 'a'), await with_(OTHER, 'b')]).toEqual([200, 200])
    now += 86_400
    expect([await with_(KEY, 'c'), await with_(OTHER, 'd')]).toEqual([401, 200])
  })
})

describe('T21: a delivery is refused, and 0 rows are stored, when it is', () => {
  const cases: readonly (readonly [
    name: string,
    fault: string,
    make: (at: number) => readonly [body: string, headers: Record<string, string>],
  ])[] = [
    ['not signed', 'signature', () => [BODY, {}]],
    ['signed with another key', 'signature', (at) => [BODY, standardHeaders(BODY, OTHER, { at })]],
    ['signed with an empty key', 'signature', (at) => [BODY, standardHeaders(BODY, '', { at })]],
    [
      'signed with the text of the key',
      'signature',
      (at) => [BODY, standardHeaders(BODY, KEY.slice(6), { at })],
    ],
    [
      'changed after signing',
      'signature',
      (at) => [BODY.replace('9', '0'), standardHeaders(BODY, KEY, { at })],
    ],
    ['longer by a space', 'signature', (at) => [`${BODY} `, standardHeaders(BODY, KEY, { at })]],
    [
      'of another id',
      'signature',
      (at) => [BODY, { ...standardHeaders(BODY, KEY, { at }), 'webhook-id': 'msg_2' }],
    ],
    [
      'without an id',
      'signature',
      (at) => [BODY, { ...standardHeaders(BODY, KEY, { at, id: '' }), 'webhook-id': '' }],
    ],
    [
      'of an id with a dot',
      'signature',
      (at) => [BODY, standardHeaders(BODY, KEY, { at, id: 'a.b' })],
    ],
    [
      'of another time',
      'signature',
      (at) => [
        BODY,
        { ...standardHeaders(BODY, KEY, { at: at - 900 }), 'webhook-timestamp': String(at) },
      ],
    ],
    [
      'of another version',
      'signature',
      (at) => [BODY, standardHeaders(BODY, KEY, { at, version: 'v2' })],
    ],
    [
      'signed with half a signature',
      'signature',
      (at) => {
        const headers = standardHeaders(BODY, KEY, { at })
        return [
          BODY,
          { ...headers, 'webhook-signature': headers['webhook-signature']?.slice(0, 20) ?? '' },
        ]
      },
    ],
    [
      'signed too often',
      'signature',
      (at) => {
        const headers = standardHeaders(BODY, KEY, { at })
        return [
          BODY,
          {
            ...headers,
            'webhook-signature': `${'v1,AAAA '.repeat(50)}${headers['webhook-signature']}`,
          },
        ]
      },
    ],
    ['signed as another tool', 'signature', () => [BODY, typeformHeaders(BODY, KEY)]],
    ['late', 'late', (at) => [BODY, standardHeaders(BODY, KEY, { at: at - 301 })]],
    ['a year late', 'late', (at) => [BODY, standardHeaders(BODY, KEY, { at: at - 31_536_000 })]],
    ['from the future', 'future', (at) => [BODY, standardHeaders(BODY, KEY, { at: at + 301 })]],
    [
      'from the far future',
      'future',
      (at) => [BODY, standardHeaders(BODY, KEY, { at: at + 31_536_000 })],
    ],
    [
      'of a time in milliseconds',
      'late',
      (at) => [BODY, standardHeaders(BODY, KEY, { at: at * 1000 })],
    ],
    ['of no time', 'late', () => [BODY, standardHeaders(BODY, KEY, { at: Number.NaN })]],
    ['of a time before all times', 'late', () => [BODY, standardHeaders(BODY, KEY, { at: -5 })]],
  ]

  test.each(cases)('%s', async (_, fault, make) => {
    const hook = await hookOf()
    expect(await post(hook, ...make(now))).toEqual({ status: 401, content: { error: fault } })
    expect(await stored()).toEqual([])
    expect(await found(hook)).toMatchObject({ items: 0, lastSuccess: null, lastError: { fault } })
  })

  test('replayed', async () => {
    const hook = await hookOf()
    const headers = standardHeaders(BODY, KEY, { at: now })
    await post(hook, BODY, headers)
    for (const later of [0, 1, 299, 301, 700]) {
      now = NOW + later
      const answer = await post(hook, BODY, headers)
      expect(answer.status).toBe(401)
      expect(answer.content['error']).toBe(later > 300 ? 'late' : 'replayed')
    }
    expect(await stored()).toHaveLength(1)
  })

  test('replayed at the same moment', async () => {
    const hook = await hookOf()
    const headers = standardHeaders(BODY, KEY, { at: now })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(hook, BODY, headers)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await stored()).toHaveLength(1)
  })

  test('replayed with its signature written twice', async () => {
    const hook = await hookOf()
    const headers = standardHeaders(BODY, KEY, { at: now })
    await post(hook, BODY, headers)
    const signature = headers['webhook-signature']
    const again = { ...headers, 'webhook-signature': `v1,AAAA ${signature}` }
    expect((await post(hook, BODY, again)).status).toBe(401)
  })

  test('signed with the key of another workspace, at either address', async () => {
    const mine = await hookOf()
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const { id } = await shop.store.ensureWorkspace('tenant', settings)
    const theirs = await shop.store.hooks.create(
      id,
      {
        preset: 'json',
        kind: 'nps',
        scale: null,
        source: 'Theirs',
        brand: null,
        survey: null,
        paths: {},
      },
      { token: 'b'.repeat(22), keys: [{ secret: OTHER, until: null }] },
      NOW,
    )
    const answers: HookAnswer[] = [
      await post(mine, BODY, standardHeaders(BODY, OTHER, { at: now })),
      await post(theirs, BODY, standardHeaders(BODY, KEY, { at: now })),
      await post({ ...theirs, token: mine.token }, BODY, standardHeaders(BODY, OTHER, { at: now })),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 404])
    expect(await shop.store.exportPage(id, null, 10)).toEqual([])
    expect(await stored()).toEqual([])
  })

  test.each([
    '',
    '1',
    '1-1',
    '1-1-short',
    '1-1-..%2f..%2f',
    `999-1-${'a'.repeat(22)}`,
    `1-1-${'z'.repeat(22)}`,
    `__proto__`,
  ])('posted to the address “%s”', async (address) => {
    const answer = await receive(delivery(address, BODY, standardHeaders(BODY, KEY, { at: now })))
    expect(answer.status).toBe(404)
  })

  test.each([
    ['{', 'not-json'],
    ['', 'not-json'],
    ['[]', 'no-answer'],
    ['null', 'no-answer'],
    ['{"score":"eleven"}', 'no-answer'],
    ['{"score":11}', 'no-answer'],
    ['{"score":-1}', 'no-answer'],
    ['{"score":1e999}', 'no-answer'],
    ['{"text":"  "}', 'no-answer'],
    [`${'['.repeat(100_000)}`, 'not-json'],
  ])('signed, but holds %s', async (body, error) => {
    const hook = await hookOf()
    expect(await post(hook, body)).toEqual({ status: 400, content: { error } })
    expect(await stored()).toEqual([])
  })

  test('signed, but no text in UTF-8', async () => {
    const hook = await hookOf()
    const bytes = Buffer.from([0x22, 0xff, 0x22])
    const headers = standardHeaders(bytes.toString('latin1'), KEY, { at: now })
    expect((await receive(delivery(addressOf(hook), bytes, headers))).status).toBe(401)
  })

  test('what nobody signed writes no more than a note now and then', async () => {
    const hook = await hookOf()
    const one = createHookReceiver({ store: shop.store, clock: () => now as EpochSeconds })
    const forged = delivery(addressOf(hook), BODY, {})
    await one(forged)
    now += 9
    await one(forged)
    expect((await found(hook))?.lastError?.at).toBe(NOW)
    now += 1
    await one(forged)
    expect((await found(hook))?.lastError?.at).toBe(NOW + 10)
  })
})

describe('the fields of a JSON body', () => {
  test('stand where the hook says', async () => {
    const hook = await hookOf({
      kind: 'csat',
      scale: { min: 0, max: 100, reversed: false },
      brand: 'Norda',
      paths: {
        score: 'data.answers[1].value',
        text: 'data.comment',
        id: 'data.id',
        at: 'sent',
        store: 'data.shop',
      },
    })
    const body = JSON.stringify({
      sent: 1_795_000_000_000,
      data: {
        id: 77,
        shop: 'Centre',
        comment: 'Call +7 701 123 45 67',
        answers: [{}, { value: '85' }],
      },
    })
    await post(hook, body)
    expect(await stored()).toEqual([
      expect.objectContaining({
        kind: 'csat',
        score: 85,
        text: 'Call [phone]',
        externalId: '77',
        store: 'Centre',
        brand: 'Norda',
        at: NOW,
      }),
    ])
  })

  test('that name a customer by an address keep a pseudonym', async () => {
    const hook = await hookOf()
    await post(hook, JSON.stringify({ id: 1, score: 5, customer: 'Ona@Example.com' }))
    await post(hook, JSON.stringify({ id: 2, score: 6, customer: 'ona@example.com' }))
    const customers = (await stored()).map(({ customer }) => customer)
    expect(new Set(customers).size).toBe(1)
    expect(customers[0]).toMatch(/^c-[\w-]{16}$/)
  })

  test('are never looked for in what every object has', async () => {
    const hook = await hookOf({ paths: { text: 'constructor.name', id: '__proto__.x' } })
    expect((await post(hook, '{}')).status).toBe(400)
  })
})

describe('Typeform', () => {
  const SECRET = 'a secret of typeform'
  const body = (more: object = {}) =>
    JSON.stringify({
      event_id: 'e1',
      event_type: 'form_response',
      form_response: {
        form_id: 'f1',
        token: 'tok-1',
        submitted_at: '2026-11-18T09:59:00Z',
        hidden: { store: 'Centre', customer: 'c-7' },
        definition: {
          title: 'After a visit',
          fields: [
            {
              id: 'q1',
              ref: 'score',
              type: 'opinion_scale',
              properties: { steps: 7, start_at_one: true },
            },
          ],
        },
        answers: [
          { type: 'number', number: 6, field: { id: 'q1', ref: 'score', type: 'opinion_scale' } },
          { type: 'text', text: 'Kind people', field: { id: 'q2', ref: 'why', type: 'long_text' } },
        ],
        ...more,
      },
    })
  const typeform = () => hookOf({ preset: 'typeform', kind: null }, SECRET)
  const send = (hook: Hook, text: string) => post(hook, text, typeformHeaders(text, SECRET))

  test('signs with the key as it is written, also with one that the bot made', async () => {
    const made = newSecret()
    const hook = await hookOf({ preset: 'typeform', kind: null }, made)
    expect(await post(hook, body(), typeformHeaders(body(), made))).toMatchObject({ status: 200 })
  })

  test('is taken in with its question, its scale and its hidden fields', async () => {
    const hook = await typeform()
    expect(await send(hook, body())).toMatchObject({ status: 200 })
    expect(await stored()).toEqual([
      expect.objectContaining({
        kind: 'csat',
        score: 6,
        scale: { min: 1, max: 7, reversed: false },
        text: 'Kind people',
        survey: 'After a visit',
        store: 'Centre',
        customer: 'c-7',
        externalId: 'tok-1',
      }),
    ])
  })

  test('is an NPS where its question is one', async () => {
    await send(
      await typeform(),
      body({ answers: [{ type: 'number', number: 10, field: { id: 'n', type: 'nps' } }] }),
    )
    expect(await stored()).toEqual([expect.objectContaining({ kind: 'nps', score: 10 })])
  })

  test('is refused when forged, replayed, late or from the future', async () => {
    const hook = await typeform()
    const faultOf = async (text: string, headers = typeformHeaders(text, SECRET)) =>
      (await post(hook, text, headers)).content['error']
    expect(await faultOf(body(), typeformHeaders(body(), 'another secret'))).toBe('signature')
    expect(await faultOf(body(), {})).toBe('signature')
    expect(await faultOf(body({ submitted_at: '2026-11-10T00:00:00Z' }))).toBe('late')
    expect(await faultOf(body({ submitted_at: '2026-11-18T10:06:00Z' }))).toBe('future')
    expect(await faultOf(body({ submitted_at: 'soon' }))).toBe('late')
    expect(await stored()).toEqual([])
    expect(await faultOf(body())).toBeUndefined()
    expect(await faultOf(body())).toBe('replayed')
    expect(await stored()).toHaveLength(1)
  })
})

describe('Formbricks', () => {
  const body = (event = 'responseFinished') =>
    JSON.stringify([
      {
        event,
        webhookId: 'w',
        data: {
          id: 'resp-1',
          surveyId: 's1',
          finished: true,
          createdAt: '2026-11-18T09:00:00.000Z',
          updatedAt: '2026-11-18T09:01:00.000Z',
          language: 'lt',
          contactAttributes: { userId: 'u-5' },
          data: { intro: 'clicked', nps: 3, why: 'Ilgai laukiau' },
          meta: { url: 'https://app.example/s/1' },
          survey: { title: 'NPS survey' },
          tags: [{ name: 'slow' }],
        },
      },
    ])

  test('is taken in when the answer is finished, and not before', async () => {
    const hook = await hookOf({ preset: 'formbricks', kind: 'nps' })
    expect(await post(hook, body('responseCreated'))).toMatchObject({
      content: { outcome: 'ignored' },
    })
    expect(await stored()).toEqual([])
    expect(await post(hook, body())).toMatchObject({ content: { outcome: 'accepted' } })
    expect(await stored()).toEqual([
      expect.objectContaining({
        score: 3,
        text: 'Ilgai laukiau',
        survey: 'NPS survey',
        lang: 'lt',
        customer: 'u-5',
        tags: ['slow'],
        url: 'https://app.example/s/1',
      }),
    ])
  })
})

describe('Delighted', () => {
  const SECRET = 'a private api key'
  const body = (more: object = {}, event_type = 'survey_response.created') =>
    JSON.stringify({
      event_type,
      event_id: 'x',
      event_data: {
        id: '5435',
        person: { id: '5975', email: 'charlie@example.com', name: 'Charlie' },
        survey_type: 'nps',
        score: 9,
        comment: null,
        permalink: 'https://app.delighted.example/r/1',
        created_at: NOW - 60,
        updated_at: NOW - 60,
        person_properties: { store: 'Harbour' },
        tags: [],
        ...more,
      },
    })
  const delighted = () => hookOf({ preset: 'delighted', kind: null }, SECRET)
  const send = (hook: Hook, text: string) => post(hook, text, delightedHeaders(text, SECRET))

  test('brings the score first and the comment later, to the same feedback', async () => {
    const hook = await delighted()
    await send(hook, body())
    const updated = body(
      { comment: 'Fast!', score: 10, updated_at: NOW - 5 },
      'survey_response.updated',
    )
    expect(await send(hook, updated)).toMatchObject({ content: { outcome: 'updated' } })
    expect(await stored()).toEqual([
      expect.objectContaining({
        kind: 'nps',
        score: 10,
        text: 'Fast!',
        store: 'Harbour',
        customer: '5975',
        author: null,
      }),
    ])
  })

  test('is refused when forged, replayed, late or from the future', async () => {
    const hook = await delighted()
    const faultOf = async (text: string, headers = delightedHeaders(text, SECRET)) =>
      (await post(hook, text, headers)).content['error']
    expect(await faultOf(body(), delightedHeaders(body(), 'other key'))).toBe('signature')
    expect(await faultOf(body({ updated_at: NOW - 8 * 86_400 }))).toBe('late')
    expect(await faultOf(body({ updated_at: NOW + 301 }))).toBe('future')
    expect(await stored()).toEqual([])
    expect(await faultOf(body())).toBeUndefined()
    expect(await faultOf(body())).toBe('replayed')
  })

  test.each([
    ['csat', 5, { kind: 'csat' }],
    ['ces7', 7, { kind: 'ces', scale: { min: 1, max: 7, reversed: false } }],
    ['stars_five', 4, { kind: 'review' }],
  ])('asks %s on its own scale', async (survey_type, score, expected) => {
    await send(await delighted(), body({ survey_type, score }))
    expect(await stored()).toEqual([expect.objectContaining(expected)])
  })
})

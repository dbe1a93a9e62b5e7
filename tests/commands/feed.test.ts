import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invocation, type MadeWorkspace, madeWorkspace, NOW, textOf } from './made-workspace.ts'

let shop: MadeWorkspace
beforeAll(async () => {
  shop = await madeWorkspace([])
})
afterAll(() => shop.close())

const feeds = () => shop.store.feeds.list(shop.workspace.id)
const told = async (line: string) => textOf(await shop.host.answer(invocation(line)))

describe('a feed', () => {
  test('is added with how often it is read and what it is', async () => {
    expect(
      await told(
        'feed add https://forum.example/posts.json every 2h source:"Norda forum" brand:Norda kind:review',
      ),
    ).toContain('N-1 is added: it is read now, and again every 2h.')
    expect(await feeds()).toEqual([
      expect.objectContaining({
        url: 'https://forum.example/posts.json',
        everySeconds: 7200,
        source: 'Norda forum',
        brand: 'Norda',
        kind: 'review',
        state: 'active',
        nextAt: NOW,
      }),
    ])
  })

  test.each([
    ['feed https://www.reddit.com/r/norda.rss', 'Reddit', 1800],
    ['feed добавить https://форум.рф/posts.json каждые 30 мин', 'xn--l1adgmc.xn--p1ai', 1800],
    ['feed қосу https://kz-forum.example/feed әр 1 сағат', 'kz-forum.example', 3600],
    ['feed pridėti https://news-lt.example/feed kas 1d', 'news-lt.example', 86_400],
    ['feed add <https://two.example/feed|two.example/feed> every:45m', 'two.example', 2700],
    [
      'feed add url:"https://form.example/feed?a=1" every:"30m" kind:"mention" source:"" brand:""',
      'form.example',
      1800,
    ],
    ['feed add bare.example/feed', 'bare.example', 1800],
  ])('reads %s', async (line, source, everySeconds) => {
    expect((await shop.host.answer(invocation(line))).kind).toBe('notice')
    expect((await feeds()).at(-1)).toMatchObject({ source, everySeconds })
  })

  test('is looked at, paused, read at once and removed', async () => {
    expect(textOf(await shop.ask('feed list'))).toMatch(/N-1[^\n]*Norda forum[^\n]*active/)
    expect(await told('feed pause N-1')).toContain('paused')
    expect((await feeds())[0]?.state).toBe('paused')
    expect(await told('feed test N-1')).toContain('being read now')
    expect((await feeds())[0]).toMatchObject({ state: 'active', nextAt: NOW })
    expect(await told('feed remove N-1')).toContain('removed')
    expect((await feeds()).some(({ id }) => Number(id) === 1)).toBe(false)
  })

  test('is described in a form', async () => {
    const form = await shop.host.answer(invocation('feed add'))
    expect(form).toMatchObject({ kind: 'form', command: 'feed add' })
  })

  test.each([
    ['feed ad https://a.example', 'feeds.unknown-verb'],
    ['feed pause', 'feeds.which'],
    ['feed pause N-99', 'feeds.no-such-feed'],
    ['feed add every 5m', 'feeds.no-address'],
    ['feed add http://forum.example/feed', 'feeds.not-https'],
    ['feed add https://127.0.0.1/feed', 'feeds.address-refused'],
    ['feed add https://localhost/feed', 'feeds.address-refused'],
    ['feed add file:///etc/passwd', 'feeds.address-refused'],
    ['feed add https://forum.example/feed every 1m', 'feeds.interval-range'],
    ['feed add https://forum.example/feed every soon', 'feeds.no-interval'],
    ['feed add https://forum.example/feed kind:nps', 'feeds.no-kind'],
    ['feed add https://forum.example/feed please', 'feeds.unknown-part'],
    [`feed add https://forum.example/feed source:${'a'.repeat(300)}`, 'feeds.name-too-long'],
  ])('says what is wrong in “%s”', async (line, errorId) => {
    expect(await shop.refused(line)).toMatchObject({ errorId })
  })
})

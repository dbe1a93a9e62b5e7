import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invocation, type MadeWorkspace, madeWorkspace, NOW, textOf } from './made-workspace.ts'

let shop: MadeWorkspace
beforeAll(async () => {
  shop = await madeWorkspace([])
})
afterAll(() => shop.close())

const hooks = () => shop.store.hooks.list(shop.workspace.id)
const told = async (line: string) => textOf(await shop.host.answer(invocation(line)))

describe('a webhook', () => {
  test('is made with an address nobody can guess and a key that is shown once', async () => {
    const reply = await told(
      'hook add json kind:nps source:"Our shop" score:data.score text:data.why',
    )
    const [hook] = await hooks()
    expect(hook).toMatchObject({
      preset: 'json',
      kind: 'nps',
      source: 'Our shop',
      paths: { score: 'data.score', text: 'data.why' },
    })
    expect(hook?.token).toMatch(/^[\w-]{22}$/)
    expect(hook?.keys).toEqual([{ secret: expect.stringMatching(/^whsec_.{44}$/), until: null }])
    expect(reply).toContain(`/hooks/${hook?.workspace}-1-${hook?.token}`)
    expect(reply).toContain(hook?.keys[0]?.secret)
    expect(await told('hook list')).not.toContain('whsec_')
  })

  test.each([
    ['hook add typeform', { preset: 'typeform', kind: null, source: 'Typeform' }],
    ['hook добавить typeform kind:csat scale:1..7', { scale: { min: 1, max: 7, reversed: false } }],
    ['hook қосу delighted secret:0123456789abcdef', { preset: 'delighted' }],
    [
      'hook pridėti formbricks kind:ces scale:1..7 reversed:yes secret:whsec_MDEyMzQ1Njc4OWFiY2RlZg==',
      { preset: 'formbricks', scale: { min: 1, max: 7, reversed: true } },
    ],
    ['hook add typeform brand:Norda survey:Visits', { brand: 'Norda', survey: 'Visits' }],
  ])('reads %s', async (line, expected) => {
    await told(line)
    expect((await hooks()).at(-1)).toMatchObject(expected)
  })

  test('that is given the tool’s own key does not repeat it', async () => {
    expect(await told('hook add delighted secret:a-very-private-key')).not.toContain(
      'a-very-private-key',
    )
  })

  test('changes keys: the one before is valid for a day', async () => {
    const before = (await hooks())[0]?.keys[0]?.secret
    const reply = await told('hook rotate H-1')
    const [hook] = await hooks()
    expect(hook?.keys).toEqual([
      { secret: expect.stringMatching(/^whsec_/), until: null },
      { secret: before, until: NOW + 86_400 },
    ])
    expect(reply).toContain(hook?.keys[0]?.secret)
    expect(reply).not.toContain(before)
  })

  test('is removed', async () => {
    expect(await told('hook remove H-2')).toContain('H-2 is removed')
    expect((await hooks()).some(({ id }) => Number(id) === 2)).toBe(false)
  })

  test.each([
    ['hook ad typeform', 'hooks.unknown-verb'],
    ['hook add', 'hooks.which-tool'],
    ['hook add typefrom', 'hooks.unknown-tool'],
    ['hook add json', 'hooks.kind-needed'],
    ['hook add json kind:nsp', 'hooks.unknown-kind'],
    ['hook add formbricks kind:nps', 'hooks.secret-needed'],
    ['hook add delighted secret:short', 'hooks.short-secret'],
    ['hook add typeform scale:ten', 'hooks.no-scale'],
    ['hook add json kind:nps scale:1..5', 'hooks.nps-scale'],
    ['hook add typeform please', 'hooks.unknown-part'],
    [`hook add typeform source:${'a'.repeat(300)}`, 'hooks.too-long'],
    ['hook remove', 'hooks.which'],
    ['hook remove H-99', 'hooks.no-such-hook'],
  ])('says what is wrong in “%s”', async (line, errorId) => {
    expect(await shop.refused(line)).toMatchObject({ errorId })
  })
})

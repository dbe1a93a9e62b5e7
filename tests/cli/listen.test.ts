import { beforeEach, expect, test } from 'vitest'
import { contents, cxbot, emptyFolder } from './shell.ts'

let directory = ''
beforeEach(() => {
  directory = emptyFolder()
})
const listen = (...words: readonly string[]) => cxbot(['listen', ...words], { directory })
const rows = async () => JSON.parse((await listen('--json')).out).table.rows

test('channels and their words are added, listed and removed from the shell', async () => {
  const words = ['norda', 'nordic "big" bank', 'list', 'store:x']
  const added = await listen('add', 'slack/T1/C1', ...words, '--brand', 'Norda Bank')
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining('E-1') })
  expect((await listen('add', 'discord/8/7', 'norda')).out).toContain('Message Content Intent')
  expect((await listen('add', 'telegram/-1001', 'норда')).code).toBe(0)
  expect(await rows()).toEqual([
    ['E-1', 'slack/T1/C1', words.join(', '), 'Norda Bank', 0, '–'],
    ['E-2', 'discord/8/7', 'norda', '–', 0, '–'],
    ['E-3', 'telegram/-1001', 'норда', '–', 0, '–'],
  ])
  expect((await listen('list')).out).toContain('slack/T1/C1')
  expect((await listen('remove', 'E-1')).out).toContain('E-1 is ended')
  expect((await listen('remove', '2', '--json')).code).toBe(0)
  expect(await rows()).toHaveLength(1)
})

test('it is the same as /listen: what one begins the other shows', async () => {
  await listen('add', 'slack/T1/C1', 'norda')
  const { out } = await cxbot(['ask', 'listen list'], { directory })
  expect(out).toContain('E-1')
  await cxbot(['ask', 'listen remove E-1'], { directory })
  expect((await listen()).out).toContain('Nothing is listened to yet')
})

test.each([
  [['add', 'nowhere', 'norda'], 'nowhere'],
  [['add', 'slack/T1/C1', 'no'], 'no'],
  [['add', 'slack/T1/C1'], 'words'],
  [['add'], 'place'],
  [['remove', 'E-9'], 'E-9'],
  [['remove'], 'id'],
  [['hear'], 'cxbot listen --help'],
])('%j is a mistake that says what is wrong', async (words, said) => {
  const { code, out, err } = await listen(...words)
  expect(code).toBe(2)
  expect(out + err).toContain(said)
})

test('to look creates nothing', async () => {
  expect((await listen()).code).toBe(0)
  expect(contents(directory)).toEqual([])
})

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cxbot, emptyFolder } from '../cli/shell.ts'
import { type ServedPage, servedPage } from '../web/served-page.ts'

const NAMES = [
  '../../x',
  '..\\..\\x',
  'C:\\x',
  'C:/x',
  '/etc/passwd',
  'x\u0000.csv',
  'x'.repeat(300),
  'ы'.repeat(150),
  'con.csv',
  'NUL',
  '-rf',
  '=x.csv',
  'a\nb.csv',
  'a\u202Evsc.exe',
  '.',
  '..',
  '~',
  '$HOME',
  '%2e%2e%2fx',
  '....//x',
]

/** All files of a folder with what they hold. */
function contentsOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => [path, readFileSync(path, 'latin1')] as const)
}

describe('T17: a name that the page is asked for', () => {
  let page: ServedPage
  beforeAll(async () => {
    page = await servedPage()
  })
  afterAll(() => page.close())

  test.each(NAMES)('%j leads to no file', async (name) => {
    const secret = JSON.parse(readFileSync('package.json', 'utf8')).description as string
    const start = await page.send('/')
    for (const folder of ['/', '/csv/', '/chart/', '/charts/', '/fonts/', '/api/', '/hooks/']) {
      for (const way of [name, encodeURIComponent(name), `..%2f..%2f${name}`]) {
        for (const end of ['', '/package.json', '%00.png']) {
          const path = `${folder}${way}${end}`.replace(/[^!-~]/gu, encodeURIComponent)
          const { status, body } = await page.send(path)
          const isPage = status === 200 && body === start.body
          expect([path, isPage || (status >= 400 && status < 500)]).toEqual([path, true])
          expect(body).not.toContain(secret)
        }
      }
    }
    expect(page.faults).toEqual([])
  })
})

describe('T17: a file of the name', () => {
  const ROWS = 'date,score,text,store\n2026-11-10,9,Fine,Centre\n2026-11-10,99,Odd,Centre\n'

  test.each(NAMES)(
    '%j is read and written where it was said, or refused in words',
    async (name) => {
      const outer = emptyFolder()
      const directory = join(outer, 'one', 'two', 'three')
      mkdirSync(directory, { recursive: true })
      writeFileSync(join(outer, 'one', 'kept.txt'), 'kept')
      writeFileSync(join(directory, 'good.csv'), ROWS)
      const flags = ['--kind', 'nps', '--yes']
      expect((await cxbot(['import', 'good.csv', ...flags], { directory })).code).toBe(0)
      const before = contentsOf(outer)
      for (const words of [
        ['import', '--', name],
        ['export', '--out', `./${name}`],
        ['backup', '--', `./${name}`],
        ['ask', 'nps all', '--chart', `./${name}`],
      ]) {
        const { code, err } = await cxbot(words, { directory })
        expect([words[0], code === 0 || code === 2, err]).toEqual([words[0], true, err])
      }
      const said = resolve(directory, name)
      const changed = contentsOf(outer).filter(
        ([path, text]) => !before.some(([known, same]) => known === path && same === text),
      )
      const strangers = changed
        .map(([path]) => path)
        .filter((path) => !path.startsWith(said) && !path.startsWith(join(directory, '.cxbot')))
      expect(strangers).toEqual([])
    },
  )

  test('of any kind in a file that is imported names nothing on the disk', async () => {
    const outer = emptyFolder()
    const directory = join(outer, 'one', 'two', 'three')
    mkdirSync(directory, { recursive: true })
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
    const rows = NAMES.filter((name) => !name.includes('\u0000')).map(
      (name) => `2026-11-10,9,${quoted(name)},${quoted(name)}`,
    )
    writeFileSync(join(directory, 'names.csv'), `date,score,source,store\n${rows.join('\n')}\n`)
    const imported = ['import', 'names.csv', '--kind', 'nps', '--yes']
    expect((await cxbot(imported, { directory })).code).toBe(0)
    for (const line of ['nps all', 'nps all by store', 'nps all by channel']) {
      const { code, err } = await cxbot(['ask', line, '--chart', 'a.png'], { directory })
      expect([line, code === 0 || code === 2, err]).toEqual([line, true, err])
    }
    const names = contentsOf(outer).map(([path]) => path)
    const known = /[/\\]three[/\\](?:names\.csv|a\.png|\.cxbot[/\\][\w.-]+)$/
    expect(names.filter((path) => !known.test(path))).toEqual([])
  })
})

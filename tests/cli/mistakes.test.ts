import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { contents, cxbot, emptyFolder } from './shell.ts'

/** Each command line, and what the message must offer in its place. */
const MISTAKES: readonly (readonly [string, readonly string[], string])[] = [
  ['a mistyped subcommand', ['doktor'], 'cxbot doctor'],
  ['a question without ask', ['nps', 'last-week'], 'cxbot ask "nps last-week"'],
  ['a mistyped question without ask', ['npss', 'last-week'], 'cxbot ask "nps last-week"'],
  ['a mistyped flag', ['ask', 'nps', '--jsn'], '--json'],
  ['a mistyped common flag', ['ask', 'nps', '--zne', 'UTC'], '--zone'],
  ['a flag without its value', ['ask', 'nps', '--db'], 'cxbot ask --help'],
  ['a missing word', ['ask'], 'cxbot ask --help'],
  ['words too many', ['doctor', 'now', 'please'], 'cxbot doctor --help'],
  ['a mistyped zone', ['ask', 'nps', '--zone', 'Europe/Vilnus'], 'Europe/Vilnius'],
  ['a mistyped city', ['ask', 'nps', '--zone', 'Алмати'], 'Asia/Almaty'],
  ['an offset for a zone', ['ask', 'nps', '--zone', '+05:00'], 'Area/City'],
  ['a language that is not spoken', ['ask', 'nps', '--locale', 'de'], 'en, ru, kk, lt'],
  ['the country for the language', ['ask', 'nps', '--locale', 'kz'], 'kk'],
  ['a date in words', ['ask', 'nps', '--now', 'yesterday'], '2026-11-16T09:00'],
  ['a date that does not exist', ['ask', 'nps', '--now', '2026-02-30'], '2026-11-16T09:00'],
  ['a bare file as a database', ['ask', 'nps', '--db', 'answers.db'], 'sqlite:answers.db'],
  ['another kind of database', ['ask', 'nps', '--db', 'mysql://host/name'], 'postgres://'],
  ['a database that is not there', ['ask', 'nps', '--db', 'sqlite:no.db'], 'no.db'],
  ['a folder that is not there', ['ask', 'nps', '--db', 'sqlite:no/where.db'], '/no'],
  ['a settings file that is not there', ['ask', 'nps', '--config', 'my.json'], 'my.json'],
  ['a workspace name with spaces', ['ask', 'nps', '--workspace', 'my shop'], 'my-shop'],
  ['a picture of another kind', ['ask', 'nps', '--chart', 'nps.jpg'], 'nps.png'],
  ['a picture in a folder that is not there', ['ask', 'nps', '--chart', 'no/nps.png'], '/no.'],
  ['an export format', ['export', '--format', 'jsnl'], 'jsonl'],
  ['an export with nothing to export', ['export'], 'cxbot import'],
  ['an impossible port', ['serve', '--port', '70000'], '65535'],
  ['an open address without a password', ['serve', '--host', '0.0.0.0'], 'CXBOT_PASSWORD'],
  ['an empty workspace change', ['workspace', 'set'], '--zone'],
  ['an unknown workspace action', ['workspace', 'delete'], 'show, set'],
  ['a command that the bot does not know', ['ask', 'npss last-week'], 'nps'],
  ['a question to an empty database', ['ask', 'nps last-week'], 'cxbot import'],
]

test.each(MISTAKES)('%s is told with what would be right', async (_, words, right) => {
  const directory = emptyFolder()
  const { code, out, err } = await cxbot(words, { directory })
  expect(code).toBe(2)
  expect(`${out}${err}`).toContain(right)
  expect(contents(directory)).toEqual([])
})

test.each(MISTAKES)(
  '%s is told to programs as JSON on standard output',
  async (_, words, right) => {
    const { code, out, err } = await cxbot([...words, '--json'], {
      directory: emptyFolder(),
    })
    if (words[0] === 'serve' || words.at(-1) === '--db') return
    expect(code).toBe(2)
    const { error } = JSON.parse(out) as {
      error: { id: string; message: string; suggestion: string }
    }
    expect(error.id).toMatch(/^[a-z]+\.\S+$/)
    expect(`${error.message} ${error.suggestion}`).toContain(right)
    expect(err).toBe('')
  },
)

test.each(LOCALES)('mistakes are told in %s', async (locale) => {
  const tell = async (words: readonly string[]): Promise<string> =>
    (await cxbot([...words, '--locale', locale], { directory: emptyFolder() })).err
  const zone = await tell(['ask', 'nps', '--zone', 'Mars'])
  const flag = await tell(['ask', 'nps', '--colour'])
  const first = {
    en: 'is not a time zone',
    ru: 'не часовой пояс',
    kk: 'уақыт белдеуі емес',
    lt: 'nėra laiko juosta',
  }
  const second = { en: 'is not known', ru: 'не известен', kk: 'белгісіз', lt: 'nežinoma' }
  expect(zone).toContain(first[locale])
  expect(flag).toContain(second[locale])
})

test.each(LOCALES)('a database that cannot be made is a mistake, told in %s', async (locale) => {
  const directory = emptyFolder()
  writeFileSync(join(directory, 'a.csv'), 'date,recommend\n2026-11-10,9\n')
  const line = 'import a.csv --kind nps --map score=recommend --db sqlite:a.csv/x.db --locale'
  const { code, err } = await cxbot([...line.split(' '), locale], { directory })
  expect(code).toBe(2)
  expect(err).toContain('a.csv/x.db')
  const words = { en: 'opened nor made', ru: 'ни открыть', kk: 'ашу да', lt: 'nei atverti' }
  expect(err).toContain(words[locale])
  expect(contents(directory)).toEqual(['a.csv'])
})

test('the language comes from the machine where nothing else says it', async () => {
  const environment = { LANG: 'lt_LT.UTF-8' }
  const { err } = await cxbot(['doktor'], { directory: emptyFolder(), environment })
  expect(err).toContain('nėra komanda')
})

test('fault 49: all wrong settings are named at once, each with its place', async () => {
  const directory = emptyFolder()
  const file = join(directory, 'cxbot.json')
  writeFileSync(file, '{"zon": "UTC", "targets": {"npss": 40}}')
  const environment = { CXBOT_LOCALE: 'xx', CXBOT_PASSWROD: 'correct horse' }
  const { code, err } = await cxbot(['ask', 'nps', '--port', '1', '--now', 'x'], {
    directory,
    environment,
  })
  expect(code).toBe(2)
  expect(err).toContain('--port')
  const settings = await cxbot(['ask', 'nps', '--now', 'x'], { directory, environment })
  for (const part of ['zon', 'npss', 'CXBOT_LOCALE', 'CXBOT_PASSWROD', 'CXBOT_PASSWORD', '--now']) {
    expect(settings.err).toContain(part)
  }
  expect(settings.err).not.toContain('correct horse')
})

test('passwords are never shown', async () => {
  const directory = emptyFolder()
  const secret = 'hunter2hunter2'
  const runs = [
    await cxbot(['ask', 'nps', '--db', `mysql://me:${secret}@host/name`], { directory }),
    await cxbot(['ask', 'nps', '--db', `postgres://me:${secret}@127.0.0.1:1/name`], { directory }),
    await cxbot(['doctor', '--db', `postgres://me:${secret}@127.0.0.1:1/name`], { directory }),
    await cxbot(['doctor', '--json'], { directory, environment: { CXBOT_PASSWORD: secret } }),
  ]
  for (const { out, err } of runs) expect(out + err).not.toContain(secret)
})

test('fault 9: a file that is no database is left as it is', async () => {
  const directory = emptyFolder()
  writeFileSync(
    join(directory, 'notes.txt'),
    'shopping: milk, bread, candles and a long list of other things',
  )
  const { code, err } = await cxbot(['ask', 'nps', '--db', 'sqlite:notes.txt'], { directory })
  expect(code).toBe(2)
  expect(err).toContain('is not a database')
  expect(contents(directory)).toEqual(['notes.txt'])
})

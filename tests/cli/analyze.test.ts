import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../storage/index.ts'
import { feedback } from '../contract/feedback.ts'
import { contents, cxbot, emptyFolder } from './shell.ts'

const KIND = 'The staff were kind but the delivery took three weeks'

function lines(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('cxbot analyze', () => {
  test('answers line by line, in order, and creates nothing', async () => {
    const directory = emptyFolder()
    const input = [
      JSON.stringify({ text: KIND, target: 'staff' }),
      JSON.stringify({ text: 'Қызмет өте жақсы, бірақ баға қымбат' }),
      JSON.stringify({ text: 'Ужасная доставка, деньги не вернули' }),
      JSON.stringify({ text: 'Kokybė puiki, rekomenduoju visiems', lang: 'lt' }),
    ].join('\n')
    const { code, out, err } = await cxbot(['analyze'], { directory, input })
    expect([code, err]).toEqual([0, ''])
    const found = lines(out)
    expect(found.map(({ lang }) => lang)).toEqual(['en', 'kk', 'ru', 'lt'])
    expect(Object.keys(found[0] ?? {})).toEqual([
      'lang',
      'sentiment',
      'score',
      'firstPerson',
      'aspects',
      'target',
    ])
    expect(found[0]).toMatchObject({
      aspects: [
        { aspect: 'staff', polarity: 'positive' },
        { aspect: 'delivery', polarity: 'negative' },
      ],
      target: { polarity: 'positive' },
    })
    expect(found[1]).not.toHaveProperty('target')
    expect(found[2]).toMatchObject({ sentiment: 'negative' })
    expect(contents(directory)).toEqual([])
  })

  test('names the lines that it cannot read and does the others', async () => {
    const input = [
      '{"text":"good shop"}',
      'nonsense',
      '',
      '[1]',
      '{"txt":"x"}',
      '{"text":"x","target":5}',
      '"a string alone"',
    ]
    const { code, out, err } = await cxbot(['analyze'], {
      directory: emptyFolder(),
      input: input.join('\r\n'),
    })
    expect(code).toBe(2)
    expect(lines(out)).toHaveLength(2)
    expect(err.match(/Line \d+/g)).toEqual(['Line 2', 'Line 4', 'Line 5', 'Line 6'])
  })

  test('takes texts that could do harm for what they are', async () => {
    const texts = [
      '',
      '👍',
      'a'.repeat(100_000),
      'مرحبا، الخدمة سيئة جدا',
      '<script>alert(1)</script>',
      '\u0000\u0001\uD800',
    ]
    const input = texts.map((text) => JSON.stringify({ text })).join('\n')
    const { code, out } = await cxbot(['analyze'], { directory: emptyFolder(), input })
    expect(code).toBe(0)
    expect(lines(out)).toHaveLength(texts.length)
  })

  test('reads a plain file, a text a line, also empty ones', async () => {
    const directory = emptyFolder()
    writeFileSync(join(directory, 'texts.txt'), `${KIND}\n\n{"text":"not JSON here"}`)
    const { code, out } = await cxbot(['analyze', 'texts.txt', '--plain'], { directory })
    expect(code).toBe(0)
    expect(lines(out)).toHaveLength(3)
    expect(lines(out)[0]).toMatchObject({ aspects: [{ aspect: 'staff' }, { aspect: 'delivery' }] })
  })

  test.each([
    [['analyze', 'nowhere.jsonl'], /There is no file nowhere\.jsonl/],
    [['analyze', '.'], /is a folder/],
    [['analyze', '--stored', 'a.jsonl'], /takes neither a file/],
    [['analyze', '--stored'], /no stored feedback/],
  ])('%s is a mistake', async (words, message) => {
    const { code, err } = await cxbot(words, { directory: emptyFolder() })
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('reads what is stored unread, and then has nothing to do', async () => {
    const directory = emptyFolder()
    mkdirSync(join(directory, '.cxbot'))
    const store = await openStore(`sqlite:${join(directory, '.cxbot/cxbot.db')}`)
    const settings = { zone: 'UTC', locale: 'en', sample: false } as const
    const { id } = await store.ensureWorkspace('default', settings)
    await store.ingest(id, { items: [feedback({ text: KIND })], derivedIds: false })
    await store.close()
    const first = await cxbot(['analyze', '--stored'], { directory })
    expect(first.out).toMatch(/^1 text read in \d+ s\. Everything stored is up to date\.\n$/)
    expect(first.code).toBe(0)
    const again = await cxbot(['analyze', '--stored', '--json'], { directory })
    expect(JSON.parse(again.out)).toEqual({ workspace: 'default', read: 0, finished: true })
    const quotes = await cxbot(['ask', 'quotes aspect:жеткізу sentiment:neg', '--json'], {
      directory,
    })
    expect(JSON.parse(quotes.out).quotes).toHaveLength(1)
  })
})

describe('an import', () => {
  test('is read as it comes in', async () => {
    const directory = emptyFolder()
    writeFileSync(
      join(directory, 'reviews.csv'),
      'id,date,rating,comment\n1,2026-11-10,1,"Доставка ужасная, опоздали на неделю"\n2,2026-11-11,5,"Great quality, I love it"\n',
    )
    const imported = await cxbot(['import', 'reviews.csv', '--kind', 'review', '--json'], {
      directory,
    })
    expect([imported.code, imported.err]).toEqual([0, ''])
    const asked = await cxbot(['ask', 'quotes sentiment:negative', '--json'], { directory })
    expect(JSON.parse(asked.out).quotes).toMatchObject([
      { text: 'Доставка ужасная, опоздали на неделю', sentiment: 'negative' },
    ])
  })
})

describe('the taxonomy of a workspace', () => {
  const withTaxonomy = async (taxonomy: unknown, words: string[], input = '') => {
    const directory = emptyFolder()
    const json = typeof taxonomy === 'string' ? taxonomy : JSON.stringify(taxonomy)
    writeFileSync(join(directory, 'aspects.json'), json)
    return await cxbot(words, { directory, input, environment: { CXBOT_TAXONOMY: 'aspects.json' } })
  }
  const parking = { names: { en: 'Parking' }, words: { en: ['parking', 'car-park'] } }

  test('finds the aspects that it adds', async () => {
    const input = JSON.stringify({ text: 'The parking is terrible and far away' })
    const { out } = await withTaxonomy({ aspects: { parking } }, ['analyze'], input)
    expect(lines(out)[0]).toMatchObject({
      aspects: expect.arrayContaining([
        expect.objectContaining({ aspect: 'parking', polarity: 'negative' }),
      ]),
    })
  })

  test('tells every mistake at once, with its place in the file', async () => {
    const bad = {
      aspects: {
        Bad: parking,
        cellar: { words: { en: ['wine'] } },
        parking: { ...parking, words: { de: ['Parkplatz'] } },
        delivery: { name: 'x' },
      },
    }
    const { code, err } = await withTaxonomy(bad, ['analyze'], '{"text":"x"}')
    expect(code).toBe(2)
    for (const place of ['Bad', 'cellar.names', 'parking.words.de', 'delivery.name']) {
      expect(err).toContain(`aspects.json: aspects.${place}`)
    }
  })

  test.each([
    ['{', /aspects\.json: file is not JSON/],
    ['[]', /must be an object/],
    ['{"aspekts":{}}', /there is no field “aspekts”/],
  ])('%s is a mistake for every command', async (json, message) => {
    const { code, err } = await withTaxonomy(json, ['sample'])
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('must be a file that is there', async () => {
    const { code, err } = await cxbot(['analyze'], {
      directory: emptyFolder(),
      input: '{"text":"x"}',
      environment: { CXBOT_TAXONOMY: 'nowhere.json' },
    })
    expect(code).toBe(2)
    expect(err).toMatch(/nowhere\.json cannot be read/)
  })
})

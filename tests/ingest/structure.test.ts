import { expect, test } from 'vitest'
import { read, refusal, short } from './files.ts'

const HEADER = 'date,score,comment'

function scores(items: readonly { readonly score: number | null }[]): readonly (number | null)[] {
  return items.map(({ score }) => score)
}

test.each([
  ['commas', ','],
  ['semicolons', ';'],
  ['tabs', '\t'],
  ['bars', '|'],
])('cells may be separated by %s', async (_, mark) => {
  const rows = ['date,score,comment', '2026-11-01,9,Good', '2026-11-02,3,Slow']
  const { items, plan } = await read(rows.join('\n').replaceAll(',', mark))
  expect(plan.table.delimiter).toBe(mark)
  expect(items.map(({ score, text }) => [score, text])).toEqual([
    [9, 'Good'],
    [3, 'Slow'],
  ])
})

test('the first line of a spreadsheet may name the delimiter', async () => {
  const { items } = await read('sep=;\ndate;score;comment\n2026-11-01;9;a, b, c\n')
  expect(items[0]?.text).toBe('a, b, c')
})

test('a line break inside quotes belongs to the text, and lines stay those of the file', async () => {
  const { items, reasons } = await read(
    `${HEADER}\n2026-11-01,9,"Good\r\nbut slow"\n2026-11-02,x,Bad\n2026-11-03,5,Fine\n`,
  )
  expect(items[0]?.text).toBe('Good\nbut slow')
  expect(short(reasons)).toEqual(['badScore 1@4'])
})

test('fault 39: line ends of every kind may stand in one file', async () => {
  const { items } = await read(`${HEADER}\r\n2026-11-01,9,a\n2026-11-02,8,b\r2026-11-03,7,c`)
  expect(scores(items)).toEqual([9, 8, 7])
})

test('rows wrapped in a second pair of quotes are read like any others', async () => {
  const { items } = await read(
    [
      '"date,score,comment"',
      '"2026-11-01,9,""Good, really"""',
      '"2026-11-02,2,""He said """"no"""""""',
      '2026-11-03,7,Plain',
    ].join('\n'),
  )
  expect(items.map(({ text }) => text)).toEqual(['Good, really', 'He said "no"', 'Plain'])
})

test('a tail of semicolons after comma-separated cells is no cell', async () => {
  const { items, rejected } = await read(
    `${HEADER};;;\n2026-11-01,9,Good;;;\n2026-11-02,8,"Fine, too";;;\n`,
  )
  expect(rejected).toBe(0)
  expect(items.map(({ text }) => text)).toEqual(['Good', 'Fine, too'])
})

test('empty columns at the end of the header and blank rows are nothing', async () => {
  const { items, rows } = await read(
    'date;score;comment;;\n2026-11-01;9;Good;;\n;;;;\n\n2026-11-02;8;Fine;;\n',
  )
  expect([items.length, rows]).toEqual([2, 2])
})

test('fault 40: rows with too few or too many cells are told by line, and the others go in', async () => {
  const { items, reasons } = await read(
    `${HEADER}\n2026-11-01,9,Good\n2026-11-02,8\n2026-11-03,7,a,b,c\n2026-11-04,6,Fine\n`,
  )
  expect(scores(items)).toEqual([9, 6])
  expect(short(reasons)).toEqual(['tooFewCells 1@3', 'tooManyCells 1@4'])
})

test('fault 40: a quote that never closes costs its own line only', async () => {
  const { items, reasons } = await read(
    `${HEADER}\n2026-11-01,9,Good\n2026-11-02,8,"Never closed\n2026-11-03,7,Fine\n2026-11-04,6,Ok\n`,
  )
  expect(scores(items)).toEqual([9, 7, 6])
  expect(short(reasons)).toEqual(['brokenQuotes 1@3'])
})

test('a quote that closes rows later does not swallow the rows between', async () => {
  const { items, reasons } = await read(
    `${HEADER}\n2026-11-01,9,"Open\n2026-11-02,8,Fine\n2026-11-03,7,"Quoted, fine"\n2026-11-04,6,Ok\n`,
  )
  expect(scores(items)).toEqual([8, 7, 6])
  expect(short(reasons)).toEqual(['brokenQuotes 1@2'])
})

test('quotes inside an unquoted cell are characters like any other', async () => {
  const { items } = await read(`${HEADER}\n2026-11-01,9,TV 55" is "great"\n2026-11-02,8,Fine\n`)
  expect(items.map(({ text }) => text)).toEqual(['TV 55" is "great"', 'Fine'])
})

test.each([
  ['"Said "great" and left"', 'Said "great" and left'],
  ['"Nice "hotel, really" clean"', 'Nice "hotel, really" clean'],
  ['"a, b" ', 'a, b'],
  [' "a, b"', 'a, b'],
  ['"the ""best"" one"', 'the "best" one'],
])('the cell %s keeps its text', async (cell, text) => {
  const { items } = await read(`${HEADER},store\n2026-11-01,9,${cell},x\n2026-11-02,8,b,y\n`)
  expect(items[0]?.text).toBe(text)
})

test('T12: an unclosed quote at the head of a long file is found within the limit of a cell', async () => {
  const long = Array.from({ length: 5000 }, (_, index) => `2026-11-02,${index % 11},row ${index}`)
  const { items, reasons } = await read(`${HEADER}\n2026-11-01,9,"open\n${long.join('\n')}\n`)
  expect(items).toHaveLength(5000)
  expect(short(reasons)).toEqual(['brokenQuotes 1@2'])
})

test('a file whose quotes are all broken is refused with the line', async () => {
  const rows = Array.from({ length: 1500 }, () => '2026-11-01,9,"open')
  expect(await refusal(`${HEADER}\n${rows.join('\n')}\n`)).toMatchObject({
    id: 'import.tooManyBroken',
  })
})

test('a line of more than a million characters ends the reading', async () => {
  expect(await refusal(`${HEADER}\n2026-11-01,9,${'x'.repeat(1_200_000)}`)).toMatchObject({
    id: 'import.lineTooLong',
    params: { line: 2 },
  })
})

test('a cell of more than 65,536 characters is rejected', async () => {
  const { reasons } = await read(
    `${HEADER}\n2026-11-01,9,${'x'.repeat(70_000)}\n2026-11-02,8,ok\n2026-11-03,8,ok\n`,
  )
  expect(short(reasons)).toEqual(['cellTooLong 1@2'])
})

test('T12: more than 256 columns are refused', async () => {
  const header = Array.from({ length: 300 }, (_, index) => `c${index}`).join(',')
  expect(await refusal(`${header}\n1\n`)).toMatchObject({
    id: 'import.tooManyColumns',
    params: { count: 300, max: 256 },
  })
})

test('columns of the same name are told apart by number', async () => {
  const { plan } = await read('date,score,Other,Other,\n2026-11-01,9,a,b,c\n2026-11-02,9,a,b,\n', {
    map: ['text=Other (2)'],
  })
  expect(plan.table.header).toEqual(['date', 'score', 'Other', 'Other (2)'])
  expect(plan.description.columns['text']).toEqual(['Other (2)'])
})

test('fault 40: a file without a header is refused, with what stands in its place', async () => {
  expect(await refusal('1,2026-11-01,5\n2,2026-11-02,4\n')).toMatchObject({
    id: 'import.noHeader',
    params: { line: 1, text: '1 | 2026-11-01 | 5' },
  })
})

test.each([
  ['nothing at all', '', 'import.emptyFile'],
  ['blank lines', '\n\n', 'import.noRows'],
  ['a header alone', `${HEADER}\n`, 'import.noRows'],
])('a file of %s is refused', async (_, content, id) => {
  expect((await refusal(content)).id).toBe(id)
})

test.each([
  ['%PDF-1.7 …', 'PDF'],
  ['\u00d0\u00cf\u0011\u00e0', 'XLS'],
])('another form of file is called by its name', async (start, format) => {
  expect(await refusal(Buffer.from(start, 'latin1'))).toMatchObject({
    id: 'import.otherFormat',
    params: { format },
  })
})

test('objects on lines of their own are rows; a broken one is told by its line', async () => {
  const lines = [
    '{"kind":"nps","score":9,"text":"Good, \\"really\\"","at":"2026-11-01T10:00:00Z","tags":["a","b"]}',
    '{"kind":"nps","score":3,"at":"2026-11-02T10:00:00Z","store":"Vilnius"}',
    'not json',
    '{"kind":"nps","text":"Words only","at":"2026-11-03T10:00:00Z"}',
  ]
  const { items, reasons } = await read(lines.join('\n'), { name: 'answers.jsonl' })
  expect(items.map(({ kind, score, text }) => [kind, score, text])).toEqual([
    ['nps', 9, 'Good, "really"'],
    ['nps', 3, null],
    ['nps', null, 'Words only'],
  ])
  expect(items[0]).toMatchObject({ tags: ['a', 'b'], scale: { min: 0, max: 10 } })
  expect(items[1]?.store).toBe('Vilnius')
  expect(short(reasons)).toEqual(['badJson 1@3'])
})

test('rows of several kinds need their scales', async () => {
  const lines = [
    '{"kind":"nps","score":9,"scale":"0..10","at":"2026-11-01"}',
    '{"kind":"csat","score":2,"scale":"5..1","at":"2026-11-02"}',
    '{"kind":"nps","score":3,"scale":"1..5","at":"2026-11-03"}',
  ]
  const { items, reasons } = await read(lines.join('\n'), { name: 'answers.jsonl' })
  expect(items.map(({ kind, scale }) => [kind, scale])).toEqual([
    ['nps', { min: 0, max: 10, reversed: false }],
    ['csat', { min: 1, max: 5, reversed: true }],
  ])
  expect(short(reasons)).toEqual(['badScale 1@3'])
  const without = lines.map((line) => line.replace(/"scale":"[^"]*",/, ''))
  expect((await refusal(without.join('\n'), { name: 'answers.jsonl' })).id).toBe(
    'import.scalePerRow',
  )
})

test('control characters in a header never reach the terminal', async () => {
  const { plan } = await read('date,score,\u001b[31mred\n2026-11-01,9,x\n2026-11-02,8,y\n')
  expect(plan.table.header[2]).toBe('[31mred')
})

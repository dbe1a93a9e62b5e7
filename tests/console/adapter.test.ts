// biome-ignore-all lint/suspicious/noControlCharactersInRegex: the sequences of terminals are what is tested
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastWordChoices } from '../../adapters/console/completion.ts'
import { decodeLine } from '../../adapters/console/decode.ts'
import { readHistory, writeHistory } from '../../adapters/console/history.ts'
import { presentReply } from '../../adapters/console/index.ts'
import { limits } from '../../adapters/console/limits.ts'
import { inlinePicture, keepPicture } from '../../adapters/console/pictures.ts'
import type { Notice, Report } from '../../src/core/reply.ts'
import { emptyFolder } from '../cli/shell.ts'

const ESCAPE = '\u001B'
const folder = emptyFolder()

const report: Report = {
  kind: 'report',
  command: 'nps',
  commandLine: 'nps 2026-W46',
  locale: 'en',
  title: 'NPS',
  filters: {},
  view: 'text',
  blocks: [
    { type: 'headline', text: [{ text: 'NPS is 40.' }], values: [] },
    { type: 'paragraph', text: [{ text: `evil ${ESCAPE}]0;title\u0007`, data: true }] },
    { type: 'actions', actions: [{ label: 'By store', command: 'nps by store' }] },
  ],
  sample: false,
}
const mistake: Notice = {
  kind: 'notice',
  level: 'error',
  locale: 'en',
  text: [{ text: 'There is no command “npss”.' }],
  actions: [{ label: 'nps', command: 'nps' }],
  errorId: 'parse.unknown-command',
  suggestion: 'nps',
}
const plain = {
  form: 'text',
  width: 80,
  colours: false,
  pictures: null,
  picture: null,
  chartFile: null,
} as const

test('a line is a command with or without its slash, a number is an action', () => {
  const actions = [{ label: 'By store', command: 'nps by store' }]
  expect(decodeLine(' /nps  last-week ', actions)).toEqual({
    type: 'command',
    line: 'nps  last-week',
  })
  expect(decodeLine('1', actions)).toEqual({ type: 'command', line: 'nps by store' })
  expect(decodeLine('2', actions)).toEqual({ type: 'no-such-action', number: 2 })
  expect(decodeLine('0', actions)).toEqual({ type: 'no-such-action', number: 0 })
  expect(decodeLine('  ', actions)).toEqual({ type: 'nothing' })
  for (const word of ['/quit', 'quit', 'exit', 'QUIT']) {
    expect(decodeLine(word, actions)).toEqual({ type: 'leave' })
  }
})

test('no line that is typed or pasted breaks the reader', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (typed) => {
      const wish = decodeLine(typed, [])
      if (wish.type === 'command') {
        expect(wish.line.length).toBeLessThanOrEqual(limits.line + 1)
        expect(wish.line).not.toMatch(/\p{Cc}/u)
      }
    }),
  )
})

test('nothing from outside reaches the terminal as a control sequence', () => {
  expect(presentReply(report, plain)).not.toContain(ESCAPE)
  const coloured = presentReply(report, { ...plain, colours: true })
  expect(coloured.replace(/\u001B\[\d+m/g, '')).not.toContain(ESCAPE)
})

test('colours mark the first line and errors, and only where they are wanted', () => {
  expect(presentReply(report, { ...plain, colours: true })).toMatch(
    /^\u001B\[1mNPS is 40\.\u001B\[22m/,
  )
  expect(presentReply(mistake, { ...plain, colours: true })).toMatch(/^\u001B\[31m/)
  expect(presentReply(mistake, plain)).not.toContain(ESCAPE)
})

test('actions are listed once; in a conversation they have numbers', () => {
  const text = presentReply(report, plain)
  expect(text.match(/nps by store/g)).toHaveLength(1)
  expect(presentReply(report, { ...plain, numbered: true })).toContain('1  By store – nps by store')
  expect(presentReply(mistake, plain)).not.toContain('Next:')
})

test('lines fit the terminal', () => {
  const long: Report = {
    ...report,
    blocks: [{ type: 'paragraph', text: [{ text: 'many words '.repeat(40).trim() }] }],
  }
  const text = presentReply(long, { ...plain, width: 50 })
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50)
})

test('pictures go to the terminal whole, in the pieces that its protocol takes', () => {
  const png = Uint8Array.from({ length: 10_000 }, (_, index) => index % 256)
  const kitty = inlinePicture(png, 'kitty')
  const pieces = [...kitty.matchAll(/\u001B_G([^;]*);([^\u001B]*)\u001B\\/g)]
  expect(pieces.map((piece) => piece[1]?.includes('m=1'))).toEqual([true, true, true, false])
  expect(pieces.every((piece) => (piece[2]?.length ?? 0) <= limits.pictureChunk)).toBe(true)
  const sent = Buffer.from(pieces.map((piece) => piece[2]).join(''), 'base64')
  expect(new Uint8Array(sent)).toEqual(png)
  const iterm = inlinePicture(png, 'iterm')
  expect(iterm).toMatch(/^\u001B\]1337;File=inline=1;size=10000;/)
})

test('only the newest pictures are kept', async () => {
  const charts = join(folder, 'charts')
  const names = Array.from({ length: limits.pictures + 5 }, (_, index) => `chart-${index}`)
  for (const name of names) await keepPicture(Uint8Array.of(1), charts, name)
  const { readdirSync } = await import('node:fs')
  expect(readdirSync(charts).length).toBe(limits.pictures)
  expect(existsSync(join(charts, `${names.at(-1)}.png`))).toBe(true)
})

test('the history is its owner’s alone and comes back newest first', () => {
  const file = join(folder, 'deep', 'history')
  expect(readHistory(file)).toEqual([])
  writeHistory(file, ['csat', 'nps'])
  expect(readFileSync(file, 'utf8')).toBe('nps\ncsat\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readHistory(file)).toEqual(['csat', 'nps'])
})

test('completions replace the last word', () => {
  const one = { line: 'nps last-week', label: 'last-week', kind: 'period' } as const
  const two = { line: 'nps last-month', label: 'last-month', kind: 'period' } as const
  expect(lastWordChoices('nps las', [one, two])).toEqual([['last-week', 'last-month'], 'las'])
  expect(lastWordChoices('/nps las', [one])).toEqual([['last-week '], 'las'])
  expect(lastWordChoices('nps store:"old t', [{ ...one, line: 'nps store:"Old Town"' }])).toEqual([
    ['nps store:"Old Town" '],
    'nps store:"old t',
  ])
  const open = { line: 'nps store:', label: 'store:', kind: 'filter' } as const
  expect(lastWordChoices('nps sto', [open])).toEqual([['store:'], 'sto'])
  expect(lastWordChoices('xyz', [])).toEqual([[], 'xyz'])
})

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { createDateReader } from '../../src/ingest/dates.ts'
import { tame } from '../../src/report/sanitize.ts'
import { attacksOn } from './pattern-attacks.ts'
import { placeOf, readProduct, SyntaxKind, walk } from './source-files.ts'

const MATCHER = fileURLToPath(new URL('./match-patterns.mjs', import.meta.url))
/** Processor milliseconds for 50,000 characters. */
const MOST = 50
/** Four times the text takes four times the time of a linear pattern and sixteen times that of a quadratic one. */
const LINEAR = 8
const now = 1_800_000_000 as EpochSeconds
const PATIENCE = 20_000

interface Cost {
  readonly quarter: number
  readonly whole: number
  readonly attack: unknown
}

interface Literal {
  readonly place: string
  readonly source: string
  readonly flags: string
}

interface Matcher {
  readonly process: ChildProcess
  readonly answers: AsyncIterator<string>
}

let running: Matcher | undefined
afterAll(() => running?.process.kill('SIGKILL'))

/** The process that matches; a new one where the last had to be ended. */
function matcher(): Matcher {
  if (running) return running
  const child = spawn(process.execPath, [MATCHER], { stdio: ['pipe', 'pipe', 'inherit'] })
  running = { process: child, answers: createInterface(child.stdout)[Symbol.asyncIterator]() }
  return running
}

/** Returns what is wrong with a pattern: nothing, or the attack that it is slow with. */
async function slowness({ place, source, flags }: Literal): Promise<string | undefined> {
  const attacks = attacksOn(source, flags)
  const { process: child, answers } = matcher()
  child.stdin?.write(`${JSON.stringify({ source, flags, attacks })}\n`)
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  const { value, done } = await answers.next()
  clearTimeout(late)
  if (done) {
    running = undefined
    return `${place} /${source}/${flags} came to no end`
  }
  const { quarter, whole, attack } = JSON.parse(value) as Cost
  if (whole <= MOST || whole <= quarter * LINEAR) return undefined
  return `${place} /${source}/${flags} took ${whole} ms with ${JSON.stringify(attack)}`
}

const literals: Literal[] = []
const made = new Set<string>()

beforeAll(() => {
  readProduct((file) => {
    walk(file.tree, (node) => {
      if (node.kind === SyntaxKind.RegularExpressionLiteral) {
        const text = node.getText(file.tree)
        const end = text.lastIndexOf('/')
        const place = placeOf(file, node)
        literals.push({ place, source: text.slice(1, end), flags: text.slice(end + 1) })
      }
      const isCall =
        node.kind === SyntaxKind.NewExpression || node.kind === SyntaxKind.CallExpression
      if (isCall && /^(?:new )?RegExp\(/.test(node.getText(file.tree))) made.add(file.name)
    })
  })
})

test('T16: no pattern is made from what somebody wrote', () => {
  expect([...made].sort()).toEqual([
    'adapters/console/pictures.ts',
    'adapters/slack/intake.ts',
    'src/ingest/dates.ts',
    'src/parse/period-lexer.ts',
    'src/report/sanitize.ts',
  ])
})

describe('T16: the patterns that are put together from parts are quick too', () => {
  const cost = (work: (text: string) => unknown, pump: string, length: number): number => {
    const text = pump.repeat(length / pump.length)
    const runs = [0, 1, 2].map(() => {
      const before = process.cpuUsage()
      work(text)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    return Math.min(...runs)
  }
  const readers = ['iso', 'd/M/yyyy H:mm', "EEEE MMMM d 'of' yyyy"].map((format) =>
    createDateReader(format, 'UTC', now),
  )
  const works: readonly (readonly [string, (text: string) => unknown])[] = [
    ['dates', (text) => readers.map((read) => read(`2026-11-10 ${text}x`))],
    ['formats of dates', (text) => expect(() => createDateReader(text, 'UTC', now)).toThrow()],
    ['words from outside', (text) => tame(`a${text}`)],
  ]
  test.each(works)('%s', (_, work) => {
    for (const pump of [' ', '1', 'a', '\u0301', "'", "''", "T''", ',', ':', '.', 'г', '-', 'H']) {
      const quarter = cost(work, pump, 12_500)
      const whole = cost(work, pump, 50_000)
      expect([pump, whole > MOST && whole > quarter * LINEAR]).toEqual([pump, false])
    }
  })
})

test('T16: every pattern of the product takes time that grows no faster than 50 KB of any attack', {
  timeout: 300_000,
}, async () => {
  expect(literals.length).toBeGreaterThan(400)
  const slow: string[] = []
  for (const literal of literals) {
    const told = await slowness(literal)
    if (told !== undefined) slow.push(told)
  }
  expect(slow).toEqual([])
})

describe('T16: a pattern that is slow is found', () => {
  test.each([
    [String.raw`\/+$`, ''],
    ['^[-._]+|-+$', 'g'],
    [String.raw`"[^"]*"|\\.|\[[^\]]*\]|General`, 'gi'],
    [String.raw`^\s*"?(.+?)"?\s*=\s*(\d+(?:\.\d+)?)\s*$`, ''],
    ['<[^>]*>', 'g'],
    [String.raw`^(\s*)(.*?)(\s*)$`, 's'],
  ])('/%s/%s', async (source, flags) => {
    expect(await slowness({ place: 'here', source, flags })).toContain('took')
  })
})

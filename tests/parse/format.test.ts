import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommandArguments } from '../../src/core/command.ts'
import { formatCommandLine, parseCommandLine, parsePeriod } from '../../src/parse/index.ts'
import { vocabularies } from '../../src/parse/vocabulary/index.ts'
import { commands, environment } from './registry.ts'

function canonical(line: string): string {
  const { command, arguments: asked } = parseCommandLine(line, environment)
  return formatCommandLine(command, asked)
}

describe('a command line is written back in English with absolute dates', () => {
  test.each([
    ['nps өткен апта дүкендер бойынша кестемен', 'nps 2026-W46 by store as table'],
    ['nps', 'nps 2026-10-22..2026-11-20'],
    ['nps октябрь против сентября', 'nps 2026-10 vs 2026-09'],
    ['nps Q3 vs yoy', 'nps 2026-Q3 vs yoy'],
    ['nps last 3 months', 'nps 2026-08..2026-10'],
    ['nps last 12 weeks vs prev', 'nps 2026-W35..2026-W46 vs prev'],
    ['nps last 2 quarters', 'nps 2026-Q2..2026-Q3'],
    ['nps ytd vs target', 'nps 2026 vs target'],
    ['nps yesterday', 'nps 2026-11-20'],
    ['nps all', 'nps all'],
    ['nps 2020-W53', 'nps 2020-W53'],
    ['nps store:"Mega Park",B lang:kk', 'nps 2026-10-22..2026-11-20 lang:kk store:"Mega Park",B'],
    ['csat mean all', 'csat mean all'],
    ['csi weights:price=2,staff=1 all', 'csi weights:"price=2,staff=1" all'],
    ['quotes late "last week" all', 'quotes late "last week" all'],
    ['report R-42', 'report R-42'],
  ])('%s', (line, expected) => {
    expect(canonical(line)).toBe(expected)
  })

  test('with the parts changed that a button changes', () => {
    const { command, arguments: asked } = parseCommandLine('nps 2026-10 vs prev', environment)
    expect(formatCommandLine(command, asked, { by: 'store', baseline: null })).toBe(
      'nps 2026-10 by store',
    )
  })
})

const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom(
      'last week',
      'A, B',
      '"',
      "'",
      '\\',
      'by',
      'store:A',
      '—',
      '2026',
      'mean',
      'vs',
    ),
  )
  .map((text) => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim())
  .filter((text) => text !== '')

const period = fc.oneof(
  fc.constantFrom(...vocabularies.en.shown.periods),
  fc
    .tuple(
      fc.constantFrom('days', 'weeks', 'months', 'quarters', 'years'),
      fc.integer({ min: 1, max: 10 }),
    )
    .map(([unit, count]) => `last ${count} ${unit}`),
  fc
    .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 400 }))
    .map(([back, length]) => {
      const day = (offset: number): string =>
        new Date(Date.UTC(2026, 10, 21 - offset)).toISOString().slice(0, 10)
      return `${day(back)}..${day(back - Math.min(length, back))}`
    }),
)

const anyQuestion = fc
  .record({
    command: fc.constantFrom(...commands.filter(({ subject }) => subject?.from !== 'line')),
    subjects: fc.array(name, { maxLength: 8 }),
    period,
    other: period,
    by: fc.nat(),
    baseline: fc.constantFrom('none', 'previous', 'year-earlier', 'target', 'period'),
    filters: fc.dictionary(
      fc.constantFrom('store', 'source', 'tag', 'lang'),
      fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    ),
    view: fc.nat(),
    option: fc.option(name),
  })
  .map(({ command, ...asked }) => {
    const read = (text: string) => parsePeriod(text, environment)
    const whole = command.period ? read(asked.period) : null
    const compared = whole?.shape.type === 'all' ? 'none' : asked.baseline
    const other = read(asked.other)
    const baseline: CommandArguments['baseline'] =
      !command.baselines || compared === 'none'
        ? null
        : compared === 'period'
          ? { type: 'period', period: other }
          : { type: compared as 'previous' | 'year-earlier' | 'target' }
    const { subject } = command
    const count = Math.max(
      subject?.required ? 1 : 0,
      Math.min(asked.subjects.length, subject?.max ?? 0),
    )
    const options = command.options.flatMap((option) => {
      if (asked.option === null) return []
      return [[option.name, option.type === 'choice' ? (option.values[0] ?? '') : asked.option]]
    })
    const question: CommandArguments = {
      subjects: Array.from({ length: count }, (_, index) => asked.subjects[index] ?? 'x'),
      period: whole,
      periodGiven: command.period !== null,
      by: command.breakdowns[asked.by % (command.breakdowns.length + 1)] ?? null,
      baseline: whole && same(baseline, whole) ? null : baseline,
      filters: Object.entries(asked.filters)
        .filter(([dimension]) => (command.filters as readonly string[]).includes(dimension))
        .sort(([one], [two]) => (one < two ? -1 : 1))
        .map(([dimension, names]) => ({ dimension: dimension as 'store', names })),
      view: command.views[asked.view % (command.views.length + 1)] ?? null,
      options: Object.fromEntries(options),
    }
    return { command, question }
  })

/** A period is not compared with itself; one that still runs cuts its baseline, which is another test’s matter. */
function same(
  baseline: CommandArguments['baseline'],
  whole: NonNullable<CommandArguments['period']>,
): boolean {
  return baseline?.type === 'period' && (!whole.complete || baseline.period.start === whole.start)
}

test('what is written back parses to the same question', () => {
  fc.assert(
    fc.property(anyQuestion, ({ command, question }) => {
      const line = formatCommandLine(command, question)
      const parsed = parseCommandLine(line, environment)
      expect(parsed.command.name).toBe(command.name)
      expect(parsed.arguments).toEqual(question)
    }),
    { numRuns: 1000 },
  )
})

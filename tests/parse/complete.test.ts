import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { completeCommandLine, parseCommandLine, parsePeriod } from '../../src/parse/index.ts'
import { vocabularies } from '../../src/parse/vocabulary/index.ts'
import { commands, environment } from './registry.ts'

const STORES = ['Mega Park', 'Mega Silk', 'Алматы', 'Cafe "Sun"']

async function complete(line: string, locale: Locale = 'en') {
  return completeCommandLine(line, {
    ...environment,
    locale,
    names: (dimension, prefix) =>
      Promise.resolve(
        STORES.filter(
          (name) => dimension === 'store' && name.toLowerCase().startsWith(prefix.toLowerCase()),
        ),
      ),
  })
}

async function lines(line: string, locale: Locale = 'en'): Promise<readonly string[]> {
  return (await complete(line, locale)).map((completion) => completion.line)
}

describe('completion', () => {
  test('offers every command on an empty line', async () => {
    expect(await lines('')).toEqual(commands.map((command) => command.name))
  })

  test('offers commands that begin so, also from another keyboard layout', async () => {
    expect(await lines('/re')).toEqual(['/report'])
    expect(await lines('тз')).toEqual(['nps'])
    expect(await lines('qoutes')).toEqual(['quotes'])
  })

  test('offers some of everything after a command', async () => {
    const kinds = new Set((await complete('nps ')).map((completion) => completion.kind))
    expect([...kinds]).toEqual(['period', 'breakdown', 'baseline', 'filter', 'view'])
  })

  test('shows the dates of periods', async () => {
    const [first] = await complete('nps last-w')
    expect(first?.line).toBe('nps last-week')
    expect(first?.detail?.replace(/\p{Zs}/gu, ' ')).toBe('9–15 Nov 2026')
  })

  test('goes on with phrases of several words', async () => {
    expect(await lines('nps last 7')).toEqual(['nps last 7 days'])
    expect(await lines('nps by sto')).toEqual(['nps by store'])
    expect(await lines('nps by ')).toContain('nps by week')
    expect(await lines('nps vs ')).toContain('nps vs prev')
    expect(await lines('nps vs ')).toContain('nps vs last-month')
    expect(await lines('nps as ')).toEqual([
      'nps as chart',
      'nps as table',
      'nps as csv',
      'nps as text',
    ])
  })

  test('leaves out what is given already and what the command does not take', async () => {
    const given = await complete('nps last-week by store store:A ')
    expect(given.some(({ kind }) => kind === 'period' || kind === 'breakdown')).toBe(false)
    expect(given.map(({ label }) => label)).not.toContain('store:')
    const quotes = await complete('quotes ')
    expect(quotes.some(({ kind }) => kind === 'breakdown' || kind === 'baseline')).toBe(false)
  })

  test('offers the values of filters, in quotes where they need them', async () => {
    expect(await lines('nps store:me')).toEqual(['nps store:"Mega Park"', 'nps store:"Mega Silk"'])
    expect(await lines('nps store:"Mega P')).toEqual(['nps store:"Mega Park"'])
    expect(await lines('nps store:"Mega Park",ал')).toEqual(['nps store:"Mega Park",Алматы'])
    expect(await lines('nps last week магазин:caf', 'ru')).toEqual([
      'nps last week магазин:"Cafe \\"Sun\\""',
    ])
    expect(await lines('nps colour:r')).toEqual([])
  })

  test('offers options, metrics and commands where the command takes them', async () => {
    expect(await lines('csat me')).toEqual(['csat mean'])
    expect(await lines('csi we')).toContain('csi weights:')
    expect((await lines('trend ')).slice(0, 3)).toEqual(['trend nps', 'trend csat', 'trend csi'])
    expect(await lines('help qu')).toEqual(['help quotes'])
    expect(await lines('compare meg')).toEqual(['compare "Mega Park"', 'compare "Mega Silk"'])
  })

  test('speaks the user’s language first and understands English too', async () => {
    expect(await lines('nps по ма', 'ru')).toEqual(['nps по магазинам'])
    expect(await lines('nps дүкендер б', 'kk')).toEqual(['nps дүкендер бойынша'])
    expect(await lines('nps praej', 'lt')).toContain('nps praėjusi savaitė')
    expect(await lines('nps окт', 'ru')).toEqual(['nps октябрь 2026'])
    expect(await lines('nps дека', 'ru')).toEqual(['nps декабрь 2025'])
    expect(await lines('nps last-w', 'ru')).toEqual(['nps last-week'])
  })

  test.each(LOCALES)('offers in %s only what is understood', async (locale) => {
    for (const line of [
      'nps ',
      'nps a',
      'nps m',
      'nps с',
      'nps п',
      'csat ',
      'quotes ',
      'nps k',
      'nps д',
    ])
      for (const completion of await complete(line, locale))
        if (!completion.line.endsWith(':')) parseCommandLine(completion.line, environment)
    const { shown } = vocabularies[locale]
    const nps = parseCommandLine('nps', environment).command
    for (const period of shown.periods) parsePeriod(period, environment)
    for (const [dimension, phrase] of Object.entries(shown.breakdowns)) {
      if (!(nps.breakdowns as readonly string[]).includes(dimension)) continue
      expect(parseCommandLine(`nps ${phrase}`, environment).arguments.by).toBe(dimension)
    }
    for (const [view, phrase] of Object.entries(shown.views))
      expect(parseCommandLine(`nps ${phrase}`, environment).arguments.view).toBe(view)
  })
})

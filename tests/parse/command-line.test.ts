import { describe, expect, test } from 'vitest'
import type { CommandArguments } from '../../src/core/command.ts'
import { formatCommandLine, parseCommandLine } from '../../src/parse/index.ts'
import { environment } from './registry.ts'

function read(line: string): CommandArguments & { readonly name: string } {
  const { command, arguments: asked } = parseCommandLine(line, environment)
  return { name: command.name, ...asked }
}

/** The parts of a line in short: what is not given is left out. */
function summary(line: string): Record<string, unknown> {
  const { name, subjects, period, periodGiven, by, baseline, filters, view, options } = read(line)
  const compared =
    baseline?.type === 'period' ? `${baseline.period.from} ${baseline.period.to}` : baseline?.type
  return {
    name,
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(periodGiven ? { period: `${period?.from} ${period?.to}` } : {}),
    ...(by ? { by } : {}),
    ...(compared ? { vs: compared } : {}),
    ...(filters.length > 0
      ? { filters: Object.fromEntries(filters.map((filter) => [filter.dimension, filter.names])) }
      : {}),
    ...(view ? { as: view } : {}),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  }
}

const lastWeek = '2026-11-09 2026-11-16'
const october = '2026-10-01 2026-11-01'

describe('a command line', () => {
  test('takes its parts in any order', () => {
    const expected = {
      name: 'nps',
      period: lastWeek,
      by: 'store',
      vs: 'previous',
      filters: { source: ['App'] },
      as: 'table',
    }
    expect(summary('nps last week by store vs prev source:App as table')).toEqual(expected)
    expect(summary('nps source:App as table by store vs prev last-week')).toEqual(expected)
    expect(summary('nps by store last week source:App vs prev as table')).toEqual(expected)
  })

  test('has the command’s own period where none is given', () => {
    const { period, periodGiven } = read('nps')
    expect([period?.from, period?.to, periodGiven]).toEqual(['2026-10-22', '2026-11-21', false])
    expect(read('imports').period).toBeNull()
  })

  test('may begin with a slash, the bot’s name or the program’s name, in any case', () => {
    for (const line of [
      '/nps',
      'NPS',
      '/nps@cxbot',
      '@cxbot nps',
      '/cx nps',
      'cxbot nps',
      'nps:',
      'ｎｐｓ',
    ])
      expect(summary(line)).toEqual({ name: 'nps' })
  })

  test('is the same with spaces and dashes that keyboards and chat clients put in', () => {
    const expected = { name: 'nps', period: lastWeek, by: 'store' }
    for (const line of [
      'nps\u00a0last\u202fweek  by\u3000store ',
      'nps —by store last–week',
      'nps --by store --last-week',
      'nps --by=store last week',
      'nps by:store period:last-week',
      '\u200enps last week, by store!',
      'nps last week\nby store',
    ])
      expect(summary(line)).toEqual(expected)
  })

  test.each([
    ['/nps last-week by store', 'nps прошлая неделя по магазинам'],
    ['/nps last-week by store', 'nps по магазинам за прошлую неделю'],
    ['/nps last-week by store', 'nps прошлая неделя в разрезе магазинов'],
    ['/nps last-week by store', 'nps өткен апта дүкендер бойынша'],
    ['/nps last-week by store', 'nps дүкен бойынша өткен аптада'],
    ['/nps last-week by store', 'nps praėjusią savaitę pagal parduotuves'],
    ['nps 2026-08-24..2026-11-15 by week', 'nps по неделям с 24.08.2026 по 15.11.2026'],
    ['nps last 12 weeks by week', 'nps соңғы 12 апта апталар бойынша'],
    ['nps last 12 weeks by month', 'nps pagal mėnesius paskutinės 12 savaičių'],
    ['nps by week', 'nps апта бойынша'],
    ['nps last-week by day', 'nps өткен апта күндер бойынша'],
    ['nps last-week', 'nps өткен апта бойынша'],
    ['nps last-week', 'nps per praėjusią savaitę'],
    ['nps last-week', 'nps per savaitę'],
    ['nps vs prev', 'nps против предыдущего периода'],
    ['nps vs prev', 'nps по сравнению с предыдущим периодом'],
    ['nps vs prev', 'nps алдыңғы кезеңмен салыстырғанда'],
    ['nps vs prev', 'nps алдыңғымен салыстырғанда'],
    ['nps vs prev', 'nps palyginti su ankstesniu laikotarpiu'],
    ['nps vs yoy', 'nps против год назад'],
    ['nps vs yoy', 'nps бір жыл бұрынғымен салыстырғанда'],
    ['nps vs yoy', 'nps prieš metus'],
    ['nps vs target', 'nps по сравнению с целью'],
    ['nps vs target', 'nps мақсатпен салыстырғанда'],
    ['nps vs target', 'nps palyginti su tikslu'],
    ['nps 2026-10 vs 2026-09', 'nps октябрь против сентября'],
    ['nps 2026-10 vs 2026-09', 'nps қазан қыркүйекпен салыстырғанда'],
    ['nps 2026-10 vs 2026-09', 'nps spalis palyginti su rugsėju'],
    ['nps this-week vs last-week', 'nps эта неделя по сравнению с прошлой неделей'],
    ['nps this-week vs last-week', 'nps осы апта өткен аптамен салыстырғанда'],
    ['nps this-week vs last-week', 'nps ši savaitė prieš praėjusią savaitę'],
    ['nps as table', 'nps в виде таблицы'],
    ['nps as table', 'nps таблицей'],
    ['nps as table', 'nps как таблицу'],
    ['nps as table', 'nps кестемен'],
    ['nps as table', 'nps кесте түрінде'],
    ['nps as table', 'nps kaip lentelę'],
    ['nps as chart', 'nps графиком'],
    ['nps as chart', 'nps диаграммамен'],
    ['nps as chart', 'nps kaip diagramą'],
    ['nps as text', 'nps мәтінмен'],
    ['nps as csv', 'nps csv түрінде'],
    ['nps store:Mega lang:kk', 'nps магазин:Mega язык:kk'],
    ['nps store:Mega lang:kk', 'nps дүкен:Mega тіл:kk'],
    ['nps store:Mega lang:kk', 'nps parduotuvė:Mega kalba:kk'],
  ])('%s is also %s', (english, other) => {
    expect(summary(other)).toEqual(summary(english))
  })

  test('recognises periods of several words anywhere and no more than they are', () => {
    expect(summary('nps с 1 по 15 ноября по магазинам')).toEqual({
      name: 'nps',
      period: '2026-11-01 2026-11-16',
      by: 'store',
    })
    expect(summary('nps by store in October 2026 store:2025')).toEqual({
      name: 'nps',
      period: october,
      by: 'store',
      filters: { store: ['2025'] },
    })
  })

  test('compares an unfinished period with the same elapsed part of the one it names', () => {
    const { baseline } = read('nps this-week vs last-week')
    expect(baseline?.type === 'period' && baseline.period.complete).toBe(false)
  })
})

describe('filters', () => {
  test.each([
    ['nps store:A,B', ['A', 'B']],
    ['nps store:"Mega Park",B', ['Mega Park', 'B']],
    ['nps store:“Mega Park”', ['Mega Park']],
    ['nps store:„Mega Park“', ['Mega Park']],
    ['nps store:«Mega Park»', ['Mega Park']],
    ['nps store:‘Mega Park’', ['Mega Park']],
    ["nps store:'Mega Park'", ['Mega Park']],
    ["nps store:McDonald's", ["McDonald's"]],
    ['nps store:McDonald’s', ['McDonald’s']],
    ['nps store:«Кафе "Мега"»', ['Кафе "Мега"']],
    ['nps store:"Cafe \\"Mega\\""', ['Cafe "Mega"']],
    ['nps store:"A, B"', ['A, B']],
    ['nps store: A', ['A']],
    ['nps store： A', ['A']],
    ['nps store:A store:B', ['A', 'B']],
    ['nps store:A,A', ['A']],
    ['nps store:"last week"', ['last week']],
    ['nps --store=A', ['A']],
    ['nps store:https://a.example/b', ['https://a.example/b']],
  ])('%s', (line, names) => {
    expect(read(line).filters).toEqual([{ dimension: 'store', names }])
  })
})

describe('words of the command itself', () => {
  test('choices and values', () => {
    expect(summary('csat mean last-week')).toEqual({
      name: 'csat',
      period: lastWeek,
      options: { variant: 'mean' },
    })
    expect(summary('csi weights:price=2,staff=1')).toEqual({
      name: 'csi',
      options: { weights: 'price=2,staff=1' },
    })
  })

  test('free text keeps words that could be periods in a search', () => {
    expect(summary('quotes all good')).toEqual({ name: 'quotes', subjects: ['all', 'good'] })
    expect(summary('quotes "last week"')).toEqual({ name: 'quotes', subjects: ['last week'] })
    expect(summary('quotes обратился к врачу')).toEqual({
      name: 'quotes',
      subjects: ['обратился', 'к', 'врачу'],
    })
    expect(read('quotes served by staff as always').subjects).toHaveLength(5)
    expect(summary('quotes 404')).toEqual({ name: 'quotes', subjects: ['404'] })
    expect(summary('quotes late delivery last week')).toEqual({
      name: 'quotes',
      subjects: ['late', 'delivery'],
      period: lastWeek,
    })
  })

  test('two names may be joined by “vs” or “and”', () => {
    const expected = { name: 'compare', subjects: ['Alfa Store', 'Beta'], period: october }
    expect(summary('compare "Alfa Store" Beta last month')).toEqual(expected)
    expect(summary('compare "Alfa Store" vs Beta last month')).toEqual(expected)
    expect(summary('compare «Alfa Store» и Beta за прошлый месяц')).toEqual(expected)
  })

  test('a command without periods keeps numbers as they are', () => {
    expect(summary('report 2026')).toEqual({ name: 'report', subjects: ['2026'] })
    expect(summary('report R-42 as text')).toEqual({
      name: 'report',
      subjects: ['R-42'],
      as: 'text',
    })
  })

  test('a period in quotes is one where nothing else can be quoted', () => {
    expect(summary('nps "last week"')).toEqual({ name: 'nps', period: lastWeek })
  })
})

describe('what people say around a question changes nothing', () => {
  test.each([
    ['show me the nps for last week, please', 'nps 2026-W46'],
    ['what was the nps in October?', 'nps 2026-10'],
    ['nps for', 'nps'],
    ['nps in the', 'nps'],
    ['nps per store', 'nps by store'],
    ['nps per week', 'nps by week'],
    ['nps weekly this year', 'nps by week this year'],
    ['nps as a table', 'nps as table'],
    ['nps in csv', 'nps as csv'],
    ['nps last seven days', 'nps last 7 days'],
    ['nps brand = Norda', 'nps brand:Norda'],
    ['nps:last-week', 'nps last-week'],
    ['nps—last week', 'nps last-week'],
    ['help please', 'help'],
    ['покажи nps за прошлую неделю по магазинам, пожалуйста', 'nps 2026-W46 by store'],
    ['nps за октябрь в сравнении с сентябрем', 'nps 2026-10 vs 2026-09'],
    ['nps за последние две недели помесячно', 'nps last 2 weeks by month'],
    ['nps в таблице', 'nps as table'],
    ['nps за', 'nps'],
    ['nps өткен апта үшін көрсетіңіз', 'nps 2026-W46'],
    ['nps үшін', 'nps'],
    ['nps соңғы екі апта', 'nps last 2 weeks'],
    ['prašau parodyk nps už praėjusią savaitę', 'nps 2026-W46'],
    ['nps per praėjusią savaitę', 'nps 2026-W46'],
    ['nps per', 'nps'],
    ['nps paskutines dvi savaites', 'nps last 2 weeks'],
    ['quotes show me price', 'quotes price'],
  ])('%s', (line, plain) => {
    const [one, other] = [line, plain].map((each) => parseCommandLine(each, environment))
    expect(one?.command.name).toBe(other?.command.name)
    expect(one?.arguments).toEqual(other?.arguments)
  })

  test('what stands between two that are compared is no name', () => {
    for (const line of ['compare A and B', 'compare A with B', 'compare A с B', 'compare A su B'])
      expect(parseCommandLine(line, environment).arguments.subjects).toEqual(['A', 'B'])
  })

  test('courtesy alone is searched for, and quotes keep it', () => {
    expect(parseCommandLine('quotes please', environment).arguments.subjects).toEqual(['please'])
    expect(parseCommandLine('quotes "show" price', environment).arguments.subjects).toEqual([
      'show',
      'price',
    ])
  })
})

describe('a command that reads its own line', () => {
  const line = 'digest create "Morning" weekdays 09:00 nps yesterday by store; quotes store:Centre'

  test('is given all that follows its name as it was typed', () => {
    expect(summary(line)).toEqual({ name: 'digest', subjects: [line.slice('digest '.length)] })
    expect(summary(`/${line}`)).toEqual(summary(line))
    expect(summary('digest')).toEqual({ name: 'digest' })
  })

  test('is written as it was read', () => {
    const { command, arguments: asked } = parseCommandLine(line, environment)
    expect(formatCommandLine(command, asked)).toBe(line)
  })
})

import { describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import { cityNames, zoneOfCity } from '../../src/calendar/city-zones.ts'
import { isZone } from '../../src/calendar/zone.ts'
import { UserError } from '../../src/core/errors.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { lookUp } from '../../src/language/translate.ts'
import { parseCommandLine, parsePeriod, parseZone } from '../../src/parse/index.ts'
import { environment } from './registry.ts'

function mistake(run: () => unknown): UserError {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('there is no mistake')
}

describe('a wrong command line names the mistake and suggests a line that is right', () => {
  test.each([
    ['', 'parse.empty_line', 'help'],
    ['nsp last week', 'parse.unknown_command', 'nps last week'],
    ['тзы last week', 'parse.unknown_command', 'nps last week'],
    ['нпс вчера', 'parse.unknown_command', 'nps вчера'],
    ['xyzzy', 'parse.unknown_command', undefined],
    ['nps lst week', 'parse.unknown_word', 'nps last week'],
    ['nps прошлая нделя', 'parse.unknown_word', 'nps прошлая неделя'],
    ['nps ghjikfz неделя', 'parse.unknown_word', 'nps прошлая неделя'],
    ['nps өткен апат', 'parse.unknown_word', 'nps өткен апта'],
    ['nps praejusia savate', 'parse.unknown_word', 'nps praejusia savaitė'],
    ['nsp last wek by stor', 'parse.unknown_command', 'nps'],
    ['nps last wek by stor', 'parse.unknown_word', 'nps last week by store'],
    ['nps store', 'parse.unknown_word', 'nps by store'],
    ['nps table', 'parse.unknown_word', 'nps as table'],
    ['nps store:Mega Park last week', 'parse.unknown_word', 'nps store:"Mega Park" last week'],
    ['nps store Mega', 'parse.unknown_word', 'nps store:Mega'],
    ['nps по магазину Мега', 'parse.unknown_word', 'nps store:Мега'],
    ['nps last 24 hours', 'parse.unknown_word', undefined],
    ['nps bla', 'parse.unknown_word', undefined],
    ['csat maen', 'parse.unknown_word', 'csat mean'],
    ['nps by', 'parse.missing_dimension', undefined],
    ['nps by stor', 'parse.unknown_dimension', 'nps by store'],
    ['nps by author', 'parse.breakdown_not_here', undefined],
    ['quotes by store', 'parse.no_breakdown', undefined],
    ['nps by store by source', 'parse.given_twice', undefined],
    ['nps last week yesterday', 'parse.two_periods', 'nps last week vs yesterday'],
    ['imports last week', 'parse.no_period', 'imports'],
    ['nps vs', 'parse.missing_baseline', undefined],
    ['nps vs moon', 'parse.unknown_baseline', undefined],
    ['nps vs prv', 'parse.unknown_baseline', 'nps vs prev'],
    ['nps vs prev vs yoy', 'parse.given_twice', undefined],
    ['nps all vs prev', 'parse.all_has_no_baseline', undefined],
    ['nps last-week vs 2026-W46', 'parse.same_baseline', 'nps 2026-W46 vs prev'],
    ['nps lats-week', 'parse.unknown_word', 'nps last week'],
    ['nps lastweek', 'parse.unknown_word', 'nps last week'],
    ['nps vs last yaer', 'parse.unknown_baseline', 'nps vs last year'],
    ['nps vs lastyear', 'parse.unknown_baseline', 'nps vs last year'],
    ['nps yoy', 'parse.unknown_word', 'nps vs yoy'],
    ['nps mean', 'parse.option_elsewhere', 'nps'],
    ['nps trend', 'parse.unknown_word', 'trend nps'],
    ['nps last week --json', 'parse.flag_in_line', 'nps last week'],
    ['nps --locale kk', 'parse.flag_in_line', 'nps'],
    ['nps --zone=Asia/Almaty today', 'parse.flag_in_line', 'nps today'],
    ['nps A', 'parse.unknown_word', undefined],
    ['nps as excel', 'parse.unknown_view', 'nps as csv'],
    ['nps for store Centre', 'parse.unknown_word', 'nps for store:Centre'],
    ['nps by store, source', 'parse.given_twice', undefined],
    ['nps by store and source', 'parse.given_twice', undefined],
    ['quotes x vs prev', 'parse.no_baseline', undefined],
    ['nps as', 'parse.missing_view', undefined],
    ['nps as tabel', 'parse.unknown_view', 'nps as table'],
    ['quotes x as chart', 'parse.view_not_here', undefined],
    ['nps as table as csv', 'parse.given_twice', undefined],
    ['nps colour:red', 'parse.unknown_filter', undefined],
    ['nps stroe:A', 'parse.unknown_filter', 'nps store:A'],
    ['nps store:', 'parse.empty_filter', undefined],
    ['imports store:A', 'parse.no_filters', undefined],
    ['csat mean top', 'parse.given_twice', undefined],
    ['trend', 'parse.missing_subject', 'trend nps by week last 12 weeks'],
    ['trend nps csat', 'parse.too_many_subjects', undefined],
    ['nps "last week', 'parse.unclosed_quote', 'nps "last week"'],
    ['nps 03/04/2026', 'parse.ambiguous_date', 'nps 2026-04-03'],
    ['nps 31.02.2026 by store', 'parse.no_such_day', 'nps 2026-02-28 by store'],
    ['nps 2026-11-15..2026-11-01', 'parse.reversed_range', 'nps 2026-11-01..2026-11-15'],
    ['nps next week', 'parse.future_period', undefined],
    ['nps last 0 days', 'parse.count_out_of_range', undefined],
    ['nps '.padEnd(5000, 'x'), 'parse.line_too_long', undefined],
    ['nps '.padEnd(4000, 'x '), 'parse.too_many_words', undefined],
  ])('%s', (line, id, suggestion) => {
    const error = mistake(() => parseCommandLine(line, environment))
    expect([error.id, error.suggestion]).toEqual([id, suggestion])
    if (suggestion?.startsWith('nps')) parseCommandLine(suggestion, environment)
    for (const locale of LOCALES)
      expect(lookUp(locale, id.replace('.', ':errors.'), error.params)).not.toMatch(
        /\{\{|undefined/,
      )
  })

  test('a misread date shows both readings', () => {
    const { params } = mistake(() => parsePeriod('03/04/2026', environment))
    expect(params).toEqual({ date: '03/04/2026', one: '2026-04-03', other: '2026-03-04' })
  })
})

describe('a word in the place of a role', () => {
  const real = { ...environment, registry }
  const said = (line: string) => mistake(() => parseCommandLine(line, real))

  test.each([
    ['role give @x moderatr', 'role give @x moderator'],
    ['role @x veiwer', 'role @x viewer'],
    ['link invite ABCD manger', 'link invite ABCD manager'],
    ['role give @x editor', undefined],
  ])('%s is told to be none, with those there are', (line, suggestion) => {
    const error = said(line)
    expect(error.id).toBe('parse.unknown_role')
    expect(error.params['list']).toBe('viewer, moderator, manager, admin')
    expect(error.suggestion).toBe(suggestion)
  })

  test('is named in every language', () => {
    const { params } = said('role give @x moderatr')
    const texts = LOCALES.map((locale) => lookUp(locale, 'parse:errors.unknown_role', params))
    expect(new Set(texts).size).toBe(LOCALES.length)
    for (const text of texts) expect(text).toMatch(/moderatr.+: viewer, moderator, manager, admin/)
  })

  test('is one word too many where no role is near', () => {
    expect(said('link ABCD EFGH').id).toBe('parse.too_many_subjects')
    expect(said('role give @x viewer @y').id).toBe('parse.too_many_subjects')
  })
})

describe('a wrong period', () => {
  test.each([
    ['', 'parse.unknown_period', undefined],
    ['bla', 'parse.unknown_period', undefined],
    ['lst week', 'parse.unknown_period_nearest', 'last week'],
    ['прошлый мсяц', 'parse.unknown_period_nearest', 'прошлый месяц'],
    ['last-wek', 'parse.unknown_period_nearest', 'last week'],
    ['2026-02-29', 'parse.no_such_day', '2026-02-28'],
    ['31 апреля 2026', 'parse.no_such_day', '2026-04-30'],
    ['0 November', 'parse.no_such_day', '2026-11-01'],
    ['2026-13', 'parse.no_such_month', undefined],
    ['2026-15-11', 'parse.no_such_month', '2026-11-15'],
    ['15.13.2026', 'parse.no_such_month', undefined],
    ['11.15.2026', 'parse.no_such_month', '2026-11-15'],
    ['2026-W54', 'parse.no_such_week', undefined],
    ['2025-W53', 'parse.no_such_week', undefined],
    ['Q5 2026', 'parse.no_such_quarter', undefined],
    ['0000', 'parse.bad_year', undefined],
    ['0000-01-01', 'parse.bad_year', undefined],
    ['99999', 'parse.bad_year', undefined],
    ['1969', 'parse.bad_year', undefined],
    ['2027', 'parse.future_period', undefined],
    ['2099-01-01', 'parse.future_period', undefined],
    ['tomorrow', 'parse.future_period', undefined],
    ['келесі апта', 'parse.future_period', undefined],
    ['since 2026-12-01', 'parse.future_period', undefined],
    ['last 99999 days', 'parse.count_out_of_range', undefined],
    ['с 15 по 1 ноября', 'parse.reversed_range', '2026-11-01..2026-11-15'],
    ['1–31', 'parse.unknown_period', undefined],
    ['15', 'parse.unknown_period', undefined],
    ['from 15 Nov to 1 Nov 2026', 'parse.reversed_range', '2026-11-01..2026-11-15'],
    ['x'.repeat(50_000), 'parse.unknown_period', undefined],
  ])('%s', (text, id, suggestion) => {
    const error = mistake(() => parsePeriod(text, environment))
    expect([error.id, error.suggestion]).toEqual([id, suggestion])
  })

  test('a day that the zone jumped over is told', () => {
    const apia = { ...environment, zone: 'Pacific/Apia' }
    expect(mistake(() => parsePeriod('2011-12-30', apia)).id).toBe('parse.skipped_day')
  })
})

describe('a time zone', () => {
  test('of every city that is known is one', () => {
    for (const name of cityNames()) expect(isZone(zoneOfCity(name) ?? ''), name).toBe(true)
  })

  test.each([
    ['Asia/Almaty', 'Asia/Almaty'],
    ['asia/almaty', 'Asia/Almaty'],
    ['Vilnius', 'Europe/Vilnius'],
    ['New York', 'America/New_York'],
    ['Алматы', 'Asia/Almaty'],
    ['астана', 'Asia/Almaty'],
    ['Ақтөбе', 'Asia/Aqtobe'],
    ['Вильнюс', 'Europe/Vilnius'],
    ['Kaunas', 'Europe/Vilnius'],
    ['Каунас', 'Europe/Vilnius'],
    ['Klaipeda', 'Europe/Vilnius'],
    ['Москва', 'Europe/Moscow'],
    ['Мәскеу', 'Europe/Moscow'],
    ['Maskva', 'Europe/Moscow'],
    ['Киев', 'Europe/Kyiv'],
    ['Лондон', 'Europe/London'],
    ['Нью-Йорк', 'America/New_York'],
    ['нью йорк', 'America/New_York'],
    ['Niujorkas', 'America/New_York'],
    ['Los Andželas', 'America/Los_Angeles'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['UTC', 'UTC'],
  ])('%s is %s', (text, zone) => {
    expect(parseZone(text).replace('Kiev', 'Kyiv')).toBe(zone)
  })

  test.each([
    ['Asia/Almatty', 'Asia/Almaty'],
    ['Europe/Almaty', 'Asia/Almaty'],
    ['Vilnus', 'Europe/Vilnius'],
    ['Вильнус', 'Europe/Vilnius'],
    ['+05:00', undefined],
    ['Mars/Phobos', undefined],
    ['', undefined],
  ])('%s is none', (text, suggestion) => {
    const error = mistake(() => parseZone(text))
    expect([error.id, error.suggestion]).toEqual(['parse.unknown_zone', suggestion])
  })
})

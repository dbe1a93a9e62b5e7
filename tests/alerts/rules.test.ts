import { describe, expect, test } from 'vitest'
import { formatRule } from '../../src/alerts/describe.ts'
import { type AlertRequest, readAlertRequest } from '../../src/alerts/request.ts'
import { UserError } from '../../src/core/errors.ts'

function rule(line: string) {
  const request = readAlertRequest(line)
  if (request.verb !== 'create') throw new Error(`${line} makes no alert`)
  return request.draft.rule
}

function mistake(line: string): { readonly id: string; readonly suggestion: string | undefined } {
  try {
    readAlertRequest(line)
  } catch (error) {
    if (error instanceof UserError) return { id: error.id, suggestion: error.suggestion }
  }
  throw new Error(`${line} was read`)
}

const hours = (count: number) => ({ type: 'rolling', seconds: count * 3600 }) as const
const everything = { filters: [], each: null } as const

describe('a rule', () => {
  test('about a level has a bound, a window and a least number of answers', () => {
    expect(rule('when negative-share > 40% last 2h min 20')).toEqual({
      type: 'level',
      ...everything,
      metric: 'negative-share',
      side: 'above',
      bound: 40,
      window: hours(2),
      least: 20,
      clearly: false,
    })
  })

  test('about each store watches every one by itself', () => {
    expect(rule('when store:* rating < 4 clearly')).toMatchObject({
      type: 'level',
      metric: 'rating',
      side: 'below',
      bound: 4,
      each: 'store',
      clearly: true,
    })
  })

  test('about a change compares this week with the same part of the week before', () => {
    expect(rule('when nps drops clearly this week')).toEqual({
      type: 'change',
      ...everything,
      metric: 'nps',
      direction: 'drops',
      window: { type: 'calendar', unit: 'week' },
    })
  })

  test('about a count says how many times the usual', () => {
    expect(rule('when aspect:delivery negative 3x usual')).toEqual({
      type: 'usual',
      filters: [{ dimension: 'aspect', names: ['delivery'] }],
      each: null,
      count: 'negative',
      factor: 3,
      window: hours(24),
    })
  })

  test('about each item, or about a spike', () => {
    expect(rule('on detractor')).toMatchObject({ type: 'each', count: 'detractors' })
    expect(rule('on negative store:Centre')).toMatchObject({
      type: 'each',
      filters: [{ dimension: 'store', names: ['Centre'] }],
    })
    expect(rule('on spike')).toMatchObject({ type: 'usual', count: 'mentions', window: hours(1) })
  })

  test.each([
    ['когда nps падает явно эту неделю', 'when nps drops clearly this week'],
    ['қашан nps төмендейді осы апта', 'when nps drops clearly this week'],
    ['kai nps krenta aiškiai šią savaitę', 'when nps drops clearly this week'],
    ['when доля-негатива >40% за последние 2ч', 'when negative-share > 40% last 2h min 10'],
    ['когда доля негатива > 40 % за 2ч', 'when negative-share > 40% last 2h min 10'],
    ['when негатив > 40% последние 3 дня', 'when negative-share > 40% last 3d min 10'],
    ['nps < 20', 'when nps < 20 last 1d min 10'],
    ['nps < 20 за 7 дней', 'when nps < 20 last 1w min 10'],
    ['на детрактор', 'on detractors'],
    ['when rating < 4,5 last 3 days min 5', 'when rating < 4.5 last 3d min 5'],
    ['when negative 3 x usual last 12 hours', 'when negative 3x usual last 12h'],
  ])('is read in any language: %s', (line, written) => {
    expect(formatRule(rule(line))).toBe(written)
  })

  test.each([
    'when negative-share > 40 last 2h min 20',
    'when nps drops clearly this month',
    'when csat < 80 clearly last 7d min 50 store:* source:App',
    'when negative 3x usual last 1d aspect:delivery',
    'on detractors store:"Mega Park"',
  ])('reads back as it is written: %s', (line) => {
    expect(rule(formatRule(rule(line)))).toEqual(rule(line))
  })
})

describe('beside the rule', () => {
  test('stand a place, quiet hours, a cooldown and a language', () => {
    const request = readAlertRequest(
      'on detractor in:here quiet:22:00-08:00 cooldown:4h lang:kk name:"New detractors"',
    ) as Extract<AlertRequest, { verb: 'create' }>
    expect(request.draft).toMatchObject({
      name: 'New detractors',
      place: 'here',
      locale: 'kk',
      cooldownSeconds: 14_400,
      quiet: { from: 1320, to: 480 },
    })
  })

  test('a verb names what is done with an alert', () => {
    expect(readAlertRequest('')).toEqual({ verb: 'list' })
    expect(readAlertRequest('snooze A-1 2h')).toEqual({
      verb: 'snooze',
      alerts: ['A-1'],
      seconds: 7200,
    })
    expect(readAlertRequest('ack A-1')).toEqual({ verb: 'ack', alerts: ['A-1'] })
    expect(readAlertRequest('test A-1')).toEqual({ verb: 'test-stored', alert: 'A-1' })
    expect(readAlertRequest('mute A-1,A-2')).toEqual({ verb: 'mute', alerts: ['A-1', 'A-2'] })
    expect(readAlertRequest('test on spike').verb).toBe('test')
  })
})

describe('a mistake is told with what would be right', () => {
  test.each([
    ['wehn nps drops', 'alerts.unknown-verb', 'alert when nps drops'],
    ['when npss drops', 'alerts.unknown-subject', 'alert when nps'],
    ['when nps', 'alerts.unreadable', undefined],
    ['when nps <', 'alerts.no-number', '40%'],
    ['on detractr', 'alerts.unreadable', 'alert on detractor'],
    ['when nps < lots', 'alerts.no-number', undefined],
    ['when nps < 10 last fortnight', 'alerts.no-duration', 'last 2h'],
    ['when nps < 10 galaxy:Centre', 'alerts.unknown-filter', undefined],
    ['on spike quiet:late', 'alerts.no-quiet-hours', 'quiet:22:00-08:00'],
    ['on spike last 3w', 'alerts.window-too-long', undefined],
    ['on detractor store:*', 'alerts.each-of-each', undefined],
    ['when negative 3x usual min 20', 'alerts.least-without-bound', 'min 30'],
    ['when nps drops this week min 50', 'alerts.least-without-bound', 'min 30'],
    ['on spike min 5', 'alerts.least-without-bound', 'min 30'],
    ['mute', 'alerts.which', 'A-1'],
    ['snooze A-1 soon', 'alerts.no-duration', undefined],
  ])('%s', (line, id, suggestion) => {
    const found = mistake(line)
    expect(found.id).toBe(id)
    if (suggestion !== undefined) expect(found.suggestion).toContain(suggestion)
  })
})

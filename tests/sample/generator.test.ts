import { expect, test } from 'vitest'
import { dayNumber } from '../../src/calendar/zone.ts'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { sampleFeedback } from '../../src/sample/generator.ts'
import { DELIVERY_TROUBLE } from '../../src/sample/story.ts'

const anchor = dayNumber('2026-11-21')
const evening = (anchor * 86_400 + 20 * 3600) as EpochSeconds
const options = { seed: 'two shops', zone: 'UTC', anchor, until: evening }
const feedback = [...sampleFeedback(options)]

const daysAgo = (item: NewFeedback): number => anchor - Math.floor(item.at / 86_400)

function netPromoters(items: readonly NewFeedback[]): number {
  const scores = items.flatMap((item) => (item.kind === 'nps' ? [item.score ?? 0] : []))
  const balance = scores.reduce((sum, score) => sum + (score >= 9 ? 1 : score <= 6 ? -1 : 0), 0)
  return (100 * balance) / scores.length
}

function satisfied(items: readonly NewFeedback[]): number {
  const scores = items.flatMap((item) => (item.kind === 'csat' ? [item.score ?? 0] : []))
  return (100 * scores.filter((score) => score >= 4).length) / scores.length
}

test('the same seed and day give the same feedback, another seed gives other feedback', () => {
  expect([...sampleFeedback(options)]).toEqual(feedback)
  const other = [...sampleFeedback({ ...options, seed: 'another' })]
  expect(other.map((item) => item.text)).not.toEqual(feedback.map((item) => item.text))
})

test('a sample that is carried on later equals one that was made at once', () => {
  const middle = (anchor * 86_400 - 30 * 86_400 + 12 * 3600) as EpochSeconds
  const before = [...sampleFeedback({ ...options, until: middle })]
  const after = [...sampleFeedback({ ...options, firstDay: anchor - 30 })]
  const known = new Set(before.map((item) => item.externalId))
  const joined = [...before, ...after.filter((item) => !known.has(item.externalId))]
  expect(joined).toEqual(feedback)
})

test('it covers six months up to the present moment, and no further', () => {
  expect(feedback.length).toBeGreaterThan(6000)
  expect(feedback.length).toBeLessThan(10_000)
  expect(Math.max(...feedback.map(daysAgo))).toBe(182)
  expect(Math.max(...feedback.map((item) => item.at))).toBeLessThan(evening)
  expect(feedback.filter((item) => daysAgo(item) === 0).length).toBeGreaterThan(10)
})

test('ids are unique within their source', () => {
  const ids = new Set(feedback.map((item) => `${item.source} ${item.externalId}`))
  expect(ids.size).toBe(feedback.length)
})

test('two brands, eight stores, several sources, every kind and all four languages occur', () => {
  const distinct = (pick: (item: NewFeedback) => string | null): number =>
    new Set(feedback.map(pick).filter((name) => name !== null)).size
  expect(distinct((item) => item.brand)).toBe(2)
  expect(distinct((item) => item.store)).toBe(8)
  expect(distinct((item) => item.source)).toBeGreaterThan(4)
  expect(distinct((item) => item.kind)).toBe(5)
  expect(distinct((item) => item.lang)).toBe(4)
})

test('texts vary and hold no unfilled places', () => {
  const texts = feedback.flatMap((item) => item.text ?? [])
  expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([])
  expect(new Set(texts).size).toBeGreaterThan(1500)
})

test('the story: delivery trouble at one store drops its NPS for three weeks, then it recovers', () => {
  const store = feedback.filter((item) => item.store === DELIVERY_TROUBLE.store)
  const during = store.filter((item) => daysAgo(item) <= 84 && daysAgo(item) >= 64)
  const before = store.filter((item) => daysAgo(item) > 84)
  const after = store.filter((item) => daysAgo(item) < 64)
  expect(netPromoters(before)).toBeGreaterThan(25)
  expect(netPromoters(during)).toBeLessThan(0)
  expect(netPromoters(after)).toBeGreaterThan(25)
  const complaints = during.filter(
    (item) => item.kind === 'nps' && (item.score ?? 10) <= 6 && item.tags.length > 0,
  )
  const aboutDelivery = complaints.filter((item) => item.tags.includes('delivery'))
  expect(aboutDelivery.length / complaints.length).toBeGreaterThan(0.5)
})

test('the story: one brand is clearly ahead on price', () => {
  const price = (brand: string): number => {
    const scores = feedback
      .filter((item) => item.brand === brand)
      .flatMap((item) => item.factors.filter((factor) => factor.factor === 'price'))
      .map((factor) => factor.score)
    return scores.reduce((sum, score) => sum + score, 0) / scores.length
  }
  expect(price('Velmo') - price('Norda')).toBeGreaterThan(0.4)
})

test('the story: satisfaction rises slowly after the new checkout', () => {
  const before = satisfied(feedback.filter((item) => daysAgo(item) > 70))
  const lately = satisfied(feedback.filter((item) => daysAgo(item) < 21))
  expect(lately - before).toBeGreaterThan(6)
})

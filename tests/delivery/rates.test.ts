import { describe, expect, test } from 'vitest'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { createTelegramAdapter } from '../../adapters/telegram/index.ts'
import { createLimiter } from '../../src/delivery/limiter.ts'

const token = { reveal: () => 'token' }
const adapters = [
  createSlackAdapter({ botToken: token, appToken: token, signingSecret: null, port: null }),
  createDiscordAdapter({ token, guild: null }),
  createTelegramAdapter({ token }),
]

/** Returns when each of so many messages to the places in turn would go, in seconds. */
function times(rates: Parameters<typeof createLimiter>[0], places: readonly string[], n: number) {
  const limiter = createLimiter(rates)
  return Array.from({ length: n }, (_, index) => {
    const place = places[index % places.length] ?? ''
    return limiter.take(place, 0, Number.POSITIVE_INFINITY) / 1000
  })
}

describe.each(adapters.map((adapter) => [adapter.name, adapter] as const))('%s', (_, adapter) => {
  const rates = adapter.rates ?? { bot: [], place: () => [] }

  test('declares how fast the bot and each place may be written to', () => {
    expect(rates.bot.length).toBeGreaterThan(0)
    expect(rates.place('C1').length).toBeGreaterThan(0)
    for (const { count, seconds } of [...rates.bot, ...rates.place('-1'), ...rates.place('1')]) {
      expect(count).toBeGreaterThan(0)
      expect(seconds).toBeGreaterThan(0)
    }
  })

  test.each([
    ['one place', ['1']],
    ['a group', ['-100']],
    ['many places', [...'abcdefghij'].flatMap((a) => [...'0123456789'].map((b) => a + b))],
  ])('is kept by the one limiter in %s', (__, places) => {
    const sent = times(rates, places, 2000)
    const bounds = [...rates.bot, ...(places.length === 1 ? rates.place(places[0] ?? '') : [])]
    for (const { count, seconds } of bounds) {
      for (let n = count; n < sent.length; n += 1) {
        expect((sent[n] ?? 0) - (sent[n - count] ?? 0)).toBeGreaterThanOrEqual(seconds - 0.001)
      }
    }
  })

  test('lets an answer of a picture, its words and a file go without waiting', () => {
    expect(times(rates, ['1'], 3)).toEqual([0, 0, 0])
  })
})

test('answers to interactions of Discord wait for nobody', () => {
  const rates = adapters.find(({ name }) => name === 'discord')?.rates
  const places = Array.from({ length: 200 }, (_, n) => `interaction:${n}`)
  expect(new Set(times(rates, places, 200))).toEqual(new Set([0]))
})

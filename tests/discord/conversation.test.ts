import { afterEach, describe, expect, test } from 'vitest'
import { slash } from '../fakes/discord/interactions.ts'
import { buttonsOf, DOT, type Served, serve, wordsOf } from './served.ts'

let served: Served
afterEach(async () => {
  const { violations } = served.fake
  await served.stop()
  expect(violations).toEqual([])
})

describe('a command', () => {
  test('is acknowledged, and answered in its own place with the chart', async () => {
    served = await serve()
    const answer = await served.ask(slash('nps', { period: 'last-week' }))
    expect(wordsOf(answer)).toMatch(
      /NPS, 9–15 Nov 2026: \*\*25\.0\*\* \(95% interval −1\.4 to 47\.9\)/,
    )
    expect(answer.files.map(({ name, bytes }) => [name, bytes.equals(DOT)])).toEqual([
      ['nps.png', true],
    ])
    expect(answer.body['attachments']).toEqual([
      {
        id: '0',
        filename: 'nps.png',
        description: expect.stringMatching(/^Stacked bars\. 9–15 Nov/),
      },
    ])
    expect(answer.body['embeds']).toEqual([
      expect.objectContaining({ title: 'NPS', image: { url: 'attachment://nps.png' } }),
    ])
    expect(buttonsOf(answer).map(({ label }) => label)).toContain('By store')
    expect(answer.ephemeral).toBe(false)
    const [first, second] = served.fake.calls.filter(({ method }) => method !== 'GET')
    expect(first?.path).toMatch(/^\/interactions\/\d+\/interaction-token-\d+\/callback$/)
    expect(second?.path).toMatch(/@original$/)
  })
})

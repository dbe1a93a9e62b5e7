import { describe, expect, test } from 'vitest'
import { contrast, readableOn, themes } from '../../src/charts/theme.ts'
import { distance, lightness, visions } from './colour-vision.ts'

const pairs = (colours: readonly string[]): [string, string][] =>
  colours.flatMap((one, index) =>
    colours.slice(index + 1).map((other): [string, string] => [one, other]),
  )

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  test('has text that stands out from the page (WCAG 1.4.3)', () => {
    for (const colour of [theme.text, theme.muted]) {
      expect(contrast(colour, theme.page)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('has readable numbers inside its bars', () => {
    for (const colour of Object.values(theme.tones)) {
      expect(contrast(readableOn(colour), colour)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('has lines that stand out from the page (WCAG 1.4.11)', () => {
    for (const colour of theme.series) {
      expect(contrast(colour, theme.page)).toBeGreaterThanOrEqual(3)
    }
  })

  test.each(visions)('has tones that %s tells apart', (vision) => {
    const { positive, neutral, negative } = theme.tones
    for (const [one, other] of pairs([positive, neutral, negative])) {
      expect(distance(one, other, vision), `${one} ${other}`).toBeGreaterThan(20)
    }
  })

  test.each(visions)('has lines that %s tells apart', (vision) => {
    for (const [one, other] of pairs(theme.series)) {
      expect(distance(one, other, vision), `${one} ${other}`).toBeGreaterThan(15)
    }
  })

  test('has a positive and a negative that differ in lightness too', () => {
    const { positive, negative } = theme.tones
    expect(Math.abs(lightness(positive) - lightness(negative))).toBeGreaterThan(12)
  })
})

import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { beforeAll, describe, expect, test } from 'vitest'
import { FAMILY, font, registerFonts } from '../../src/charts/text.ts'
import { codePointsOf } from './font-file.ts'

const folder = 'src/charts/fonts'
const weights = [
  { weight: 400, file: `${folder}/Inter-Regular.ttf` },
  { weight: 600, file: `${folder}/Inter-SemiBold.ttf` },
] as const

const kazakh = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
const lithuanian = 'aąbcčdeęėfghiįyjklmnoprsštuųūvzž'
const others = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя abcdefghijklmnopqrstuvwxyz'
const signs = '0123456789₸₽€$%−–—…·▲▼≈★☆±∞≤≥«»„“”’,.:;()/&+'
const letters = [kazakh, lithuanian, others].flatMap((text) => [...text, ...text.toUpperCase()])
const characters = [...new Set([...letters, ...signs])].filter((character) => character !== ' ')

beforeAll(() => registerFonts(folder))

/** Returns the pixels of one character. */
function drawn(character: string, weight: 400 | 600): Buffer {
  const canvas = createCanvas(48, 48)
  const context = canvas.getContext('2d')
  context.font = font(32, weight)
  context.fillText(character, 4, 36)
  return canvas.data()
}

describe.each(weights)('the shipped font of weight $weight', ({ weight, file }) => {
  test('holds every letter of the four languages and the signs that reports use', () => {
    const held = codePointsOf(file)
    const missing = characters.filter((character) => !held.has(character.codePointAt(0) ?? 0))
    expect(missing).toEqual([])
  })

  test('draws each of them unlike the box of a missing glyph', () => {
    const missingGlyph = drawn('\u{10fffd}', weight)
    const blank = drawn(' ', weight)
    const squares = characters.filter((character) => {
      const pixels = drawn(character, weight)
      return pixels.equals(missingGlyph) || pixels.equals(blank)
    })
    expect(squares).toEqual([])
  })
})

test('both weights are known by the project’s own name, so that no system font takes their place', () => {
  const family = GlobalFonts.families.find(({ family }) => family === FAMILY)
  expect(family?.styles.map(({ weight }) => weight).sort()).toEqual([400, 600])
  expect(drawn('Ә', 400).equals(drawn('Ә', 600))).toBe(false)
})

import type { Tone } from '../core/chart.ts'

export interface Theme {
  readonly page: string
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly axis: string
  readonly tones: Readonly<Record<Tone, string>>
  /** Lines, in the order of the series. */
  readonly series: readonly [string, ...string[]]
}

/**
 * Positive and negative lie on the blue–orange axis, which every common kind of colour blindness
 * keeps, and differ in lightness too. Lines follow Okabe and Ito, darkened where a line would be
 * too faint on the page.
 */
export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    page: '#ffffff',
    text: '#16202c',
    muted: '#566372',
    grid: '#e9ecf0',
    axis: '#bcc5cf',
    tones: {
      positive: '#0b7285',
      neutral: '#c6ced7',
      negative: '#f0845c',
      accent: '#2b5fc4',
      muted: '#8591a0',
      quiet: '#b3bdc9',
    },
    series: ['#1f5fc4', '#d9590b', '#00916a', '#a8489a', '#7d3214', '#3f4b59'],
  },
  dark: {
    page: '#14181f',
    text: '#eef1f5',
    muted: '#a4afbc',
    grid: '#272e38',
    axis: '#475260',
    tones: {
      positive: '#4cc3d3',
      neutral: '#667282',
      negative: '#e0703c',
      accent: '#78a6ff',
      muted: '#8490a0',
      quiet: '#5d6876',
    },
    series: ['#6fa3ff', '#f08a4b', '#2cc79a', '#dd86cf', '#e8df45', '#c3ccd6'],
  },
}

function channel(value: number): number {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16)),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Returns the contrast ratio of two `#rrggbb` colours, 1–21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Returns black or white, whichever is easier to read on the colour. */
export function readableOn(colour: string): string {
  return contrast('#ffffff', colour) >= 4.5 ? '#ffffff' : '#10161d'
}

/** Returns the colour with an opacity, 0–1. */
export function faded(colour: string, opacity: number): string {
  return `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`
}

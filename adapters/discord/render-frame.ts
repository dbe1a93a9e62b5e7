import { limits } from './limits.ts'
import { clip } from './markdown.ts'
import type { Embed } from './payload.ts'

/** Colours of the stripe beside an embed. */
export const COLOURS = {
  report: 0x3b6fb6,
  information: 0x6b7280,
  success: 0x2f855a,
  error: 0xc53030,
} as const

/** Returns the small print under an embed; nothing where there is none. */
export function footerOf(parts: readonly string[]): Pick<Embed, 'footer'> {
  const text = clip(parts.filter((part) => part !== '').join(' · '), limits.footer)
  return text === '' ? {} : { footer: { text } }
}

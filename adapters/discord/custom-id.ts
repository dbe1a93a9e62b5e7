import type { ButtonLine } from '../../src/core/delivery.ts'
import { lineKey } from '../../src/report/line-key.ts'
import { limits } from './limits.ts'

/** What pressing a button does: ask again in place, show another page, share, or open a form. */
export interface Press {
  readonly does: 'ask' | 'page' | 'share' | 'form'
  readonly page: number
  readonly asked:
    | { readonly type: 'line'; readonly line: string }
    | { readonly type: 'key'; readonly key: string }
}

const LETTERS = { ask: 'c', page: 'p', share: 's', form: 'f' } as const

/** Returns a button's id, and its line under a key where it is too long for Discord. */
export function encodePress(
  does: Press['does'],
  line: string,
  page = 0,
): { readonly id: string; readonly kept?: ButtonLine } {
  const lead = `${LETTERS[does]}${does === 'page' ? page : ''}`
  const whole = `${lead}:${line}`
  if (whole.length <= limits.customId) return { id: whole }
  const key = lineKey(line)
  return { id: `${lead}#${key}`, kept: { key, line } }
}

/** Returns what a button's id asks for; undefined for an id that this adapter never made. */
export function decodePress(id: string): Press | undefined {
  const [, letter, page = '', mark, rest = ''] = /^([cpsf])(\d{0,4})([:#])(.*)$/s.exec(id) ?? []
  const does = (['ask', 'page', 'share', 'form'] as const).find((each) => LETTERS[each] === letter)
  if (!does) return undefined
  return {
    does,
    page: Number(page),
    asked: mark === ':' ? { type: 'line', line: rest } : { type: 'key', key: rest },
  }
}

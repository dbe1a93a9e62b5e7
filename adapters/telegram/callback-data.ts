import type { ButtonLine } from '../../src/core/delivery.ts'
import { lineKey } from '../../src/report/line-key.ts'
import { limits } from './limits.ts'

/** What a pressed button says. Anyone may make such data up: it grants nothing. */
export type Pressed =
  | { readonly type: 'line'; readonly line: string; readonly page: number }
  | { readonly type: 'key'; readonly key: string; readonly page: number }
  | {
      /** Told in the chat where it was asked for, or carried out there and told to the person. */
      readonly type: 'share' | 'there'
      readonly key: string
      readonly chat: string
      readonly topic: string | null
    }

const LINE = /^c(\d{0,4}):(.+)$/s
const KEY = /^k(\d{0,4}):([\w-]{1,22})$/
const PLACED = /^([st])(-\d{1,16})(?:\.(\d{1,10}))?:([\w-]{1,22})$/

/** Returns the data of a button, and the line where a key stands for it. */
export function buttonData(
  line: string,
  page = 0,
): { readonly data: string; readonly button: ButtonLine | null } {
  const number = page === 0 ? '' : String(page)
  const plain = `c${number}:${line}`
  if (Buffer.byteLength(plain) <= limits.callbackData) return { data: plain, button: null }
  const key = lineKey(line)
  return { data: `k${number}:${key}`, button: { key, line } }
}

/** A group, and the topic in it, where something was asked. */
export interface Origin {
  readonly chat: number
  readonly topic: number | null
}

/** Returns the data of a button of a private answer that concerns the group where it was asked for. */
export function placedData(
  type: 'share' | 'there',
  line: string,
  { chat, topic }: Origin,
): { readonly data: string; readonly button: ButtonLine } {
  const key = lineKey(line)
  const place = topic === null ? String(chat) : `${chat}.${topic}`
  return { data: `${type.slice(0, 1)}${place}:${key}`, button: { key, line } }
}

/** Returns what a button's data means; undefined for data that no button of ours has. */
export function readData(data: string): Pressed | undefined {
  const line = LINE.exec(data)
  if (line?.[2] !== undefined) return { type: 'line', line: line[2], page: Number(line[1]) }
  const key = KEY.exec(data)
  if (key?.[2] !== undefined) return { type: 'key', key: key[2], page: Number(key[1]) }
  const placed = PLACED.exec(data)
  if (placed?.[2] === undefined || placed[4] === undefined) return undefined
  const type = placed[1] === 's' ? 'share' : 'there'
  return { type, chat: placed[2], topic: placed[3] ?? null, key: placed[4] }
}

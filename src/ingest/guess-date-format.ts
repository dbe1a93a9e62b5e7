import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader } from './dates.ts'
import { monthNamed } from './month-names.ts'

/** A time of day and whatever follows it: formats leave it out. */
const TIME = /(?:T|[,\s]\s{0,3})\d{1,2}[:.]\d{2}.*$/s
const LONGEST_DATE = 60
/** Orders in which bare numbers are year, month and day, by what else is known. */
const ORDERS = {
  all: ['d M yy', 'M d yy', 'yy M d'],
  withYear: ['d M', 'M d'],
  withMonth: ['d yy', 'yy d'],
  withBoth: ['d'],
} as const
const RUN_TOGETHER: Readonly<Record<number, readonly string[]>> = {
  8: ['ddMMyyyy', 'MMddyyyy', 'yyyyMMdd'],
  6: ['ddMMyy', 'MMddyy', 'yyMMdd'],
}

/** Returns formats in which a text can be a date that no usual form fits. */
function formatsLike(text: string): readonly string[] {
  const day = text.replace(TIME, '').trim()
  if (day.length > LONGEST_DATE || /['"|]/.test(day)) return []
  if (/^\d+$/.test(day)) return RUN_TOGETHER[day.length] ?? []
  const pieces = day.match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? []
  const tokens = pieces.map((piece) => {
    if (/^\d+$/.test(piece)) return piece.length === 4 ? 'yyyy' : piece.length <= 2 ? '#' : piece
    if (!/\p{L}/u.test(piece)) return piece
    return monthNamed(piece) === undefined ? 'EEE' : 'MMM'
  })
  const hasYear = tokens.includes('yyyy')
  const hasMonth = tokens.includes('MMM')
  const orders = hasYear
    ? hasMonth
      ? ORDERS.withBoth
      : ORDERS.withYear
    : hasMonth
      ? ORDERS.withMonth
      : ORDERS.all
  const open = tokens.filter((token) => token === '#').length
  return orders.flatMap((order) => {
    const parts = order.split(' ')
    if (parts.length !== open) return []
    const left = [...parts]
    return [tokens.map((token) => (token === '#' ? left.shift() : token)).join('')]
  })
}

/** Returns the one format that reads most of the cells; undefined where none does, or several. */
export function guessDateFormat(
  cells: readonly { readonly text: string }[],
  zone: string,
  now: EpochSeconds,
): string | undefined {
  const formats = new Set(cells.slice(0, 20).flatMap(({ text }) => formatsLike(text)))
  const found = [...formats]
    .map((format) => {
      const read = createDateReader(format, zone, now)
      return { format, count: cells.filter(({ text }) => typeof read(text) === 'number').length }
    })
    .sort((a, b) => b.count - a.count)
  const [best, next] = found
  const isClear = best && best.count * 2 > cells.length && best.count > (next?.count ?? 0)
  return isClear ? best.format : undefined
}

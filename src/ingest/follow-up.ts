import type { FollowUp } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader } from './dates.ts'
import type { Field, Mapping, RejectionReason } from './types.ts'

const LAST_SECOND = 86_399
/**
 * What an export writes in place of the first response where one is awaited, and in place of
 * the end of what was answered and opened again.
 */
export const WAITING = 'waiting'
const NOTHING_YET: FollowUp = { firstResponseAt: null, resolvedAt: null }

/** Reads when the feedback of a row, which was said `at`, was answered and resolved. */
export type FollowUpReader = (
  cells: readonly string[],
  at: EpochSeconds,
) => FollowUp | undefined | Extract<RejectionReason, 'badFollowUp' | 'followUpTooEarly'>

/**
 * Returns how the columns of first responses and resolutions are read: written as the dates
 * of the feedback are. A day without a time of day is meant as its end, unless the feedback
 * itself has only a day. Undefined where the file has no such columns; the reader gives undefined
 * for feedback that nobody is to answer, of which only an export tells.
 */
export function followUpReader(
  { columns, date, exportedFollowUps }: Pick<Mapping, 'columns' | 'date' | 'exportedFollowUps'>,
  { zone, now }: { readonly zone: string; readonly now: EpochSeconds },
): FollowUpReader | undefined {
  const format = date?.format ?? 'iso'
  const column = (field: Field): number => columns[field]?.[0] ?? -1
  const said = column('at')
  const hasTime = (cell: string): boolean => format.startsWith('epoch') || /:\d\d/.test(cell)
  function reader(index: number) {
    if (index < 0) return () => null
    const read = createDateReader(format, zone, now)
    return (cells: readonly string[], at: EpochSeconds) => {
      const cell = cells[index] ?? ''
      const instant = read(cell)
      if (instant === null) return null
      if (typeof instant === 'string') return 'badFollowUp' as const
      const isDay = !hasTime(cell) && hasTime(cells[said] ?? '')
      const end = isDay ? Math.max(instant, Math.min(instant + LAST_SECOND, now)) : instant
      return end < at ? ('followUpTooEarly' as const) : (end as EpochSeconds)
    }
  }
  const [answered, resolved] = [column('firstResponseAt'), column('resolvedAt')]
  if (answered < 0 && resolved < 0) return undefined
  const [readAnswered, readResolved] = [reader(answered), reader(resolved)]
  return (cells, at) => {
    if (exportedFollowUps && cells[answered] === WAITING) return NOTHING_YET
    const firstResponseAt = readAnswered(cells, at)
    if (typeof firstResponseAt === 'string') return firstResponseAt
    if (exportedFollowUps && cells[resolved] === WAITING && firstResponseAt !== null) {
      return { firstResponseAt, resolvedAt: null, reopened: true }
    }
    const resolvedAt = readResolved(cells, at)
    if (typeof resolvedAt === 'string') return resolvedAt
    if (exportedFollowUps && firstResponseAt === null && resolvedAt === null) return undefined
    return { firstResponseAt, resolvedAt }
  }
}

import type { FollowUp } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader } from './dates.ts'
import type { Field, Mapping, RejectionReason } from './types.ts'

const LAST_SECOND = 86_399

/** Reads when the feedback of a row, which was said `at`, was answered and resolved. */
export type FollowUpReader = (
  cells: readonly string[],
  at: EpochSeconds,
) => FollowUp | Extract<RejectionReason, 'badFollowUp' | 'followUpTooEarly'>

/**
 * Returns how the columns of first responses and resolutions are read: written as the dates
 * of the feedback are. A day without a time of day is meant as its end, unless the feedback
 * itself has only a day. Undefined where the file has no such columns.
 */
export function followUpReader(
  { columns, date }: Pick<Mapping, 'columns' | 'date'>,
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
    const firstResponseAt = readAnswered(cells, at)
    if (typeof firstResponseAt === 'string') return firstResponseAt
    const resolvedAt = readResolved(cells, at)
    return typeof resolvedAt === 'string' ? resolvedAt : { firstResponseAt, resolvedAt }
  }
}

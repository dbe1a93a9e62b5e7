import { UserError } from '../core/errors.ts'
import { nearest } from '../language/nearest.ts'

/** What is kept for a time of its own. `delivery`: what came in from platforms and went out. */
const RETENTION_CLASSES = ['texts', 'feedback', 'reports', 'audit', 'delivery'] as const
export type RetentionClass = (typeof RETENTION_CLASSES)[number]
/** Days by class; a class that is absent is kept. */
export type Retention = Readonly<Partial<Record<RetentionClass, number>>>

const LONGEST_DAYS = 36_500

/** Returns how long each class is kept. Throws a UserError at the first that is unknown or has no days. */
export function checkRetention({
  value,
  place,
}: {
  readonly value: unknown
  readonly place: string
}): Retention {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError('privacy.badRetention', { place }, '{"texts": 365}')
  }
  const retention: Partial<Record<RetentionClass, number>> = {}
  for (const [name, days] of Object.entries(value)) {
    const known = RETENTION_CLASSES.find((each) => each === name)
    if (!known) {
      throw new UserError(
        'privacy.unknownRetention',
        { place, value: name, known: RETENTION_CLASSES.join(', ') },
        nearest(name, RETENTION_CLASSES),
      )
    }
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) {
      throw new UserError('privacy.badRetention', { place: `${place}.${name}` }, '{"texts": 365}')
    }
    retention[known] = days
  }
  return retention
}

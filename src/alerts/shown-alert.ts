import type { Alert } from '../core/alert.ts'

/** Returns the id of an alert as people see it. */
export function shownAlert({ id }: Pick<Alert, 'id'>): string {
  return `A-${id}`
}

/** Returns what messages call an alert by. */
export function named(alert: Pick<Alert, 'id' | 'name'>): {
  readonly id: string
  readonly name: string
} {
  return { id: shownAlert(alert), name: alert.name }
}

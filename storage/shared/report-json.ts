import type { Report } from '../../src/core/reply.ts'

interface Infinite {
  readonly infinite: 1 | -1
}

function isInfinite(value: unknown): value is Infinite {
  return typeof value === 'object' && value !== null && 'infinite' in value
}

/**
 * Returns a report as JSON. An infinity, which JSON does not know (a ratio of praise
 * that nobody contradicts), is written as `{"infinite":1}` or, below zero, `{"infinite":-1}`.
 */
export function reportToJson(report: Report): string {
  return JSON.stringify(report, (_key, value: unknown) => {
    if (value === Number.POSITIVE_INFINITY) return { infinite: 1 } satisfies Infinite
    if (value === Number.NEGATIVE_INFINITY) return { infinite: -1 } satisfies Infinite
    return value
  })
}

/** Returns the report that {@link reportToJson} wrote. */
export function reportFromJson(json: string): Report {
  return JSON.parse(json, (_key, value: unknown) =>
    isInfinite(value) ? value.infinite * Number.POSITIVE_INFINITY : value,
  ) as Report
}

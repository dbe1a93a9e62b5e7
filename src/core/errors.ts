/**
 * A user's mistake. Its id `<namespace>.<name>` stands for the text
 * `<namespace>:errors.<name>` of the locale files; `params` fill it.
 */
export class UserError extends Error {
  readonly id: string
  readonly params: Readonly<Record<string, string | number>>
  /** What would be right: a command line, a flag or a word. */
  readonly suggestion: string | undefined

  constructor(
    id: string,
    params: Readonly<Record<string, string | number>> = {},
    suggestion?: string,
  ) {
    super(`${id} ${JSON.stringify(params)}`)
    this.name = 'UserError'
    this.id = id
    this.params = params
    this.suggestion = suggestion
  }
}

/** A chart could not be drawn; the table takes its place. */
export class ChartError extends Error {
  readonly reason: 'timeout' | 'crashed' | 'invalid' | 'closed'

  constructor(reason: ChartError['reason'], detail: string) {
    super(detail)
    this.name = 'ChartError'
    this.reason = reason
  }
}

export type StorageFault =
  | 'not-a-database'
  | 'corrupt'
  | 'locked'
  | 'full'
  | 'read-only'
  | 'no-access'
  | 'newer-schema'
  | 'unreachable'
  | 'unsupported-url'

/** The database cannot serve; `place` is what the operator typed, without its password. */
export class StorageError extends Error {
  readonly fault: StorageFault
  readonly place: string

  constructor(fault: StorageFault, place: string, options?: ErrorOptions) {
    super(`storage: ${fault}: ${place}`, options)
    this.name = 'StorageError'
    this.fault = fault
    this.place = place
  }
}

/** The program ends before the work is done: whoever takes it up goes on. */
export class WorkInterrupted extends Error {}

/** A platform cannot be asked now: its network or its service is down. Worth another attempt. */
export class PlatformUnreachable extends Error {
  constructor(platform: string, options?: ErrorOptions) {
    super(`${platform} cannot be asked`, options)
    this.name = 'PlatformUnreachable'
  }
}

import type { ChartRenderer } from './chart.ts'
import type { CommandRegistry } from './command.ts'
import type { Invocation } from './invocation.ts'
import type { Reply } from './reply.ts'

/** One way to finish what has been typed so far. */
export interface Completion {
  /** The whole line with this completion taken. */
  readonly line: string
  /** What the list shows. */
  readonly label: string
  readonly kind:
    | 'command'
    | 'period'
    | 'breakdown'
    | 'baseline'
    | 'filter'
    | 'value'
    | 'view'
    | 'option'
  readonly detail?: string
}

export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** What the bot offers to an adapter. */
export interface AdapterHost {
  readonly registry: CommandRegistry
  readonly charts: ChartRenderer
  readonly log: Logger
  /** Never rejects: mistakes and faults come back as notices. */
  answer(invocation: Invocation): Promise<Reply>
  complete(invocation: Invocation): Promise<readonly Completion[]>
}

/** What a platform can show; renderers fall back block by block instead of failing. */
export interface AdapterCapabilities {
  readonly images: boolean
  readonly tables: boolean
  readonly buttons: boolean
  readonly forms: boolean
  readonly privateReplies: boolean
  readonly editing: boolean
}

export interface AdapterHealth {
  readonly state: 'stopped' | 'starting' | 'running' | 'failed'
  readonly lastError: string | null
  /** ISO 8601. */
  readonly lastEventAt: string | null
}

/** One platform. It acknowledges first and renders last. */
export interface Adapter {
  readonly name: string
  readonly limits: Readonly<Record<string, number>>
  readonly capabilities: AdapterCapabilities
  start(host: AdapterHost): Promise<void>
  stop(): Promise<void>
  health(): AdapterHealth
}

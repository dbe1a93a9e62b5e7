import type { Adapter, AdapterHealth, AdapterHost } from '../../src/core/adapter.ts'
import { UserError } from '../../src/core/errors.ts'
import type { ReceiveHook } from '../../src/core/hook.ts'
import { pageFolder } from './documents.ts'
import { authorityOf, isLoopback } from './host-name.ts'
import { capabilities, limits } from './limits.ts'
import type { Status } from './routes.ts'
import { createSignIn } from './sign-in.ts'
import { type Answering, listen, type Transport } from './transport.ts'

export interface WebOptions {
  /** The address to listen on. */
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Without one the page is for this machine alone. */
  readonly password: string | null
  /** What else `/health` and `/metrics` tell. */
  readonly status?: Status
  /** Takes in what survey tools post to `/hooks/…`. */
  readonly receiveHook?: ReceiveHook
  /** Milliseconds since 1970; the machine's clock unless said otherwise. */
  readonly now?: () => number
}

/**
 * Returns the browser page; `address` is its URL once it has started. `start` rejects
 * with a UserError where others could reach the page and no password is set, and with
 * the system's error where the address cannot be had.
 */
export function createWebAdapter(options: WebOptions): Adapter & { address(): string } {
  const { host, password, now = Date.now } = options
  let state: AdapterHealth['state'] = 'stopped'
  let lastError: string | null = null
  let lastEventAt: string | null = null
  let transport: Transport | undefined
  const signIn = password === null ? null : createSignIn(password, now)
  const health = (): AdapterHealth => ({ state, lastError, lastEventAt })
  const fail = (error: unknown): void => {
    state = 'failed'
    lastError = error instanceof Error ? error.message : String(error)
  }

  async function answering(bot: AdapterHost, folder: URL): Promise<Answering> {
    const { createAnswering } = await import('./answering.ts')
    const answers = await createAnswering(folder, {
      host: bot,
      signIn,
      health,
      status: options.status ?? null,
      receiveHook: options.receiveHook ?? null,
      onAsk: () => {
        lastEventAt = new Date(now()).toISOString()
      },
      now,
    })
    if (state === 'failed') {
      state = 'running'
      lastError = null
    }
    return answers
  }

  return {
    name: 'web',
    limits,
    capabilities,
    health,
    async start(bot) {
      state = 'starting'
      try {
        if (password === null && !isLoopback(host.toLowerCase())) {
          throw new UserError('web.passwordNeeded', { host })
        }
        const folder = pageFolder()
        transport = await listen(
          () => answering(bot, folder),
          options,
          (error) => {
            bot.log.error('web-failed', { error: error.message })
            fail(error)
          },
        )
        state = 'running'
        lastError = null
      } catch (error) {
        fail(error)
        throw error
      }
    },
    async stop() {
      await transport?.close()
      transport = undefined
      if (state !== 'failed') state = 'stopped'
    },
    address: () => `http://${authorityOf(host, transport?.port ?? options.port)}/`,
  }
}

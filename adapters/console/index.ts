import { join } from 'node:path'
import type { Adapter, AdapterHealth, AdapterHost } from '../../src/core/adapter.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Action, Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { wrap } from '../../src/report/plain-text.ts'
import { decodeLine } from './decode.ts'
import { readHistory, writeHistory } from './history.ts'
import { capabilities, limits } from './limits.ts'
import { drawChart, keepPicture } from './pictures.ts'
import { actionsOf, presentReply, type Style, widthOf } from './render.ts'
import { type LineTransport, openLines } from './transport.ts'

export { drawChart } from './pictures.ts'
export { presentReply } from './render.ts'

export interface ConsoleOptions extends Style {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly locale: Locale
  /** Makes a question of a command line. */
  readonly invocation: (text: string) => Invocation
  readonly greeting: string
  /** For the history and the charts. */
  readonly dataFolder: string
}

/** Returns a conversation in the terminal; `finished` resolves when the person has left. */
export function createConsoleAdapter(
  options: ConsoleOptions,
): Adapter & { readonly finished: Promise<void> } {
  const { output, locale, dataFolder } = options
  const t = translator(locale)
  let state: AdapterHealth['state'] = 'stopped'
  let lastEventAt: string | null = null
  let lines: LineTransport | undefined
  let actions: readonly Action[] = []
  let settle = (): void => undefined
  const finished = new Promise<void>((done) => {
    settle = done
  })

  async function show(host: AdapterHost, reply: Reply): Promise<void> {
    const drawn = reply.kind === 'report' && reply.view === 'chart' ? await draw(host, reply) : null
    const inline = drawn !== null && options.pictures !== null
    const name = reply.kind === 'report' ? `${reply.command}-${Date.now()}` : ''
    const saved = drawn && !inline ? await save(host, drawn, name) : null
    actions = actionsOf(reply)
    const text = presentReply(reply, {
      ...options,
      form: 'text',
      width: widthOf(output),
      picture: inline ? drawn : null,
      chartFile: saved,
      numbered: true,
    })
    output.write(`\n${text}\n`)
  }

  async function draw(host: AdapterHost, reply: Reply): Promise<Uint8Array | null> {
    try {
      return await drawChart(host.charts, reply)
    } catch (error) {
      host.log.warn('chart-failed', { error: String(error) })
      return null
    }
  }

  async function save(host: AdapterHost, png: Uint8Array, name: string): Promise<string | null> {
    try {
      return await keepPicture(png, join(dataFolder, 'charts'), name)
    } catch (error) {
      host.log.warn('chart-not-saved', { error: String(error) })
      return null
    }
  }

  async function answer(host: AdapterHost, typed: string): Promise<'go-on' | 'leave'> {
    const wish = decodeLine(typed, actions)
    if (wish.type === 'leave') return 'leave'
    if (wish.type === 'no-such-action') {
      output.write(`${t('console:noSuchAction', { number: wish.number })}\n`)
    }
    if (wish.type !== 'command') return 'go-on'
    const invocation = options.invocation(wish.line)
    lastEventAt = new Date(invocation.at * 1000).toISOString()
    await show(host, await host.answer(invocation))
    return 'go-on'
  }

  return {
    name: 'console',
    limits,
    capabilities,
    finished,
    async start(host) {
      const file = join(dataFolder, 'history')
      state = 'running'
      const greeting = `${options.greeting}\n${t('console:hint')}`
      output.write(`${wrap(greeting, widthOf(output)).join('\n')}\n`)
      lines = openLines({
        input: options.input,
        output,
        prompt: '› ',
        history: readHistory(file),
        onHistory: (kept) => writeHistory(file, kept),
        onLine: (line) => answer(host, line),
        onInterrupt: () => output.write(`\n${t('console:leaveHint')}\n`),
        complete: (line) => host.complete(options.invocation(line)),
      })
      void lines.finished.then(() => {
        state = 'stopped'
        settle()
      })
    },
    async stop() {
      lines?.close()
      state = 'stopped'
    },
    health: () => ({ state, lastError: null, lastEventAt }),
  }
}

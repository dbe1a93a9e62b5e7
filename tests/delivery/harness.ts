import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from '../../src/core/adapter.ts'
import type { Command } from '../../src/core/command.ts'
import type { WorkspaceId } from '../../src/core/identity.ts'
import type { Invocation } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Store } from '../../src/core/store.ts'
import type { AnsweringHost } from '../../src/delivery/parts.ts'
import { openStore } from '../../storage/index.ts'
import { answer } from '../contract/feedback.ts'

export const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

function saying(text: string, level: 'information' | 'error' = 'information'): Reply {
  return { kind: 'notice', level, locale: 'en', text: [{ text }], actions: [] }
}

/**
 * A host of four commands: `say words`, `add` (stores one answer and says how many there are),
 * `break` (a fault) and `wait` (answers when it is let go).
 */
export function createTestHost(
  store: Store,
  workspace: WorkspaceId,
  options: { readonly log?: Logger; readonly waits?: () => Promise<void> } = {},
): AnsweringHost & { readonly asked: string[] } {
  const asked: string[] = []
  const declared = (name: string): Command =>
    ({
      name,
      audience: 'channel',
      needs: 'viewer',
      ...(name === 'add' || name === 'add-and-break' ? { writes: true } : {}),
    }) as Command
  async function answerOn(on: Store, { text }: Invocation): Promise<Reply> {
    asked.push(text)
    const [name, ...words] = text.split(' ')
    if (name === 'break') throw new Error('broken')
    if (name === 'wait') await options.waits?.()
    if (name === 'add' || name === 'add-and-break') {
      await on.add(workspace, answer(9))
      if (name === 'add-and-break') throw new Error('broken')
      return saying(`now ${(await on.span(workspace))?.n}`)
    }
    return saying(words.join(' '))
  }
  const refuse = async (error: unknown): Promise<Reply> => saying(`refused: ${error}`, 'error')
  return {
    asked,
    registry: { commands: [], find: () => undefined },
    charts: { render: async () => new Uint8Array(), close: async () => {} },
    log: options.log ?? silent,
    answerOn,
    refuse,
    commandOf: (line) => declared(line.split(' ')[0] ?? ''),
    async answer(invocation) {
      try {
        return await answerOn(store, invocation)
      } catch (error) {
        return await refuse(error)
      }
    },
    complete: async () => [],
  }
}

/** The clock of a database on which a second lasts 50 milliseconds, so that pauses and leases soon end. */
const began = Date.now()
export const hastyClock = (): number => began + (Date.now() - began) * 20

/** A SQLite store of its own with one workspace. */
export async function freshStore(options: { readonly clock?: () => number } = {}): Promise<{
  readonly store: Store
  readonly workspace: WorkspaceId
  readonly url: string
  dispose(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-engine-'))
  const url = `sqlite:${join(folder, 'store.db')}`
  const store = await openStore(url, options)
  const { id } = await store.ensureWorkspace('main', { zone: 'UTC', locale: 'en', sample: false })
  return {
    store,
    workspace: id,
    url,
    async dispose() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Resolves when the condition holds; rejects after a while. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

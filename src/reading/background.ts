import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../core/adapter.ts'
import type { ReadingProgress, Store } from '../core/store.ts'
import type { Readers } from './readers.ts'
import { rereadStored } from './reread.ts'

/** Half of one core is left to answers. */
const REST = 0.5

/** Progress is told at each of so many parts of the whole. */
const PARTS = 10

/** Returns what tells of progress as it passes from one part of the whole into another. */
function inParts(tell: (progress: ReadingProgress) => void): (progress: ReadingProgress) => void {
  let last = -1
  return (progress) => {
    const { done, total } = progress
    const part = Math.floor((PARTS * done) / Math.max(1, total))
    if (part === last || done >= total) return
    last = part
    tell(progress)
  }
}

/**
 * Reads what is stored with the present analyser, workspace after workspace, while
 * the bot answers, from so many milliseconds on: the analyser is not loaded while a start
 * still has to do with what people wait for. Returns how to stop it: resolves when the page
 * in hand is kept.
 */
export function rereadInBackground(
  store: Store,
  readers: Readers,
  log: Logger,
  after = 0,
): () => Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  const running = (async () => {
    await delay(after, undefined, { signal })
    for (const workspace of await store.workspaces()) {
      const { read, finished } = await rereadStored(store, readers, workspace.id, {
        signal,
        rest: REST,
        onProgress: inParts(({ done, total }) => {
          log.info('rereading', { workspace: workspace.name, done, total })
        }),
      })
      const fields = { workspace: workspace.name, texts: read }
      if (read > 0) log.info(finished ? 'reread' : 'reread-interrupted', fields)
    }
  })().catch((error: unknown) => {
    if (signal.aborted) return
    log.error('reread-failed', { error: error instanceof Error ? error.stack : String(error) })
  })
  return async () => {
    stop.abort()
    await running
  }
}

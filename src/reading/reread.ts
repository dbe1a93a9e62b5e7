import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceId } from '../core/identity.ts'
import type { ReadingProgress, Store } from '../core/store.ts'
import { inTurns, readText } from './read-texts.ts'
import type { Readers } from './readers.ts'

/** Texts that one transaction takes. */
const PAGE = 500

export interface RereadOptions {
  /** Stops after the page in hand; the next call goes on there. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadingProgress) => void
  /** Share of the time that is left to others, 0 to 1: half of it where the bot answers meanwhile. */
  readonly rest?: number
}

/**
 * Reads the stored texts that an earlier version of the analyser has read, or
 * none, a bounded transaction at a time. Returns how many it read and whether it came to the end.
 */
export async function rereadStored(
  store: Store,
  readers: Readers,
  workspace: WorkspaceId,
  options: RereadOptions = {},
): Promise<{ readonly read: number; readonly finished: boolean }> {
  const { signal, onProgress, rest = 0 } = options
  const { version } = await readers.of(workspace)
  const begun = onProgress && (await store.readingProgress(workspace, version))
  let read = 0
  for (;;) {
    if (signal?.aborted) return { read, finished: false }
    const started = performance.now()
    const texts = await store.unreadTexts(workspace, version, PAGE)
    if (texts.length === 0) break
    const analyzer = await readers.of(workspace)
    const readings = await inTurns(texts, (one) => ({
      ...one,
      analysis: readText(analyzer, one.text, one.lang),
    }))
    if (signal?.aborted) return { read, finished: false }
    await store.saveReadings(workspace, version, readings)
    read += texts.length
    if (begun) onProgress({ done: Math.min(begun.done + read, begun.total), total: begun.total })
    const pause = rest < 1 ? ((performance.now() - started) * rest) / (1 - rest) : 0
    if (pause > 0) await delay(pause, undefined, { signal }).catch(() => undefined)
  }
  if (begun) onProgress({ done: begun.total, total: begun.total })
  return { read, finished: true }
}

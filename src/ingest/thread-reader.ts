import { Worker } from 'node:worker_threads'
import { UserError } from '../core/errors.ts'
import { shipped } from '../shipped.ts'
import type { BatchReader, ReadBatch } from './batch-reader.ts'
import { startYoungSmall } from './spare-memory.ts'
import type { ReadingAnswer, ReadingRequest, ReadingTask } from './thread-messages.ts'
import type { Row } from './types.ts'

/** Batches that are read before they are asked for; two cost 25 MB more and are no faster. */
const AHEAD = 1
const YOUNG_MEGABYTES = 12

/** Returns the built program of the reading thread, undefined where this is not a build. */
export function readingProgram(): URL | undefined {
  return shipped('import-worker.js')
}

interface Waiting<Value> {
  resolve(value: Value): void
  reject(error: unknown): void
}

/**
 * Returns a reader whose file is read, mapped, stemmed and analysed by a thread of
 * its own while this one stores. `onUnread` is told where there is no analyser.
 */
export function openThread(
  program: URL,
  task: ReadingTask,
  batchRows: () => number,
  onUnread: (reason: string) => void,
): BatchReader {
  startYoungSmall()
  const thread = new Worker(program, {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  const ready: (ReadBatch | undefined)[] = []
  let failure: { readonly error: unknown } | undefined
  let ended = false
  let waiting: Waiting<ReadBatch | undefined> | undefined
  let rowsWaiting: Waiting<readonly Row[]> | undefined

  const ask = (request: ReadingRequest): void => thread.postMessage(request)
  function deliver(batch: ReadBatch | undefined): void {
    if (waiting) waiting.resolve(batch)
    else ready.push(batch)
    waiting = undefined
  }
  function fail(error: unknown): void {
    failure ??= { error }
    waiting?.reject(failure.error)
    rowsWaiting?.reject(failure.error)
    waiting = undefined
    rowsWaiting = undefined
  }
  async function rowsAt(batch: number, wanted: readonly number[]): Promise<readonly Row[]> {
    if (failure) throw failure.error
    return await new Promise<readonly Row[]>((resolve, reject) => {
      rowsWaiting = { resolve, reject }
      ask({ type: 'rows', batch, places: wanted })
    })
  }

  thread.on('message', (answer: ReadingAnswer) => {
    switch (answer.type) {
      case 'batch': {
        const { batch, read, columns, rejected } = answer
        const rows = (wanted: readonly number[]): Promise<readonly Row[]> => rowsAt(batch, wanted)
        return deliver({ read, content: { columns }, rejected, rowsAt: rows })
      }
      case 'end':
        ended = true
        return deliver(undefined)
      case 'rows':
        rowsWaiting?.resolve(answer.rows)
        rowsWaiting = undefined
        return
      case 'unread':
        return onUnread(answer.reason)
      case 'user-error':
        return fail(new UserError(answer.id, answer.params, answer.suggestion))
      case 'fault':
        return fail(answer.error)
    }
  })
  thread.on('error', fail)
  thread.on('exit', (code) => fail(new Error(`the reading thread ended with ${code}`)))
  const askNext = (): void => ask({ type: 'next', rows: batchRows() })
  for (let batch = 0; batch < AHEAD; batch += 1) askNext()

  return {
    async next() {
      const found = ready.shift()
      if (found) {
        askNext()
        return found
      }
      if (ended) return undefined
      if (failure) throw failure.error
      const batch = await new Promise<ReadBatch | undefined>((resolve, reject) => {
        waiting = { resolve, reject }
      })
      if (batch) askNext()
      return batch
    },
    async close() {
      thread.removeAllListeners()
      await thread.terminate()
    },
  }
}

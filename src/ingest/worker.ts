import { parentPort, workerData } from 'node:worker_threads'
import type { Analyzer } from '../analysis/index.ts'
import { buffersOf } from '../batch/read-columns.ts'
import { ColumnsWriter } from '../batch/write-columns.ts'
import { UserError } from '../core/errors.ts'
import type { FeedbackColumns } from '../core/feedback-columns.ts'
import { readText } from '../reading/read-texts.ts'
import { shippedAnalyzers } from '../reading/readers.ts'
import { rowsOf } from './batch-reader.ts'
import { openAs } from './open-table.ts'
import { type BatchContent, readBatches } from './read-batches.ts'
import { createRowMapper } from './row-mapper.ts'
import { spareMemory } from './spare-memory.ts'
import type {
  AnalysisRecipe,
  ReadingAnswer,
  ReadingRequest,
  ReadingTask,
} from './thread-messages.ts'
import type { Row } from './types.ts'

/** Batches whose rows can still be asked for: those that are read ahead, and the one in hand. */
const KEPT_BATCHES = 4

const task = workerData as ReadingTask
const kept = new Map<number, readonly Row[]>()
const asked: number[] = []
let wake: () => void = () => undefined

function answer(message: ReadingAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

parentPort?.on('message', (request: ReadingRequest) => {
  if (request.type === 'next') {
    asked.push(request.rows)
    wake()
  } else {
    answer({ type: 'rows', rows: rowsOf(kept.get(request.batch) ?? [], request.places) })
  }
})

async function analyzerOf(recipe: AnalysisRecipe | null): Promise<Analyzer | undefined> {
  if (!recipe) return undefined
  try {
    const { create, weights } = await shippedAnalyzers(recipe.taxonomy)
    return await create(recipe.weights && weights.read(recipe.weights))
  } catch (error) {
    answer({ type: 'unread', reason: String(error) })
    return undefined
  }
}

/** One for all batches: they share the memory in which texts are gathered. */
const writer = new ColumnsWriter()

function gatherColumns(analyzer: Analyzer | undefined): BatchContent<FeedbackColumns> {
  return {
    add(item) {
      if (!analyzer || item.text === null) writer.add(item)
      else writer.add({ ...item, analysis: readText(analyzer, item.text, item.lang) })
    },
    finish: () => writer.columns(),
  }
}

async function read(): Promise<void> {
  const { mapping, mapperOptions, skip, keepRows } = task
  const analyzer = await analyzerOf(task.analysis)
  const table = await openAs(task.opening)
  const mapRow = createRowMapper(mapping, mapperOptions)
  let batch = 0
  const wanted = async (): Promise<number> => {
    for (;;) {
      const rows = asked.shift()
      if (rows !== undefined) return rows
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const source = { table, mapRow, skip, keepRows }
  const batches = readBatches(source, wanted, () => gatherColumns(analyzer))
  for await (const { read: count, content: columns, rows, rejected } of batches) {
    if (keepRows) {
      kept.set(batch, rows)
      kept.delete(batch - KEPT_BATCHES)
    }
    answer({ type: 'batch', batch, read: count, columns, rejected }, buffersOf(columns))
    batch += 1
    spareMemory()
  }
  answer({ type: 'end' })
}

read().catch((error: unknown) => {
  if (error instanceof UserError) {
    const { id, params, suggestion } = error
    answer({ type: 'user-error', id, params, suggestion })
  } else answer({ type: 'fault', error: error instanceof Error ? error : new Error(String(error)) })
})

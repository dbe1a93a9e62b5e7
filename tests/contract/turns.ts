import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/core/feedback.ts'
import type { ImportId, WorkspaceId } from '../../src/core/identity.ts'
import type { BatchTurn, IngestBatch, IngestResult, Store } from '../../src/core/store.ts'
import { answer, at, someFeedback } from './feedback.ts'

const DAY_ONE = at('2026-03-01T00:00:00Z')
const LATER = at('2026-03-20T00:00:00Z')
const ALWAYS = { start: at('1990-01-01T00:00:00Z'), end: at('2100-01-01T00:00:00Z') }

/** What every database must do with batches that are handed over before they can be stored. */
export function describeTurns(opened: () => Store, workspace: () => Promise<WorkspaceId>): void {
  /** Hands each batch over as soon as the one before is under way, and does something else then. */
  async function handOver(
    ws: WorkspaceId,
    batches: readonly IngestBatch[],
    meanwhile: (batch: number) => Promise<unknown> = async () => undefined,
  ): Promise<readonly IngestResult[]> {
    const results: Promise<IngestResult>[] = []
    const others: Promise<unknown>[] = []
    for (const [index, batch] of batches.entries()) {
      await new Promise<void>((resolve, reject) => {
        const turn: BatchTurn = { after: Promise.all(results), onUnderWay: resolve }
        const result = opened().ingest(ws, { ...batch, turn })
        result.then(() => resolve(), reject)
        results.push(result)
      })
      others.push(meanwhile(index))
    }
    await Promise.all(others)
    return await Promise.all(results)
  }

  const batchOf = (...items: readonly NewFeedback[]): IngestBatch => ({ items, derivedIds: false })

  /** What reports and searches can tell of a workspace. */
  async function told(ws: WorkspaceId): Promise<unknown> {
    const store = opened()
    const series = await store.series(ws)
    const counts = await Promise.all(
      ([undefined, 'store', 'tag', 'sentiment', 'aspect'] as const).map((by) =>
        store.tallies(ws, {
          series: series.map(({ id }) => id),
          ranges: [ALWAYS, { start: DAY_ONE, end: LATER }],
          filters: [],
          ...(by && { by }),
        }),
      ),
    )
    const questions = new Map(series.map(({ id, ...question }) => [id, JSON.stringify(question)]))
    const found = await store.quotes(ws, {
      range: ALWAYS,
      filters: [],
      words: ['late'],
      limit: 1_000,
    })
    const items = await store.exportPage(ws, null, 1_000)
    return {
      counts: counts.map((rows) =>
        rows.map((row) => JSON.stringify({ ...row, series: questions.get(row.series) })).sort(),
      ),
      found: found.quotes.map(({ externalId }) => externalId).sort(),
      items: items.map(({ id: _, ...item }) => JSON.stringify(item)).sort(),
    }
  }

  describe('batches that are handed over before they can be stored', () => {
    test('are stored as one after another, whatever others store meanwhile', async () => {
      const some = fc.array(someFeedback(DAY_ONE, LATER), { maxLength: 6 })
      await fc.assert(
        fc.asyncProperty(
          fc.array(some, { maxLength: 4 }),
          fc.array(fc.option(someFeedback(DAY_ONE, LATER)), { maxLength: 4 }),
          async (batches, others) => {
            const store = opened()
            const ahead = await workspace()
            const plain = await workspace()
            await handOver(
              ahead,
              batches.map((items) => batchOf(...items)),
              async (index) => {
                const other = others[index]
                if (other) await store.add(ahead, other)
              },
            )
            for (const [index, items] of batches.entries()) {
              await store.ingest(plain, batchOf(...items))
              const other = others[index]
              if (other) await store.add(plain, other)
            }
            expect(await told(ahead)).toEqual(await told(plain))
          },
        ),
        { numRuns: 20 },
      )
    })

    test('count the days of the zone that the workspace has when they are stored', async () => {
      const ws = await workspace()
      const late = { at: at('2026-03-05T22:30:00Z'), store: 'North' }
      await handOver(
        ws,
        [batchOf(answer(9, late)), batchOf(answer(8, late)), batchOf(answer(7, late))],
        async (index) => {
          if (index === 0) await opened().updateWorkspace(ws, { zone: 'Asia/Almaty' })
        },
      )
      const [series] = await opened().series(ws)
      const rows = await opened().tallies(ws, {
        series: series ? [series.id] : [],
        ranges: [{ start: at('2026-03-05T19:00:00Z'), end: at('2026-03-06T19:00:00Z') }],
        filters: [],
      })
      expect(rows).toMatchObject([{ tally: { n: 3, sum: 24 } }])
    })

    test('keep ids apart that an import derives from contents', async () => {
      const ws = await workspace()
      const { id } = await opened().openImport(ws, {
        file: 'a.csv',
        fingerprint: 'turns',
        mapping: '{}',
        startedAt: DAY_ONE,
      })
      const batch = (...contents: readonly string[]): IngestBatch => ({
        items: contents.map((externalId) => answer(9, { externalId })),
        derivedIds: true,
        progress: { id, rows: contents.length, rejected: 0, reasons: [] },
      })
      const results = await handOver(ws, [batch('x', 'y', 'x'), batch('x', 'z'), batch('x')])
      expect(results.map(({ accepted }) => accepted)).toEqual([3, 2, 1])
      expect(await opened().findImport(ws, id)).toMatchObject({ rows: 6, accepted: 6 })
    })

    test('are told which of their ids the batch before them brought', async () => {
      const ws = await workspace()
      const [first, second] = [answer(9, { text: 'late' }), answer(3)]
      const results = await handOver(ws, [
        batchOf(first, second),
        batchOf(answer(5), first, { ...second, score: 4 }),
      ])
      expect(results[1]).toEqual({ accepted: 1, duplicates: [1], conflicts: [2] })
    })

    test('name what others have named meanwhile as they did', async () => {
      const ws = await workspace()
      const named = (...stores: readonly string[]): NewFeedback[] =>
        stores.map((store) => answer(9, { store }))
      await handOver(
        ws,
        [
          batchOf(...named('A', 'B')),
          batchOf(...named('B', 'C', 'D')),
          batchOf(...named('D', 'E')),
        ],
        async (index) => {
          await opened().add(ws, answer(8, { store: ['C', 'E', 'F'][index] ?? null }))
        },
      )
      const [series] = await opened().series(ws)
      const rows = await opened().tallies(ws, {
        series: series ? [series.id] : [],
        ranges: [ALWAYS],
        filters: [],
        by: 'store',
      })
      expect(rows.map(({ value, tally }) => `${value} ${tally.n}`).sort()).toEqual([
        'A 1',
        'B 2',
        'C 2',
        'D 2',
        'E 2',
        'F 1',
      ])
    })

    test('do not take names for stored that were taken back with the batch before them', async () => {
      const ws = await workspace()
      const refused = { id: 999 as ImportId, rows: 1, rejected: 0, reasons: [] }
      await opened().ingest(ws, batchOf(answer(9, { store: 'A' })))
      const failing = new Promise<{ failed: Promise<IngestResult> }>((resolve, reject) => {
        const failed = opened().ingest(ws, {
          ...batchOf(answer(9, { store: 'B' })),
          progress: refused,
          turn: { after: Promise.resolve(), onUnderWay: () => resolve({ failed }) },
        })
        failed.catch(reject)
      })
      const { failed } = await failing
      const behind = opened().ingest(ws, {
        ...batchOf(answer(8, { store: 'B' }), answer(7, { store: 'C' })),
        turn: {
          after: failed
            .catch(() => undefined)
            .then(() => opened().add(ws, answer(6, { store: 'D' }))),
          onUnderWay: () => undefined,
        },
      })
      await expect(failed).rejects.toThrow('import 999 is not running')
      await behind
      const stores = (await opened().exportPage(ws, null, 10)).map(({ store }) => store)
      expect(stores.sort()).toEqual(['A', 'B', 'C', 'D'])
    })

    test('are not stored where the one before them was not', async () => {
      const ws = await workspace()
      const failing = opened().ingest(ws, batchOf(answer(9, { at: Number.NaN as never })))
      const behind = opened().ingest(ws, {
        ...batchOf(answer(8)),
        turn: { after: failing, onUnderWay: () => undefined },
      })
      await expect(failing).rejects.toThrow(RangeError)
      await expect(behind).rejects.toThrow(RangeError)
      expect(await opened().exportPage(ws, null, 10)).toEqual([])
    })
  })
}

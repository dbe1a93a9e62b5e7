import { describe, expect, test } from 'vitest'
import type { ReportId, WorkspaceId } from '../../src/core/identity.ts'
import type { Block } from '../../src/core/reply.ts'
import type { Store, StoredReport } from '../../src/core/store.ts'
import { at } from './feedback.ts'

export function storedReport(id: ReportId, ...blocks: readonly Block[]): StoredReport {
  const commandLine = `nps 2026-01-05..2026-01-11 store:${id}`
  return {
    id,
    at: at('2026-01-12T00:00:00Z'),
    commandLine,
    locale: 'lt',
    zone: 'Europe/Vilnius',
    report: {
      kind: 'report',
      command: 'nps',
      commandLine,
      locale: 'lt',
      title: 'NPS – ąčę',
      filters: { store: ['Šiauliai'] },
      view: 'chart',
      blocks,
      sample: false,
    },
    dataVersion: 3,
  }
}

/** What every database does with the answers that were given. */
export function describeReports(opened: () => Store, workspace: () => Promise<WorkspaceId>): void {
  describe('reports', () => {
    test('are kept as they were answered', async () => {
      const store = opened()
      const ws = await workspace()
      const report = storedReport(await store.reserveReport(ws), {
        type: 'notes',
        notes: [[{ text: 'n = 12' }]],
      })
      await store.saveReport(ws, report)
      expect(await store.findReport(ws, report.id)).toEqual(report)
      expect(await store.findReport(ws, (report.id + 1) as ReportId)).toBeUndefined()
      expect(await store.findReport(await workspace(), report.id)).toBeUndefined()
      expect(await store.dataVersion(ws)).toBe(0)
    })

    test('are found while they are on their way, each under its own id', async () => {
      const store = opened()
      const ws = await workspace()
      const ids = await Promise.all(Array.from({ length: 150 }, () => store.reserveReport(ws)))
      expect(new Set(ids).size).toBe(150)
      expect(await store.reserveReport(await workspace())).toBe(1)
      const saving = Promise.all(ids.map((id) => store.saveReport(ws, storedReport(id))))
      const found = await Promise.all(ids.map((id) => store.findReport(ws, id)))
      expect(found).toEqual(ids.map((id) => storedReport(id)))
      await saving
    })

    test('have no gaps between the ids of the first few', async () => {
      const store = opened()
      const ws = await workspace()
      const ids: number[] = []
      for (let count = 0; count < 4; count += 1) ids.push(await store.reserveReport(ws))
      expect(ids).toEqual([1, 2, 3, 4])
    })

    test('keep a ratio without end', async () => {
      const store = opened()
      const ws = await workspace()
      const endless = Number.POSITIVE_INFINITY
      const report = storedReport(await store.reserveReport(ws), {
        type: 'table',
        columns: [{ key: 'loyalty', label: 'Loyalty', format: 'ratio' }],
        rows: [[endless], [-endless], [null], [1.5]],
      })
      await store.saveReport(ws, report)
      expect(await store.findReport(ws, report.id)).toEqual(report)
    })
  })
}

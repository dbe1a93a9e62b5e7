/** A program of its own for tests that kill it or run it as somebody else. Bundled by the tests. */
import type { EpochSeconds } from '../../src/core/identity.ts'
import { openStore } from '../../storage/index.ts'
import { answer } from '../contract/feedback.ts'

const BATCH = 50
const BATCHES = 40

const [task, url = ''] = process.argv.slice(2)

async function importFile(): Promise<void> {
  const store = await openStore(url)
  const { id } = await store.ensureWorkspace('w', { zone: 'UTC', locale: 'en', sample: false })
  const record = await store.openImport(id, {
    file: 'a.csv',
    fingerprint: 'a',
    mapping: '{}',
    startedAt: 0 as EpochSeconds,
  })
  for (let batch = record.rows / BATCH; batch < BATCHES; batch += 1) {
    const items = Array.from({ length: BATCH }, (_, index) =>
      answer(index % 11, {
        externalId: `content ${(batch * BATCH + index) % 700}`,
        text: `word${index} delivery`,
        store: `store ${index % 5}`,
        tags: ['a'],
      }),
    )
    const progress = { id: record.id, rows: BATCH, rejected: 0, reasons: [] }
    await store.ingest(id, { items, derivedIds: true, progress })
    process.stdout.write('.')
  }
  await store.finishImport(id, record.id, 1 as EpochSeconds)
  await store.close()
}

async function readOnly(): Promise<void> {
  const store = await openStore(url)
  const workspace = await store.findWorkspace('w')
  if (!workspace) throw new Error('no workspace')
  const span = await store.span(workspace.id)
  const fault = await store.add(workspace.id, answer(1)).catch((error: unknown) => error)
  await store.close()
  process.stdout.write(JSON.stringify({ n: span?.n, fault }))
}

if (task === 'import') await importFile()
else if (task === 'read-only') await readOnly()

import { planImport, runImport } from '../../src/ingest/index.ts'
import { openStore } from '../../storage/index.ts'

/** Imports a file in a process of its own, which a test can kill: FILE DATABASE. */
const [file = '', database = ''] = process.argv.slice(2)
const now = 1_795_262_400 as never
const store = await openStore(`sqlite:${database}`)
const workspace = await store.ensureWorkspace('w', { zone: 'UTC', locale: 'en', sample: false })
const plan = await planImport(file, { kind: 'nps' }, { zone: 'UTC', now })
process.stdout.write('begun\n')
const outcome = await runImport(plan, {
  store,
  workspace,
  now: () => now,
  rejectsFolder: '/nowhere',
  words: { line: 'line', reason: 'reason', explain: (reason) => reason },
})
await store.close()
process.stdout.write(`${JSON.stringify(outcome)}\n`)

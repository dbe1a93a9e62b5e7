// Runs a TypeScript entry: node tools/run-typescript.mjs FILE [ARGUMENT…]

import { mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const [entry, ...rest] = process.argv.slice(2)
const folder = await mkdtemp(join(resolve('node_modules'), '.run-'))
const outfile = join(folder, 'main.mjs')
try {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
  })
  process.argv = [process.argv[0], resolve(entry), ...rest]
  await import(pathToFileURL(outfile).href)
} finally {
  await rm(folder, { recursive: true, force: true })
}

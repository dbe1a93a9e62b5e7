import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export interface BuiltWorker {
  readonly file: URL
  remove(): void
}

/** Builds the chart worker from the sources, so that the tests never see an older build. */
export async function buildWorker({ fonts = true } = {}): Promise<BuiltWorker> {
  mkdirSync('node_modules/.cache', { recursive: true })
  const folder = mkdtempSync('node_modules/.cache/chart-worker-')
  await build({
    entryPoints: { 'chart-worker': 'src/charts/worker.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  if (fonts) symlinkSync(resolve('src/charts/fonts'), `${folder}/fonts`)
  return {
    file: pathToFileURL(resolve(folder, 'chart-worker.js')),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

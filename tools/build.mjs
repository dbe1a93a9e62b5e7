// Bundles the program into dist/: one file an entry, packages with native parts left outside.

import { existsSync, rmSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { changes } from './library-changes.mjs'

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'))
/** Pure packages that start faster in one file. */
const bundled = new Set([
  'kysely',
  'i18next',
  'commander',
  'temporal-polyfill',
  'hono',
  '@hono/node-server',
  'csv-parse',
  'string-width',
  '@orama/stemmers',
  '@slack/bolt',
  '@discordjs/rest',
  '@discordjs/ws',
  'grammy',
  'htmlparser2',
  'node-cron',
  'undici',
])
/** Native parts that `ws` does without. */
const absent = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'encoding']
const external = Object.keys(dependencies).filter((name) => !bundled.has(name))

const inDiscord = /[\\/]@discordjs[\\/]/
const forms = /[\\/]@discordjs[\\/]builders[\\/]|[\\/]adapters[\\/]discord[\\/]form\.ts$/
const inUndici = /[\\/]undici[\\/]lib[\\/]/

/** Libraries of which only those parts are bundled, or run at the start, that the program needs. */
const parts = {
  name: 'parts',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@slack\/bolt$/ }, () => ({ path: resolve('tools/bolt.cjs') }))
    // Discord's library has another undici, and all of it.
    onResolve({ filter: /^undici$/ }, ({ importer }) =>
      inDiscord.test(importer) ? undefined : { path: resolve('tools/undici-sockets.cjs') },
    )
    onResolve({ filter: /^\.\.\/\.\.\/global$/ }, ({ importer }) =>
      inUndici.test(importer) && !inDiscord.test(importer)
        ? { path: resolve('tools/own-dispatcher.cjs') }
        : undefined,
    )
    onResolve({ filter: /^\.\/client-h2\.js$/ }, ({ importer }) =>
      inUndici.test(importer) ? { path: resolve('tools/no-http2.cjs') } : undefined,
    )
    // Forms have more of these names, and are loaded with the first one.
    onResolve({ filter: /^discord-api-types\/v10$/ }, ({ importer }) =>
      forms.test(importer) ? undefined : { path: resolve('tools/discord-names.mjs') },
    )
    for (const { file, parts } of changes) {
      onLoad({ filter: file }, async ({ path }) => {
        let contents = await readFile(path, 'utf8')
        for (const [part, instead] of parts) {
          const changed = contents.replace(part, () => instead)
          if (changed === contents) throw new Error(`${path} is written in another way now`)
          contents = changed
        }
        return { contents }
      })
    }
  },
}

/** Built beside and put in place at the end: a program that runs never sees half a build. */
const folder = `.dist-${process.pid}`
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
await mkdir(folder, { recursive: true })

const entries = {
  cxbot: 'src/bin.ts',
  'chart-worker': 'src/charts/worker.ts',
  'import-worker': 'src/ingest/worker.ts',
}
await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: folder,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  charset: 'utf8',
  minifyWhitespace: true,
  minifySyntax: true,
  external: [...external, ...absent, 'canvas'],
  alias: {
    // Bolt loads it to install an app in many workspaces, which nothing here does.
    '@slack/oauth': './tools/unused.mjs',
    // What grammY's fetch loads for engines without a parser of addresses: half of its start.
    'whatwg-url': './tools/unused.mjs',
    // What tells the type of a file, where Discord's library is given none: it is given one.
    'magic-bytes.js': './tools/no-magic-bytes.mjs',
    // node-fetch knows an abort signal by the name of its class, which bundling changes.
    'abort-controller': './tools/native-abort.mjs',
  },
  plugins: [parts],
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})

const page = 'adapters/web/page'
if (existsSync(`${page}/page.ts`)) {
  await build({
    entryPoints: [`${page}/page.ts`, `${page}/page.css`],
    outdir: `${folder}/page`,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    // Served by the page's own routes.
    external: ['/fonts/*', '/icon.svg'],
  })
  const still = (await readdir(page)).filter((name) => /\.(html|svg)$/.test(name))
  for (const name of still) await cp(`${page}/${name}`, `${folder}/page/${name}`)
}
await cp('src/charts/fonts', `${folder}/fonts`, { recursive: true })
await cp('src/language/locales', `${folder}/locales`, {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
})
if (existsSync('src/analysis/models')) {
  await cp('src/analysis/models', `${folder}/models`, { recursive: true })
}
await chmod(`${folder}/cxbot.js`, 0o755)
await rm('dist', { recursive: true, force: true })
await rename(folder, 'dist')

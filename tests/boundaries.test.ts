import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs|js)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name).split(sep).join('/'))
}

const files = ['src', 'commands', 'adapters', 'storage'].flatMap(sourceFiles)

/** Every relative import of the house: file → imported file, both from the root. */
const imports = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)
  return [...found].map((match) => {
    const target = resolve(root, dirname(file), match[1] ?? '')
    return { file, target: relative(root, target).split(sep).join('/') }
  })
})

const packages = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"]([a-z@][^'"]*)['"]/g)
  return [...found].map((match) => ({ file, name: match[1] ?? '' }))
})

function offenders(from: RegExp, mayImport: RegExp): string[] {
  return imports
    .filter(({ file, target }) => from.test(file) && !mayImport.test(target))
    .map(({ file, target }) => `${file} imports ${target}`)
}

test('the house is there to be read', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(imports.length).toBeGreaterThan(100)
})

test('core imports nothing but its own files', () => {
  expect(offenders(/^src\/core\//, /^src\/core\//)).toEqual([])
  expect(packages.filter(({ file }) => file.startsWith('src/core/'))).toEqual([])
})

test('only main joins src with commands, platforms and databases', () => {
  expect(offenders(/^src\/(?!main\.ts)/, /^src\//)).toEqual([])
  const callers = imports.filter(({ target }) => target === 'src/main.ts').map(({ file }) => file)
  expect(callers).toEqual(['src/bin.ts'])
})

test('commands import src and one another', () => {
  expect(offenders(/^commands\//, /^(src|commands)\//)).toEqual([])
})

test('an adapter imports its own folder, the core and small pure parts of src', () => {
  const pure = 'src/((core|language|report|calendar|charts|parse)/|shipped\\.ts$)'
  for (const adapter of ['console', 'web', 'slack', 'discord', 'telegram']) {
    const own = new RegExp(`^(adapters/${adapter}/|${pure})`)
    expect(offenders(new RegExp(`^adapters/${adapter}/`), own)).toEqual([])
  }
})

test('a database imports its own folder, the core and small pure parts of src', () => {
  const pure = 'src/(core|batch|language|calendar)/'
  const shared = 'storage/(?!sqlite/|postgres/)'
  for (const engine of ['sqlite', 'postgres']) {
    const own = new RegExp(`^(storage/${engine}/|${shared}|${pure})`)
    expect(offenders(new RegExp(`^storage/${engine}/`), own)).toEqual([])
  }
  expect(offenders(/^storage\//, new RegExp(`^(storage/|${pure})`))).toEqual([])
})

test('metrics are pure arithmetic over the core', () => {
  expect(offenders(/^src\/metrics\//, /^src\/(metrics|core)\//)).toEqual([])
})

test('the environment is read in one place', () => {
  const readers = files.filter((file) =>
    /process\.env\b/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(readers.filter((file) => file !== 'src/config.ts')).toEqual([])
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { platformVariable } from '../../src/platform-names.ts'
import { freshPostgres } from '../postgres.ts'
import { emptyFolder } from './shell.ts'

const containerfile = readFileSync('Containerfile', 'utf8').replaceAll('\\\n', ' ')
const compose = readFileSync('compose.yaml', 'utf8')
/** With what is offered in comments. */
const offered = compose.replace(/^( *)# (?=(?:CXBOT_|- ?\w|\w+:$| *file:))/gm, '$1')

/** The words of an instruction that is written as a list. */
function wordsOf(instruction: string): string[] {
  const [, list = '[]'] = new RegExp(`^${instruction}.*?(\\[.*\\])`, 'm').exec(containerfile) ?? []
  return JSON.parse(list) as string[]
}

test('the image holds what its commands name, and runs as nobody special', () => {
  const copied = [...containerfile.matchAll(/^COPY --from=build \/build\/(\S+) (\S+)/gm)]
  expect(copied.map(([, from]) => from)).toEqual(['package.json', 'node_modules', 'dist'])
  expect(copied.filter(([, from = '']) => !existsSync(from))).toEqual([])
  expect(wordsOf('ENTRYPOINT')).toEqual(['node', '/app/dist/cxbot.js'])
  const bases = [...containerfile.matchAll(/^FROM node:(\d+)-(\S+)/gm)]
  expect(bases).toHaveLength(2)
  expect(new Set(bases.map(([line]) => line.replace(/ AS .*/, ''))).size).toBe(1)
  const engines = JSON.parse(readFileSync('package.json', 'utf8')).engines.node as string
  expect(Number(bases[0]?.[1])).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines)?.[0]))
  expect(containerfile.indexOf('\nUSER node')).toBeGreaterThan(0)
  expect(containerfile.indexOf('\nUSER node')).toBeLessThan(containerfile.indexOf('\nENTRYPOINT'))
})

test('every secret of the composition is a file that is declared, and a setting that there is', () => {
  const variables = [...offered.matchAll(/(\w+_FILE): \/run\/secrets\/(\w+)/g)]
  const known = [
    'POSTGRES_PASSWORD',
    'CXBOT_DB',
    'CXBOT_PASSWORD',
    platformVariable('slack', 'botToken'),
    platformVariable('slack', 'appToken'),
    platformVariable('discord', 'token'),
    platformVariable('telegram', 'token'),
  ]
  expect(variables.map(([, name]) => name)).toEqual(known.map((name) => `${name}_FILE`))
  for (const [, , secret = ''] of variables) {
    expect(offered).toContain(`  ${secret}:\n    file: secrets/${secret}\n`)
    expect(offered).toContain(`      - ${secret}\n`)
  }
  expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('secrets')
})

test('the image’s command serves with the composition’s settings, is found healthy, and stops in time', async () => {
  const database = await freshPostgres()
  const folder = emptyFolder()
  const secrets = join(folder, 'secrets')
  mkdirSync(secrets)
  writeFileSync(join(secrets, 'database_url'), `${database.url}\n`)
  writeFileSync(join(secrets, 'page_password'), 'correct horse battery\n')
  const environment = Object.fromEntries(
    [...compose.matchAll(/^ +(CXBOT_\w+): \/run\/secrets(\S+)/gm)].map(([, name, file = '']) => [
      name ?? '',
      join(secrets, file),
    ]),
  )
  const [, program = ''] = wordsOf('ENTRYPOINT')
  const words = [resolve(program.replace('/app/', '')), ...wordsOf('CMD')]
  const { PATH = '' } = process.env
  const env = { PATH, NODE_ENV: 'production', ...environment }
  const child = spawn(process.execPath, [...words, '--port', '0'], { cwd: folder, env })
  try {
    let written = ''
    const port = await new Promise<string>((found, fail) => {
      const look = (chunk: Buffer): void => {
        written += String(chunk)
        const port = /http:\/\/[\w.[\]:]+?:(\d+)/.exec(written)?.[1]
        if (port !== undefined) found(port)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${written}`)))
    })
    const [node, ...check] = wordsOf('HEALTHCHECK')
    expect(node).toBe('node')
    const asked = check.map((word) => word.replace(':3000/', `:${port}/`))
    expect(asked.join(' ')).toContain(`127.0.0.1:${port}/health`)
    const [healthy] = (await once(spawn(process.execPath, asked), 'exit')) as [number]
    expect(healthy).toBe(0)
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await gone)[0]).toBe(0)
  } finally {
    child.kill('SIGKILL')
    await database.drop()
  }
}, 60_000)

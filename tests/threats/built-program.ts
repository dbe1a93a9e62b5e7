import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/** The program as it is built and shipped. */
export const PROGRAM = resolve('dist/cxbot.js')

/** What a process of the program came to. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** The most memory that it ever had, in megabytes. */
  readonly megabytes: number
  /** What it read and wrote in all, in megabytes; null where the machine does not count it. */
  readonly read: number | null
}

const MARK = '\nused at most: '
/** Tells at the end what the process had used, on its own standard error. */
const METER = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs'
  process.on('exit', () => {
    let read = null
    try { read = Number(/rchar: (\\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))[1]) } catch {}
    writeSync(2, ${JSON.stringify(MARK)} + JSON.stringify({ kilobytes: process.resourceUsage().maxRSS, read }) + '\\n')
  })
`)}`

/** Runs the built program in a process of its own, without the environment of this one. */
export async function runProgram(
  words: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['--import', METER, PROGRAM, ...words], {
    cwd: directory,
    env: { PATH, HOME: directory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const [told, usage = '{}'] = err.split(MARK)
  const { kilobytes = Number.NaN, read = null } = JSON.parse(usage)
  const megabyte = 1024 * 1024
  return {
    code,
    out,
    err: told ?? '',
    megabytes: kilobytes / 1024,
    read: read === null ? null : read / megabyte,
  }
}

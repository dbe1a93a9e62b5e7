#!/usr/bin/env node
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'
import type { EpochSeconds } from './core/identity.ts'

/** From 22.1 on Node keeps what it compiled; where it finds no room, it does without. */
const { enableCompileCache } = modules as {
  readonly enableCompileCache?: (folder: string) => unknown
}
// Beside the program, where whoever may write may change the program as well.
enableCompileCache?.(fileURLToPath(new URL('compiled', import.meta.url)))

const { processEnvironment } = await import('./config.ts')
const { main } = await import('./main.ts')

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const serves = process.argv.slice(2).includes('serve')

// A reader that has seen enough, as in `cxbot export | head`, is no fault. A bot goes on
// without whoever read its log, and where the log finds no room.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (serves) return
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}

process.exitCode = await main({
  arguments: process.argv.slice(2),
  environment: processEnvironment(),
  directory: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  machineZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  clock: () => Math.floor(Date.now() / 1000) as EpochSeconds,
  onReload(callback) {
    /** In a terminal SIGHUP says that the terminal is gone. */
    if (process.stdin.isTTY) return () => undefined
    process.on('SIGHUP', callback)
    return () => {
      process.off('SIGHUP', callback)
    }
  },
  onStop(callback) {
    for (const signal of SIGNALS) process.on(signal, callback)
    return () => {
      for (const signal of SIGNALS) process.off(signal, callback)
    }
  },
})

// A connection that does not end keeps nobody waiting once everything is written.
setTimeout(() => {
  if (process.stdout.writableLength === 0) process.exit()
}, 300).unref()

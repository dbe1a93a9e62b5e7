/** A chat platform as a process of its own: it keeps what was posted, by key, whoever dies. */
import { createServer, type ServerResponse } from 'node:http'

/** What the platform has seen. */
export interface PlatformCount {
  readonly calls: number
  /** Keys of messages, each with how often it stands there. */
  readonly posted: Readonly<Record<string, number>>
  /** Answers that were lost after the message was made. */
  readonly lostAnswers: number
  readonly limited: number
  readonly failed: number
  /** Messages that say nothing yet, on a platform that needs such. */
  readonly placeholders: number
  /** How many of them a kill left. */
  readonly orphans: number
}

/** Chances of what it does with a call instead of answering it. */
export interface Luck {
  readonly lost: number
  readonly limited: number
  readonly failed: number
}

const luck = JSON.parse(process.argv[2] ?? '{}') as Luck
const posted: Record<string, number> = {}
let calls = 0
let lostAnswers = 0
let limited = 0
let failed = 0

function post(key: string, response: ServerResponse): void {
  calls += 1
  const dice = Math.random()
  if (dice < luck.limited) {
    limited += 1
    response.writeHead(429, { 'retry-after': '1' }).end()
    return
  }
  if (dice < luck.limited + luck.failed) {
    failed += 1
    response.writeHead(503).end()
    return
  }
  posted[key] = (posted[key] ?? 0) + 1
  if (dice < luck.limited + luck.failed + luck.lost) {
    lostAnswers += 1
    response.destroy()
    return
  }
  response.end(key)
}

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += String(chunk)
  })
  request.on('end', () => {
    if (request.url === '/post') post(body, response)
    else if (request.url === '/find') response.writeHead(posted[body] ? 200 : 404).end()
    else {
      const none = { placeholders: 0, orphans: 0 }
      response.end(JSON.stringify({ calls, posted, lostAnswers, limited, failed, ...none }))
    }
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit(0))

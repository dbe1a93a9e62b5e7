/** Telegram as a process of its own, which loses answers, limits and fails. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type FakeMessage, startFakeTelegram } from '../../tests/fakes/telegram/index.ts'
import type { Luck, PlatformCount } from './platform.ts'
import { telegramGroup } from './settings.ts'

const { channels, ...luck } = JSON.parse(process.argv[2] ?? '{}') as Luck & {
  readonly channels: number
}
/** The calls that people see something of. */
const VISIBLE = /\/(sendMessage|editMessageText)$/

const telegram = await startFakeTelegram()
for (let n = 0; n < channels; n += 1) telegram.group(Number(telegramGroup(n)))
let [calls, lostAnswers, limited, failed] = [0, 0, 0, 0]
/** Placeholders whose process died before it could put anything in their place. */
const orphans = new Set<number>()

const isPlaceholder = ({ edits, deleted }: FakeMessage): boolean => edits === 0 && !deleted
const open = (): FakeMessage[] => telegram.world.messages.filter(isPlaceholder)

function count(): PlatformCount {
  const posted: Record<string, number> = {}
  for (const message of telegram.world.messages) {
    const key = /Digest \d+/.exec((message.text ?? '').replaceAll('\u200B', ''))?.[0]
    if (key !== undefined && !message.deleted) posted[key] = (posted[key] ?? 0) + 1
  }
  const placeholders = open().length
  return { calls, posted, lostAnswers, limited, failed, placeholders, orphans: orphans.size }
}

async function pass(request: IncomingMessage, body: Buffer<ArrayBuffer>, response: ServerResponse) {
  const { url = '/', headers } = request
  const dice = VISIBLE.test(url) ? Math.random() : 1
  if (dice < 1) calls += 1
  if (dice < luck.limited) {
    limited += 1
    const description = 'Too Many Requests: retry after 1'
    const parameters = { retry_after: 1 }
    response.writeHead(429, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: false, error_code: 429, description, parameters }))
    return
  }
  if (dice < luck.limited + luck.failed) {
    failed += 1
    response.writeHead(502).end()
    return
  }
  const type = headers['content-type'] ?? 'application/json'
  const answer = await fetch(`${telegram.url}${url}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  const text = await answer.text()
  if (dice < luck.limited + luck.failed + luck.lost) {
    lostAnswers += 1
    response.destroy()
    return
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (request.url === '/killed') for (const { id } of open()) orphans.add(id)
  if (request.url?.startsWith('/bot')) {
    await pass(request, Buffer.concat(chunks), response).catch(() => response.destroy())
  } else response.end(JSON.stringify(count()))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit(0))

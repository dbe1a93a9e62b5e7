import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openStore } from '../../storage/index.ts'
import type { Figure } from '../table.ts'
import { createDigest, delay, killed, prepare, STARTS_AT, start } from './run.ts'
import { type BotSettings, hastened } from './settings.ts'

const DIGESTS = 40
const MOST_SECONDS = 30
const PATIENCE_MILLISECONDS = 60_000

/**
 * Kills one of two bots while it is sending, by the machine's own clock, and returns how long
 * it takes until the other one has sent all of it.
 */
export async function measureTakeover(url: string): Promise<Figure> {
  const held = new Set<ServerResponse>()
  const posted = new Set<string>()
  let holds = true
  const platform = createServer(async (request, response) => {
    let key = ''
    for await (const chunk of request) key += String(chunk)
    if (request.url === '/find') return response.writeHead(404).end()
    if (holds) return held.add(response)
    posted.add(key)
    return response.end(key)
  }).listen(0, '127.0.0.1')
  await once(platform, 'listening')
  const { port: platformPort } = platform.address() as AddressInfo
  const began = Date.now()
  const settings: BotSettings = {
    platform: 'fake',
    url,
    platformPort,
    atFaultPoints: 0,
    began,
    startsAt: STARTS_AT,
    speed: 1,
  }
  const clock = hastened(settings)
  const store = await openStore(url, { clock })
  const channels = Array.from({ length: DIGESTS }, (_, n) => `C${n}`)
  const workspace = await prepare(store, 'fake', channels)
  const dying = start(settings)
  await once(dying, 'message')
  for (const channel of channels) {
    await createDigest(store, workspace, clock, { name: channel, platform: 'fake', channel })
  }
  const end = Date.now() + PATIENCE_MILLISECONDS
  while (held.size < DIGESTS && Date.now() < end) await delay(20)
  const heir = start(settings)
  await once(heir, 'message')
  holds = false
  await killed(dying)
  const at = Date.now()
  while (posted.size < DIGESTS && Date.now() < at + PATIENCE_MILLISECONDS) await delay(20)
  const seconds = (Date.now() - at) / 1000
  await killed(heir)
  platform.closeAllConnections()
  platform.close()
  await store.close()
  return {
    name: `${posted.size} messages of a killed process sent by another after`,
    value: `${seconds.toFixed(1)} s`,
    target: `at most ${MOST_SECONDS} s`,
    met: posted.size === DIGESTS && seconds <= MOST_SECONDS,
  }
}

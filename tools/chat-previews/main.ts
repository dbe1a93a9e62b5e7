// Takes pictures of answers in chat: previews, drawn from the payloads that each platform is sent.
// npm run build && node tools/run-typescript.mjs tools/chat-previews/main.ts

import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as driver } from 'playwright-core'
import { encode as encodeForDiscord } from '../../adapters/discord/encode.ts'
import { encodeReply as encodeForSlack } from '../../adapters/slack/render.ts'
import { encodeReply as encodeForTelegram } from '../../adapters/telegram/encode.ts'
import { registry } from '../../commands/index.ts'
import { createChartRenderer } from '../../src/charts/index.ts'
import type { ChartSpec } from '../../src/core/chart.ts'
import type { Destination, EncodeContext } from '../../src/core/delivery.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { localCaller, localPlace } from '../../src/core/invocation.ts'
import type { Reply } from '../../src/core/reply.ts'
import { createHost } from '../../src/dispatch/index.ts'
import { openStore } from '../../storage/index.ts'
import { drawDiscord } from './discord.ts'
import type { Exchange } from './page.ts'
import { drawSlack } from './slack.ts'
import { drawTelegram } from './telegram.ts'

const LINES = ['nps last-week', 'aspects brand']
const NOW = '2026-11-16T09:00:00Z'
const seconds = (Date.parse(NOW) / 1000) as EpochSeconds
const silent = { info() {}, warn() {}, error() {} }

const context: EncodeContext = {
  now: seconds,
  locale: 'en',
  audience: 'channel',
  keyPrefix: 'preview',
  giveUpAt: (seconds + 600) as EpochSeconds,
}
const place: Destination = { type: 'place', channel: '1', thread: null }

type Encode = (reply: Reply) => { readonly parts: readonly { readonly payload: string }[] }

const PLATFORMS: readonly {
  readonly name: string
  readonly width: number
  /** As the platform's adapter asks for its pictures. */
  readonly scale: 1 | 2
  readonly encode: Encode
  readonly draw: (exchanges: readonly Exchange[]) => string
}[] = [
  {
    name: 'slack',
    width: 760,
    scale: 1,
    encode: (reply) => encodeForSlack(reply, place, context, { bot: 'U1', registry }),
    draw: drawSlack,
  },
  {
    name: 'discord',
    width: 700,
    scale: 2,
    encode: (reply) => encodeForDiscord(reply, place, context, { bot: '1', registry }),
    draw: drawDiscord,
  },
  {
    name: 'telegram',
    width: 560,
    scale: 2,
    encode: (reply) =>
      encodeForTelegram(reply, place, context, { self: { id: 1, username: 'cxbot' }, registry }),
    draw: drawTelegram,
  },
]

const folder = await mkdtemp(join(tmpdir(), 'cxbot-previews-'))
const database = `sqlite:${join(folder, 'sample.db')}`
const charts = createChartRenderer()
try {
  const program = [resolve('dist/cxbot.js'), 'sample', '--db', database, '--now', NOW]
  execFileSync(process.execPath, [...program, '--locale', 'en', '--zone', 'Europe/Vilnius'])
  const store = await openStore(database)
  const replies = await answers(store)
  await store.close()
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((each) => each !== '--single-process'), '--no-sandbox'],
  })
  for (const { draw, encode, name, scale, width } of PLATFORMS) {
    const exchanges: Exchange[] = []
    for (const [index, reply] of replies.entries()) {
      const payloads = encode(reply).parts.map(({ payload }) => JSON.parse(payload) as unknown)
      exchanges.push({ line: LINES[index] ?? '', payloads, pictures: await drawn(payloads, scale) })
    }
    const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width, height: 400 } })
    await page.setContent(draw(exchanges))
    await page.evaluate('document.fonts.ready')
    await page.screenshot({ path: join('docs/images', `${name}.png`), fullPage: true })
    await page.close()
  }
  await browser.close()
} finally {
  await charts.close()
  await rm(folder, { recursive: true, force: true })
}

async function answers(store: Awaited<ReturnType<typeof openStore>>): Promise<readonly Reply[]> {
  const host = createHost({
    store,
    registry,
    charts,
    log: silent,
    clock: () => seconds,
    defaults: { workspace: 'sample', zone: 'Europe/Vilnius', locale: 'en', targets: {} },
  })
  const replies: Reply[] = []
  for (const [index, text] of LINES.entries()) {
    replies.push(
      await host.answer({
        platform: 'console',
        eventId: `${index}`,
        workspace: '',
        user: localCaller('operator'),
        place: localPlace('console'),
        text,
        at: seconds,
        locale: 'en',
        zone: null,
      }),
    )
  }
  return replies
}

/** Returns the charts of the payloads as addresses that hold the pictures, in order. */
async function drawn(payloads: readonly unknown[], scale: 1 | 2): Promise<readonly string[]> {
  const addresses: string[] = []
  for (const spec of payloads.flatMap(specsIn)) {
    const picture = await charts.render(spec, { scale })
    addresses.push(`data:image/png;base64,${Buffer.from(picture).toString('base64')}`)
  }
  return addresses
}

function specsIn(value: unknown): readonly ChartSpec[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'spec' ? [each as ChartSpec] : specsIn(each),
  )
}

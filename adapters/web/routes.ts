import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AdapterHealth, AdapterHost } from '../../src/core/adapter.ts'
import { UserError } from '../../src/core/errors.ts'
import type { ReceiveHook } from '../../src/core/hook.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { translator } from '../../src/language/translate.ts'
import { toCsv } from '../../src/report/csv.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { createAnswers } from './answers.ts'
import { csvDisposition } from './csv-name.ts'
import {
  asLocale,
  checkLine,
  decodeAppearance,
  decodeAsk,
  decodeFile,
  invocationOf,
} from './decode.ts'
import type { Documents } from './documents.ts'
import { failureResponse } from './failure.ts'
import { sameSiteOnly, secureHeaders } from './guard.ts'
import { receiveHooks } from './hook-routes.ts'
import { limits } from './limits.ts'
import { openingOf, wishedLocale, wishedTheme, wordsOf } from './opening.ts'
import { createPictures } from './pictures.ts'
import type { SignIn } from './sign-in.ts'
import { type App, protect } from './sign-in-routes.ts'
import { uploadOf } from './upload.ts'

/** What is told of the bot besides the page. */
export interface Status {
  /** Members of the object that `/health` answers with; `state` and `lastError` stand above the page's own. */
  health(): Promise<Readonly<Record<string, unknown>>>
  /** In the text format of Prometheus. */
  metrics(): Promise<string>
}

/** What the routes work with. */
export interface RouteParts {
  readonly host: AdapterHost
  readonly documents: Documents
  /** Null where the page is open to whoever reaches it, which then is this machine alone. */
  readonly signIn: SignIn | null
  readonly health: () => AdapterHealth
  readonly status: Status | null
  /** Null where nothing is taken in from survey tools. */
  readonly receiveHook: ReceiveHook | null
  /** Told of every question. */
  readonly onAsk: () => void
  /** In milliseconds. */
  readonly now: () => number
}

/** Takes a file with the question in the address. */
const FILE = '/api/file'

/** Returns everything that the page's server answers. */
export function createRoutes(parts: RouteParts): App {
  const { host, documents, signIn, health } = parts
  const now = (): EpochSeconds => Math.floor(parts.now() / 1000) as EpochSeconds
  const pictures = createPictures(host.charts)
  const answers = createAnswers(host, pictures, now)
  const app: App = new Hono()

  app.onError((error, context) => failureResponse(error, context, host.log))
  app.notFound((context) => {
    throw new UserError('web.notFound', { path: tameLine(context.req.path).slice(0, 200) })
  })
  app.use(secureHeaders)
  if (parts.receiveHook) receiveHooks(app, parts.receiveHook)
  app.use(sameSiteOnly({ loopbackOnly: signIn === null }))
  const small = bodyLimit({
    maxSize: limits.body,
    onError: () => {
      throw new UserError('web.tooLarge', { most: limits.body })
    },
  })
  // How large a file may be is for the shelf to say that keeps it.
  app.use((context, next) => (context.req.path === FILE ? next() : small(context, next)))
  app.get('/health', async (context) => {
    const { state, lastError, lastEventAt } = health()
    const whole = { state, lastError, lastEventAt, ...(await parts.status?.health()) }
    return context.json(whole, whole.state === 'running' ? 200 : 503)
  })
  app.get('/metrics', async (context, next) => {
    if (!parts.status) return next()
    context.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    return context.body(await parts.status.metrics())
  })
  if (signIn) protect(app, signIn, documents)

  app.get('/', async (context) => {
    const locale = wishedLocale(context)
    const start = await openingOf(host, { locale, signedIn: signIn !== null, now: now() })
    return context.html(
      documents.fill('index.html', start.locale, {
        theme: wishedTheme(context),
        start: JSON.stringify({ ...start, words: wordsOf(start.locale) }),
        noScript: translator(start.locale)('web:noScript'),
      }),
    )
  })
  app.get('/api/words', (context) => {
    const locale = asLocale(context.req.query('locale'))
    if (!locale) throw new UserError('web.badField', { name: 'locale' })
    return context.json(wordsOf(locale))
  })
  app.post('/api/ask', async (context) => {
    const type = context.req.header('content-type') ?? ''
    if (!/^application\/json\s*(;|$)/i.test(type)) throw new UserError('web.notJson')
    const ask = decodeAsk(await context.req.text())
    parts.onAsk()
    return context.json(await answers.answer(ask))
  })
  app.post(FILE, async (context) => {
    const { body, headers } = context.req.raw
    if (headers.get('content-type') !== 'application/octet-stream' || !body) {
      throw new UserError('web.notFile')
    }
    const size = Number(headers.get('content-length'))
    const upload = uploadOf(body)
    try {
      const given = { size: size > 0 ? size : null, bytes: upload.bytes }
      const ask = decodeFile(context.req.query(), given)
      parts.onAsk()
      return context.json(await answers.answer(ask))
    } finally {
      await upload.end()
    }
  })
  app.get('/api/complete', async (context) => {
    const line = context.req.query('line') ?? ''
    if (line.length > limits.line) throw new UserError('web.longLine', { most: limits.line })
    const locale = asLocale(context.req.query('locale'))
    const question = { id: 'complete', line, locale, zone: null }
    const found = await host.complete(invocationOf(question, now()))
    return context.json({ completions: found })
  })
  app.get('/charts/:file{[0-9a-f-]{36}\\.png}', async (context) => {
    const appearance = decodeAppearance(context.req.query())
    const picture = pictures.draw(context.req.param('file').slice(0, -4), appearance)
    if (!picture) throw new UserError('web.notKept')
    const { png } = await picture
    context.header('Content-Type', 'image/png')
    context.header('Cache-Control', 'private, max-age=86400, immutable')
    return context.body(new Uint8Array(png))
  })
  app.get('/csv/:id{[0-9a-f-]{36}}', async (context) => {
    const line = context.req.query('line')
    const locale = asLocale(context.req.query('locale'))
    const again = line === undefined ? null : { line: checkLine(line), locale }
    const report = await answers.report(context.req.param('id'), again)
    context.header('Content-Type', 'text/csv; charset=utf-8')
    context.header('Content-Disposition', csvDisposition(report))
    return context.body(toCsv(report, { bom: true }))
  })
  app.get('*', async (context, next) => {
    const asset = documents.asset(context.req.path)
    if (!asset) return next()
    context.header('ETag', asset.etag)
    context.header('Cache-Control', 'no-cache')
    if (context.req.header('if-none-match') === asset.etag) return context.body(null, 304)
    context.header('Content-Type', asset.type)
    return context.body(asset.bytes)
  })
  app.all('/api/ask', () => {
    throw new UserError('web.wrongMethod', { right: 'POST' })
  })
  return app
}

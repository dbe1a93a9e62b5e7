import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from '../../src/core/adapter.ts'
import { UserError } from '../../src/core/errors.ts'
import { lookUp, translator } from '../../src/language/translate.ts'
import { wishedLocale } from './opening.ts'

const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'web.signInFirst': 401,
  'web.wrongHost': 403,
  'web.wrongOrigin': 403,
  'web.notFound': 404,
  'web.notKept': 404,
  'web.wrongMethod': 405,
  'web.otherQuestion': 409,
  'web.tooLarge': 413,
  'web.notJson': 415,
  'web.notFile': 415,
}

/** Returns an error as JSON, in the language of the request; a fault is logged under a reference. */
export function failureResponse(error: unknown, context: Context, log: Logger): Response {
  const locale = wishedLocale(context) ?? 'en'
  if (error instanceof UserError) {
    const name = error.id.slice(error.id.indexOf('.') + 1)
    const message = lookUp(locale, `web:errors.${name}`, error.params) ?? error.message
    const { id, suggestion = null } = error
    return context.json({ error: { id, message, suggestion } }, STATUS[id] ?? 400)
  }
  const reference = randomUUID().slice(0, 8)
  log.error('request-failed', {
    reference,
    path: context.req.path,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
  const message = translator(locale)('web:errors.fault', { reference })
  return context.json({ error: { id: 'web.fault', message, suggestion: null } }, 500)
}

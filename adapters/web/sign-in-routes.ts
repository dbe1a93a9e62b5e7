import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { UserError } from '../../src/core/errors.ts'
import { type MessageKey, translator } from '../../src/language/translate.ts'
import type { Documents } from './documents.ts'
import { limits } from './limits.ts'
import { wishedLocale, wishedTheme } from './opening.ts'
import type { SignIn } from './sign-in.ts'

export type App = Hono<{ Bindings: HttpBindings }>

const COOKIE = 'cxbot_session'
/** What somebody who is not signed in may fetch: the form, how it looks, and the health. */
const OPEN = /^\/(login|health|page\.css|icon\.svg|fonts\/[\w-]+\.ttf)$/

function page(
  context: Context,
  documents: Documents,
  failure: { readonly key: MessageKey; readonly wait: number } | null,
): Response | Promise<Response> {
  const locale = wishedLocale(context) ?? 'en'
  const t = translator(locale)
  const html = documents.fill('sign-in.html', locale, {
    theme: wishedTheme(context),
    title: t('web:signIn.title'),
    explanation: t('web:signIn.explanation'),
    label: t('web:signIn.password'),
    button: t('web:signIn.button'),
    failure: failure ? t(failure.key, { wait: failure.wait }) : '',
  })
  const status = failure === null ? 200 : failure.wait > 0 ? 429 : 401
  if (failure && failure.wait > 0) context.header('Retry-After', String(failure.wait))
  return context.html(html, status)
}

/** Puts a password before everything but the form that asks for it. */
export function protect(app: App, signIn: SignIn, documents: Documents): void {
  app.use(async (context, next) => {
    if (OPEN.test(context.req.path) || signIn.knows(getCookie(context, COOKIE))) return next()
    if (context.req.method === 'GET' && context.req.path === '/') return context.redirect('/login')
    throw new UserError('web.signInFirst')
  })
  app.get('/login', (context) =>
    signIn.knows(getCookie(context, COOKIE))
      ? context.redirect('/')
      : page(context, documents, null),
  )
  app.post('/login', async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const address = context.env.incoming.socket.remoteAddress ?? ''
    const outcome = signIn.attempt(form.get('password') ?? '', address)
    if (outcome === 'wrong') {
      return page(context, documents, { key: 'web:signIn.wrong', wait: 0 })
    }
    if ('wait' in outcome) {
      return page(context, documents, { key: 'web:signIn.wait', wait: outcome.wait })
    }
    setCookie(context, COOKIE, outcome.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: limits.sessionSeconds,
      // Behind a proxy that speaks TLS, only the browser knows that it does.
      secure: context.req.header('origin')?.startsWith('https:') ?? false,
    })
    return context.redirect('/', 303)
  })
  app.post('/logout', (context) => {
    signIn.end(getCookie(context, COOKIE))
    deleteCookie(context, COOKIE, { path: '/' })
    return context.redirect('/login', 303)
  })
}

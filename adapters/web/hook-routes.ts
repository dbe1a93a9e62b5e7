import { bodyLimit } from 'hono/body-limit'
import { UserError } from '../../src/core/errors.ts'
import type { ReceiveHook } from '../../src/core/hook.ts'
import { limits } from './limits.ts'
import type { App } from './sign-in-routes.ts'

/**
 * Lets survey tools post answers. They sign in with their signature and come from other
 * sites: to be called before what guards the page.
 */
export function receiveHooks(app: App, receive: ReceiveHook): void {
  app.post(
    '/hooks/:address',
    bodyLimit({
      maxSize: limits.hookBody,
      onError: () => {
        throw new UserError('web.tooLarge', { most: limits.hookBody })
      },
    }),
    async (context) => {
      const { status, content } = await receive({
        address: context.req.param('address'),
        body: new Uint8Array(await context.req.arrayBuffer()),
        header: (name) => context.req.header(name) ?? null,
      })
      return context.json(content, status)
    },
  )
}

import { actorOf } from '../src/access/actor.ts'
import { type AccountKey, writtenKey } from '../src/core/access.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Person } from '../src/core/privacy.ts'
import type { Reply } from '../src/core/reply.ts'
import { confirmForgetting, previewForgetting } from '../src/privacy/forget.ts'
import { readPrivacyRequest } from '../src/privacy/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Erases a customer, an author or an account for good: shows what would go, and does it when confirmed. */
export const forget: Command = {
  name: 'forget',
  group: 'people',
  audience: 'caller',
  needs: 'admin',
  unscoped: true,
  subject: { name: 'person', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  async run(context: CommandContext): Promise<Reply> {
    if (context.access.scope.length > 0) throw new UserError('privacy.scoped')
    const { invocation } = context
    const request = readPrivacyRequest(context.arguments.subjects[0] ?? '', 'forget', invocation)
    switch (request.type) {
      case 'person':
        return await previewForgetting(request.person, context)
      case 'confirm':
        return await confirmForgetting(forget, request.token, context)
      case 'account':
        return await previewForgetting(accountNamed(request.key), context)
      case 'me':
        return await previewForgetting(accountNamed(actorOf(context).account), context)
    }
  },
}

function accountNamed(key: AccountKey): Person {
  return { dimension: 'account', name: writtenKey(key) }
}

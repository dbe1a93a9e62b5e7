import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Reply } from '../src/core/reply.ts'
import { confirmForgetting, previewForgetting } from '../src/privacy/forget.ts'
import { readPrivacyRequest } from '../src/privacy/request.ts'

/** Erases a customer or an author for good: shows what would go, and does it when confirmed. */
export const forget: Command = {
  name: 'forget',
  group: 'people',
  audience: 'caller',
  needs: 'admin',
  unscoped: true,
  subject: { name: 'person', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['text'],
  options: [],
  async run(context: CommandContext): Promise<Reply> {
    if (context.access.scope.length > 0) throw new UserError('privacy.scoped')
    const request = readPrivacyRequest(context.arguments.subjects[0] ?? '', 'forget')
    switch (request.type) {
      case 'person':
        return await previewForgetting(request.person, context)
      case 'confirm':
        return await confirmForgetting(forget, request.token, context)
      case 'me':
        throw new UserError('privacy.whom', { command: 'forget' }, 'forget customer:…')
    }
  },
}

import type { Command, CommandContext } from '../src/core/command.ts'
import { ROLES } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Reply } from '../src/core/reply.ts'
import { knownOf, knownOfCaller } from '../src/privacy/know.ts'
import { readPrivacyRequest } from '../src/privacy/request.ts'

/** What is stored of a person: of oneself for everyone, of customers and authors for managers. */
export const whatdoyouknow: Command = {
  name: 'whatdoyouknow',
  group: 'people',
  audience: 'caller',
  needs: 'viewer',
  unscoped: true,
  subject: { name: 'person', required: false, max: 1, from: 'line' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'text'],
  options: [],
  async run(context: CommandContext): Promise<Reply> {
    const { access, arguments: asked } = context
    const request = readPrivacyRequest(asked.subjects[0] ?? 'me', 'whatdoyouknow')
    if (request.type !== 'person') return await knownOfCaller(context)
    const isManager = access.role !== null && ROLES.indexOf(access.role) >= ROLES.indexOf('manager')
    if (!isManager) throw new UserError('privacy.managersOnly', {}, 'whatdoyouknow me')
    if (access.scope.length > 0) throw new UserError('privacy.scoped')
    return await knownOf(whatdoyouknow, request.person, context)
  },
}

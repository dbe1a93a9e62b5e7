import { isSharedOnPurpose, isWithinRole } from '../src/access/authorize.ts'
import { writtenKey } from '../src/core/access.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { isLocal } from '../src/core/platforms.ts'
import type { Reply } from '../src/core/reply.ts'
import { knownOf, knownOfCaller } from '../src/privacy/know.ts'
import { readPrivacyRequest } from '../src/privacy/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** What is stored of a person: of oneself for everyone, with a role or without, of others for managers. */
export const whatdoyouknow: Command = {
  name: 'whatdoyouknow',
  group: 'people',
  audience: 'caller',
  needs: 'stranger',
  unscoped: true,
  subject: { name: 'person', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'text'],
  async run(context: CommandContext): Promise<Reply> {
    const { access, arguments: asked, invocation } = context
    const request = readPrivacyRequest(asked.subjects[0] ?? 'me', 'whatdoyouknow', invocation)
    if (request.type === 'me') return await knownOfCaller(context)
    refuseOthers(context)
    if (access.scope.length > 0) throw new UserError('privacy.scoped')
    const person =
      request.type === 'account'
        ? ({ dimension: 'account', name: writtenKey(request.key) } as const)
        : request.type === 'person'
          ? request.person
          : undefined
    if (!person) throw new UserError('privacy.whom', { command: 'whatdoyouknow' })
    return await knownOf(whatdoyouknow, person, context)
  },
}

/** What is stored of oneself is for everyone; of others, for managers, among themselves. */
function refuseOthers({ access, invocation: { platform, place } }: CommandContext): void {
  if (isLocal(platform)) return
  if (access.role === null) throw new UserError('errors.stranger')
  if (place.shared && !isSharedOnPurpose(access)) throw new UserError('access.shared-place')
  if (!isWithinRole({ needs: 'manager' }, access)) {
    throw new UserError('privacy.managersOnly', {}, 'whatdoyouknow me')
  }
}

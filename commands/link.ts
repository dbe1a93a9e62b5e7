import { SCOPE_DIMENSIONS } from '../src/access/scope.ts'
import { type Command, type CommandContext, ROLES, type Role } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Reply } from '../src/core/reply.ts'
import { invitePeople, redeemCode } from './link-code.ts'
import { listLinks, ownAccess } from './link-list.ts'
import { linkCommunity, linkHere, linkThread, removePlace } from './link-place.ts'

interface Action {
  /** What a caller must have for it. */
  readonly needs: Role
  readonly run: (context: CommandContext) => Promise<Reply>
}

const ACTIONS: Readonly<Record<string, Action>> = {
  invite: { needs: 'manager', run: invitePeople },
  here: { needs: 'admin', run: linkHere },
  thread: { needs: 'admin', run: linkThread },
  community: { needs: 'admin', run: linkCommunity },
  list: { needs: 'admin', run: (context) => listLinks(link, context) },
  remove: { needs: 'admin', run: removePlace },
}

/**
 * How people and places come in: with a code anyone lets themselves in; managers make
 * codes; admins link places, with what they may see.
 */
export const link: Command = {
  name: 'link',
  group: 'people',
  audience: 'caller',
  needs: 'stranger',
  writes: true,
  unscoped: true,
  subject: { name: 'code', required: false, max: 1, from: 'identifier' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: SCOPE_DIMENSIONS,
  views: ['table', 'csv', 'text'],
  options: [
    { type: 'choice', name: 'action', values: Object.keys(ACTIONS) },
    { type: 'choice', name: 'role', values: ROLES },
    { type: 'choice', name: 'sharing', values: ['shared'] },
    { type: 'value', name: 'uses' },
  ],
  async run(context) {
    const { access, arguments: asked } = context
    const chosen = asked.options['action']
    if (chosen === undefined) {
      if (asked.subjects.length > 0) return await redeemCode(context)
      if (access.role === null) throw new UserError('access.no-code')
      return ownAccess(context)
    }
    const action = ACTIONS[chosen]
    if (access.role === null || !action) throw new UserError('errors.stranger')
    if (ROLES.indexOf(access.role) < ROLES.indexOf(action.needs)) {
      throw new UserError('errors.not-allowed', { command: `link ${chosen}`, role: action.needs })
    }
    return await action.run(context)
  },
}

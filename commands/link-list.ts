import { homeOf } from '../src/access/actor.ts'
import { scopeText } from '../src/access/scope.ts'
import { writtenKey } from '../src/core/access.ts'
import type { CommandContext, CommandDeclaration } from '../src/core/command.ts'
import type { Block, Notice, Report } from '../src/core/reply.ts'
import { formatInstant } from '../src/language/format.ts'
import { translator } from '../src/language/translate.ts'
import { reportOf } from '../src/report/report-frame.ts'
import { textOf } from '../src/report/values.ts'

/** Tells the caller what they are here. */
export function ownAccess({ access, locale, workspace }: CommandContext): Notice {
  const params = {
    role: { text: access.role ?? '–', style: 'strong' },
    workspace: { text: workspace.name, data: true },
    scope: { text: scopeText(access.scope), data: true },
  } as const
  const key = access.scope.length === 0 ? 'you' : 'you-scoped'
  return {
    kind: 'notice',
    level: 'information',
    locale,
    text: textOf(locale, `access:link.${key}`, params),
    actions: [],
  }
}

/** Lists the places that belong to the workspace and the codes that are still good. */
export async function listLinks(
  command: CommandDeclaration,
  context: CommandContext,
): Promise<Report> {
  const { store, locale, zone, now } = context
  const home = homeOf(context)
  const translate = translator(locale)
  const places = await store.access.places(home)
  const invites = await store.access.invites(home, now)
  const column = (key: 'id' | 'place' | 'everyone' | 'scope' | 'shared' | 'left' | 'until') =>
    ({ key, label: translate(`access:link.${key}`), format: 'text' }) as const
  const roleColumn = { key: 'role', label: translate('access:role.role'), format: 'text' } as const
  const placeTable: Block | undefined =
    places.length === 0
      ? undefined
      : {
          type: 'table',
          caption: translate('access:link.places'),
          columns: (['id', 'place', 'everyone', 'scope', 'shared'] as const).map(column),
          rows: places.map((place) => [
            `L-${place.id}`,
            writtenKey(place),
            place.role ?? '–',
            scopeText(place.scope) || translate('access:link.everything'),
            translate(place.shared ? 'access:link.yes' : 'access:link.no'),
          ]),
        }
  const codeTable: Block | undefined =
    invites.length === 0
      ? undefined
      : {
          type: 'table',
          caption: translate('access:link.codes'),
          columns: [
            column('id'),
            roleColumn,
            { ...column('left'), format: 'count' },
            column('until'),
          ],
          rows: invites.map(({ id, role, uses, used, expiresAt }) => [
            `L-${id}`,
            role,
            uses - used,
            formatInstant(expiresAt, locale, zone),
          ]),
        }
  const none: Block | undefined =
    placeTable || codeTable
      ? undefined
      : { type: 'paragraph', text: [{ text: translate('access:link.none') }] }
  return reportOf(command, context, {
    title: translate('access:link.title'),
    view: 'table',
    blocks: [none, placeTable, codeTable],
  })
}

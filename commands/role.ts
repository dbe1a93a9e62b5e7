import { actorOf, homeOf } from '../src/access/actor.ts'
import { exampleAccount, type Named, namedBy } from '../src/access/mention.ts'
import { accountOf, writtenKey } from '../src/core/access.ts'
import { type Command, type CommandContext, ROLES, type Role } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Block, Notice, Report } from '../src/core/reply.ts'
import { formatInstant } from '../src/language/format.ts'
import { translator } from '../src/language/translate.ts'
import { reportOf } from '../src/report/report-frame.ts'
import { textOf } from '../src/report/values.ts'

const ACTIONS = ['list', 'give', 'take'] as const

/** Who may do what: lists people and groups with their roles, gives roles and takes them. */
export const role: Command = {
  name: 'role',
  group: 'people',
  audience: 'caller',
  needs: 'manager',
  writes: true,
  unscoped: true,
  subject: { name: 'person', required: false, max: 1, from: 'identifier' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [
    { type: 'choice', name: 'action', values: ACTIONS },
    { type: 'choice', name: 'role', values: ROLES },
  ],
  async run(context) {
    const { subjects, options } = context.arguments
    const given = ROLES.find((each) => each === options['role'])
    const action = options['action'] ?? (given || subjects.length > 0 ? 'give' : 'list')
    if (action === 'list') return await list(context)
    const named = whom(context)
    if (action === 'take') return await change(context, named, null)
    if (given === undefined) {
      throw new UserError('access.no-role', { roles: ROLES.join(', ') }, line(context, 'viewer'))
    }
    return await change(context, named, given)
  },
}

function line({ arguments: { subjects } }: CommandContext, wanted: Role): string {
  return ['role give', ...subjects, wanted].join(' ')
}

/** Returns whom the line names, or who wrote the message that it answers. */
function whom(context: CommandContext): Named {
  const { arguments: asked, invocation } = context
  const { platform, place, message } = invocation
  const [word] = asked.subjects
  if (word === undefined) {
    if (!message) throw new UserError('access.no-person')
    const { id, name } = message.author
    const key = accountOf(platform, { ...invocation.user, id }, place)
    return { type: 'person', key, name }
  }
  const named = namedBy(word, invocation)
  if (named) return named
  throw new UserError('access.unknown-person', {
    word: word.slice(0, 60),
    example: exampleAccount(word, platform),
  })
}

function rank(of: Role | null): number {
  return of === null ? -1 : ROLES.indexOf(of)
}

async function change(context: CommandContext, named: Named, wanted: Role | null): Promise<Notice> {
  const { access, locale, store } = context
  const home = homeOf(context)
  const by = actorOf(context)
  const before = await roleNow(context, named)
  if (rank(wanted) > rank(access.role) || rank(before) > rank(access.role)) {
    throw new UserError('access.above-own', { own: access.role ?? '–' })
  }
  const outcome =
    named.type === 'group'
      ? await store.access.setGroupRole(home, named.key, wanted, by)
      : await store.access.setRole(home, { ...named.key, name: nameOf(named) }, wanted, by)
  if (outcome === 'last-admin') throw new UserError('access.last-admin')
  const changed = outcome === 'changed'
  const key = wanted ? (changed ? 'given' : 'same') : changed ? 'taken' : 'had-none'
  return {
    kind: 'notice',
    level: 'success',
    locale,
    text: textOf(locale, `access:role.${key}`, {
      who: { text: nameOf(named), data: true },
      role: { text: wanted ?? '–', style: 'strong' },
    }),
    actions: [{ label: 'role list', command: 'role list' }],
  }
}

function nameOf(named: Named): string {
  return (named.type === 'person' ? named.name : null) ?? writtenKey(named.key)
}

async function roleNow(context: CommandContext, { key }: Named): Promise<Role | null> {
  const home = homeOf(context)
  const written = writtenKey(key)
  const { access } = context.store
  const known = 'user' in key ? await access.accounts(home) : await access.groups(home)
  return known.find((each) => writtenKey(each) === written)?.role ?? null
}

async function list(context: CommandContext): Promise<Report> {
  const { store, locale, zone } = context
  const translate = translator(locale)
  const home = homeOf(context)
  const [people, groups] = [await store.access.accounts(home), await store.access.groups(home)]
  const column = (key: 'person' | 'account' | 'group' | 'role' | 'since') =>
    ({ key, label: translate(`access:role.${key}`), format: 'text' }) as const
  const tables: (Block | undefined)[] = [
    people.length === 0
      ? undefined
      : {
          type: 'table',
          caption: translate('access:role.people'),
          columns: [column('person'), column('role'), column('account'), column('since')],
          rows: people.map((person) => [
            person.name,
            person.role,
            writtenKey(person),
            formatInstant(person.since, locale, zone),
          ]),
        },
    groups.length === 0
      ? undefined
      : {
          type: 'table',
          caption: translate('access:role.groups'),
          columns: [column('group'), column('role'), column('since')],
          rows: groups.map((group) => [
            writtenKey(group),
            group.role,
            formatInstant(group.since, locale, zone),
          ]),
        },
  ]
  const none = people.length + groups.length === 0
  return reportOf(role, context, {
    title: translate('access:role.title'),
    view: 'table',
    namesPeople: true,
    blocks: [
      none ? { type: 'paragraph', text: [{ text: translate('access:role.none') }] } : undefined,
      ...tables,
      { type: 'notes', notes: [[{ text: translate('access:role.hint') }]] },
      { type: 'actions', actions: [{ label: 'link list', command: 'link list' }] },
    ],
  })
}

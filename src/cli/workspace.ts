import type { Command } from 'commander'
import type { Flags } from '../config.ts'
import { UserError } from '../core/errors.ts'
import type { Store, Workspace } from '../core/store.ts'
import { formatCount, formatInstant } from '../language/format.ts'
import { describe } from './help.ts'
import type { Cli, Session } from './shell.ts'
import { chooseWorkspace, findNamedWorkspace } from './workspaces.ts'

async function openExisting(session: Session): Promise<Store> {
  if (!session.databaseExists()) {
    throw new UserError('cli.emptyDatabase', {}, 'cxbot import FILE.csv')
  }
  return session.openStore()
}

async function lineOf(session: Session, store: Store, workspace: Workspace): Promise<string> {
  const { locale, t } = session
  const span = await store.span(workspace.id)
  const facts = [
    workspace.zone,
    workspace.locale,
    t('cli:workspace.items', {
      count: span?.n ?? 0,
      shown: formatCount(span?.n ?? 0, locale),
    }),
    ...(span
      ? [
          t('cli:workspace.span', {
            first: formatInstant(span.first, locale, workspace.zone),
            last: formatInstant(span.last, locale, workspace.zone),
          }),
        ]
      : []),
    ...(workspace.sample ? [t('cli:sampleName')] : []),
  ]
  return `${workspace.name}: ${facts.join(', ')}`
}

async function show(session: Session): Promise<void> {
  const store = await openExisting(session)
  const all = session.config.workspace
    ? [await findNamedWorkspace(store, session.config.workspace)]
    : await store.workspaces()
  if (all.length === 0) throw new UserError('cli.emptyDatabase', {}, 'cxbot import FILE.csv')
  if (session.json) {
    const facts = await Promise.all(
      all.map(async ({ id, name, zone, locale, sample }) => {
        const span = await store.span(id)
        return { name, zone, locale, sample, feedback: span?.n ?? 0 }
      }),
    )
    await session.print(`${JSON.stringify({ workspaces: facts })}\n`)
    return
  }
  for (const workspace of all) await session.print(`${await lineOf(session, store, workspace)}\n`)
}

async function set(session: Session, flags: Flags): Promise<void> {
  const { zone, locale } = session.config
  const settings = {
    ...(flags.zone !== undefined && zone !== null ? { zone } : {}),
    ...(flags.locale !== undefined && locale !== null ? { locale } : {}),
  }
  if (Object.keys(settings).length === 0) {
    throw new UserError('cli.nothingToSet', {}, 'cxbot workspace set --zone Europe/Vilnius')
  }
  const store = await openExisting(session)
  const workspace = await chooseWorkspace(store, session.config.workspace)
  if (!workspace) throw new UserError('cli.emptyDatabase', {}, 'cxbot import FILE.csv')
  if (settings.zone && settings.zone !== workspace.zone && !session.json) {
    await session.print(`${session.t('cli:workspace.recounting', { zone: settings.zone })}\n`)
  }
  const changed = await store.updateWorkspace(workspace.id, settings)
  if (session.json) {
    const { name, zone: newZone, locale: newLocale } = changed
    await session.print(`${JSON.stringify({ name, zone: newZone, locale: newLocale })}\n`)
  } else await session.print(`${await lineOf(session, store, changed)}\n`)
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program.command('workspace').option('--json', t('cli:workspace.json'))
  describe(command, t, {
    summary: 'cli:workspace.summary',
    description: 'cli:workspace.description',
    usage: '[show | set --zone AREA/CITY --locale CODE]',
    examples: 'cli:workspace.examples',
  })
  command.argument('[action]', t('cli:workspace.action')).action(async (action = 'show') => {
    if (action !== 'show' && action !== 'set') {
      throw new UserError('cli.unknownAction', { value: action, known: 'show, set' }, 'set')
    }
    const session = cli.session()
    await (action === 'set' ? set(session, program.opts<Flags>()) : show(session))
  })
}

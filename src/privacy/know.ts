import { actorOf, homeOf } from '../access/actor.ts'
import { writtenKey } from '../core/access.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Person } from '../core/privacy.ts'
import type { Cell, Notice, Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { instantCell } from '../report/entry-list.ts'
import { reportOf } from '../report/report-frame.ts'
import { allTraces, storedPerson } from './subjects.ts'

const MOST_LINES = 1_000

/** Returns what is stored of somebody in the feedback: how much and where, not the words. */
export async function knownOf(
  command: Command,
  person: Person,
  context: CommandContext,
): Promise<Report> {
  const { store, workspaceId, locale } = context
  const translate = translator(locale)
  const stored = await storedPerson(store, workspaceId, person)
  const traces = await allTraces(store, workspaceId, stored)
  if (traces.names.length === 0) throw new UserError('privacy.unknown', { name: person.name })
  const rows: Cell[][] = [
    [translate('privacy:facts.spellings'), traces.names.join(', ')],
    [translate('privacy:counts.feedback'), String(traces.feedback)],
    [translate('privacy:facts.texts'), String(traces.texts)],
    [translate('privacy:facts.first'), instantCell(traces.first, context)],
    [translate('privacy:facts.last'), instantCell(traces.last, context)],
    [translate('privacy:facts.sources'), traces.sources.join(', ') || '–'],
    [translate('privacy:facts.items'), traces.items.map((id) => `F-${id}`).join(', ') || '–'],
    [translate('privacy:counts.mentions'), String(traces.mentions)],
    [translate('privacy:counts.reports'), String(traces.reports)],
    [translate('privacy:counts.messages'), String(traces.messages)],
    [translate('privacy:counts.surveys'), String(traces.surveys)],
    [translate('privacy:counts.log'), String(traces.log)],
  ]
  return factsReport(command, rows, context, [
    {
      label: translate('privacy:forgetButton'),
      command:
        person.dimension === 'account'
          ? `forget ${person.name}`
          : `forget ${person.dimension}:"${person.name.replaceAll('"', '')}"`,
    },
  ])
}

/** Returns what is stored of the caller as somebody who uses the bot. */
export async function knownOfCaller(context: CommandContext): Promise<Notice> {
  const { store, locale, now, invocation } = context
  const translate = translator(locale)
  const home = homeOf(context)
  const { account } = actorOf(context)
  const own = (await store.access.accounts(home)).find(
    (each) => writtenKey(each) === writtenKey(account),
  )
  const lines = await store.access.audit(home, {
    start: 0 as EpochSeconds,
    end: (now + 1) as EpochSeconds,
    user: account.user,
    limit: MOST_LINES,
  })
  const written = writtenKey(account)
  const { surveys, feedback } = await allTraces(store, home, {
    dimension: 'account',
    name: written,
  })
  const facts: readonly (readonly [string, string])[] = [
    [translate('privacy:facts.account'), written],
    [translate('privacy:facts.name'), own?.name ?? invocation.user.name],
    [translate('privacy:facts.role'), own?.role ?? '–'],
    [translate('privacy:facts.since'), instantCell(own?.since ?? null, context)],
    [
      translate('privacy:facts.lines'),
      lines.length < MOST_LINES ? String(lines.length) : `≥ ${MOST_LINES}`,
    ],
    [translate('privacy:counts.surveys'), String(surveys)],
    [translate('privacy:facts.answers'), String(feedback)],
  ]
  return {
    kind: 'notice',
    level: 'information',
    locale,
    text: [
      { text: translate('privacy:known') },
      { text: facts.map(([label, value]) => `\n${label}: ${value}`).join(''), data: true },
    ],
    actions: [],
  }
}

function factsReport(
  command: Command,
  rows: readonly (readonly Cell[])[],
  context: CommandContext,
  actions: readonly { readonly label: string; readonly command: string }[],
): Report {
  const translate = translator(context.locale)
  return reportOf(command, context, {
    title: translate('privacy:known'),
    view: 'table',
    namesPeople: true,
    blocks: [
      {
        type: 'table',
        columns: [
          { key: 'what', label: translate('privacy:columns.what'), format: 'text' },
          { key: 'value', label: translate('privacy:columns.value'), format: 'text' },
        ],
        rows,
      },
      actions.length === 0 ? undefined : { type: 'actions', actions: [...actions] },
    ],
  })
}

import { createHash, randomBytes } from 'node:crypto'
import { actorOf, homeOf } from '../access/actor.ts'
import { writtenKey } from '../core/access.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Person, PersonFiles } from '../core/privacy.ts'
import type { Action, Notice, Report, Text } from '../core/reply.ts'
import { formatCount, formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { allTraces, storedPerson, subjectsOf } from './subjects.ts'

const TOKEN_BYTES = 9
const MOST_FILES = 10
/** How long a preview may be confirmed. */
const CONFIRM_SECONDS = 600
const COUNTED = ['feedback', 'mentions', 'reports', 'messages', 'surveys', 'log'] as const
const ERASED = [...COUNTED, 'posted'] as const

const NOTHING: Readonly<Record<(typeof ERASED)[number], number>> = {
  feedback: 0,
  mentions: 0,
  reports: 0,
  messages: 0,
  surveys: 0,
  log: 0,
  posted: 0,
}

/** Somebody must be left who can give roles. */
async function refuseLastAdmin(
  person: Person,
  { store, workspaceId }: CommandContext,
): Promise<void> {
  const admins = (await store.access.accounts(workspaceId)).filter(({ role }) => role === 'admin')
  const isLast = admins.length === 1 && admins.every((each) => writtenKey(each) === person.name)
  if (isLast) throw new UserError('access.last-admin')
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function askerOf(context: CommandContext): string {
  return writtenKey(actorOf(context).account)
}

/**
 * Returns what would be erased, with a button that does it. Rejects with a UserError where
 * nothing is stored under the name.
 */
export async function previewForgetting(
  asked: Person,
  context: CommandContext,
  token: string = randomBytes(TOKEN_BYTES).toString('base64url'),
): Promise<Notice> {
  const { store, workspaceId, locale, now, zone } = context
  const translate = translator(locale)
  const person = await storedPerson(store, workspaceId, asked)
  if (person.dimension === 'account') await refuseLastAdmin(person, context)
  if (person.name === askerOf(context)) throw new UserError('privacy.oneself')
  const traces = await allTraces(store, workspaceId, person)
  if (traces.names.length === 0) throw new UserError('privacy.unknown', { name: asked.name })
  const expiresAt = (now + CONFIRM_SECONDS) as EpochSeconds
  const by = askerOf(context)
  await store.privacy.askForget(workspaceId, hashOf(token), { person, by, expiresAt })
  const counts = COUNTED.map(
    (key) => `${translate(`privacy:counts.${key}`)}: ${formatCount(traces[key], locale)}`,
  )
  const until = formatInstant(expiresAt, locale, zone)
  return {
    kind: 'notice',
    level: 'information',
    locale,
    text: [
      {
        text: translate('privacy:preview.question', { name: traces.names.join(', ') }),
        data: true,
      },
      { text: `\n${counts.join('\n')}\n` },
      ...fileText(traces.files, locale),
      { text: translate('privacy:preview.forGood', { until }) },
    ],
    actions: [
      { label: translate('privacy:preview.button'), command: `forget confirm ${token}` },
      ...(await namesakeOf(person, context)),
    ],
  }
}

/** Says which files go or lose lines, and which stay because the bot did not write them. */
function fileText(files: PersonFiles | undefined, locale: Locale): Text {
  const translate = translator(locale)
  return (['touched', 'left'] as const).flatMap((key) => {
    const names = files?.[key] ?? []
    if (names.length === 0) return []
    const more = names.length - MOST_FILES
    const shown = names.slice(0, MOST_FILES).join(', ')
    const list = more > 0 ? `${shown}, … +${formatCount(more, locale)}` : shown
    return [{ text: `${translate(`privacy:files.${key}`, { list })}\n`, data: true as const }]
  })
}

/** Whoever is both a customer and an author may be one person or two: that is for people to say. */
async function namesakeOf(
  { dimension, name }: Person,
  { store, workspaceId, locale }: CommandContext,
): Promise<readonly Action[]> {
  if (dimension !== 'customer' && dimension !== 'author') return []
  const other = dimension === 'customer' ? 'author' : 'customer'
  const known = await store.findName(workspaceId, other, name)
  if (known === undefined) return []
  const label = translator(locale)(`privacy:preview.also.${other}`)
  return [{ label, command: `forget ${other}:"${known.replaceAll('"', '')}"` }]
}

/**
 * Erases who was asked about and returns a receipt, which does not say who it was. Rejects
 * with a UserError where the question has expired or was somebody else's.
 */
export async function confirmForgetting(
  command: Command,
  token: string,
  context: CommandContext,
): Promise<Report> {
  const { store, workspaceId, locale, now, zone } = context
  const { privacy } = store
  const translate = translator(locale)
  const person = await privacy.takeForget(workspaceId, hashOf(token), askerOf(context), now)
  if (!person) throw new UserError('privacy.expired', {}, 'forget customer:…')
  if (person.dimension === 'account') await refuseLastAdmin(person, context)
  const erased = { ...NOTHING }
  for (const each of await subjectsOf(store, workspaceId, person)) {
    const tombstone = await privacy.tombstone(workspaceId, each, now)
    const counts = await privacy.erase(workspaceId, each, tombstone)
    for (const key of ERASED) erased[key] += counts[key]
  }
  await privacy.scrub()
  const done = { command: 'forget', outcome: 'changed', detail: '' } as const
  await store.access.record(homeOf(context), { ...actorOf(context), ...done })
  const receipt = reportOf(command, context, {
    title: translate('privacy:receipt.title'),
    view: 'table',
    commandLine: 'forget',
    blocks: [
      {
        type: 'paragraph',
        text: [
          { text: translate('privacy:receipt.done', { at: formatInstant(now, locale, zone) }) },
        ],
      },
      {
        type: 'table',
        columns: [
          { key: 'what', label: translate('privacy:columns.what'), format: 'text' },
          { key: 'n', label: translate('privacy:columns.erased'), format: 'count' },
        ],
        rows: ERASED.map((key) => [translate(`privacy:counts.${key}`), erased[key]]),
      },
      {
        type: 'notes',
        notes: [
          [{ text: translate('privacy:receipt.away') }],
          [{ text: translate('privacy:receipt.elsewhere') }],
        ],
      },
    ],
  })
  const reportId = await store.reserveReport(workspaceId)
  await store.saveReport(workspaceId, {
    id: reportId,
    at: now,
    commandLine: 'forget',
    locale,
    zone,
    report: receipt,
    dataVersion: await store.dataVersion(workspaceId),
  })
  return { ...receipt, reportId }
}

import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Command, CommandContext } from '../core/command.ts'
import type { Digest } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { CivilDate } from '../core/identity.ts'
import type { Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { reportOf } from '../report/report-frame.ts'
import { composeDigest, type DigestAnswer } from './compose.ts'
import { digestsOf, findDigest, type Whose } from './find.ts'
import { linesOf } from './lines.ts'
import { nextOccurrence } from './occurrences.ts'
import { describedDigest, digestForm, shownDigest } from './replies.ts'
import type { DigestRequest } from './request.ts'
import { changedSettings, newSettings } from './settings.ts'
import { digestTable, slotTable } from './tables.ts'

/**
 * Does what was asked with a digest and returns the answer. Throws the UserErrors of
 * reading a draft, of finding a digest and of running its contents.
 */
export async function manageDigest(
  command: Command,
  request: DigestRequest,
  context: CommandContext,
  whose: Whose = 'everyone',
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  const translate = translator(locale)
  switch (request.verb) {
    case 'list':
      return await listed(command, context, whose)
    case 'create': {
      if (Object.keys(request.draft).length === 0) return digestForm(context)
      const settings = await newSettings(request.draft, context)
      const nextDue = nextOccurrence(settings.schedule, now)?.dueAt ?? null
      const digest = await store.digests.create(workspaceId, settings, now, nextDue)
      return described(command, digest, 'created', context)
    }
    case 'edit': {
      const digest = await findDigest(request.digest, context, whose)
      const settings = await changedSettings(digest, request.draft, context)
      const nextDue = nextOccurrence(settings.schedule, now)?.dueAt ?? null
      const changed = await store.digests.change(workspaceId, digest.id, { settings, nextDue })
      return described(command, changed ?? digest, 'changed', context)
    }
    case 'pause': {
      const digest = await findDigest(request.digest, context, whose)
      const state = { type: 'paused' } as const
      const changed = await store.digests.change(workspaceId, digest.id, { state, nextDue: null })
      return described(command, changed ?? digest, 'paused', context)
    }
    case 'resume': {
      const digest = await findDigest(request.digest, context, whose)
      const nextDue = nextOccurrence(digest.schedule, now)?.dueAt ?? null
      const state = { type: 'active' } as const
      const change = { state, nextDue, failures: 0 }
      const changed = await store.digests.change(workspaceId, digest.id, change)
      return described(command, changed ?? digest, 'resumed', context)
    }
    case 'delete': {
      const digest = await findDigest(request.digest, context, whose)
      await store.digests.remove(workspaceId, digest.id)
      return {
        kind: 'notice',
        level: 'success',
        locale,
        text: [{ text: translate('digests:said.deleted', { name: digest.name }), data: true }],
        actions: [],
      }
    }
    case 'now': {
      const digest = await findDigest(request.digest, context, whose)
      if (digest.state.type !== 'active') {
        const id = shownDigest(digest)
        throw new UserError('digests.not-active', { id }, `digest resume ${id}`)
      }
      const slot = { date: extraDate(digest, context), dueAt: now, state: 'due' } as const
      await store.digests.plan(digest, [slot], digest.nextDue)
      return described(command, digest, 'sending', context)
    }
    case 'preview':
      return await preview(await findDigest(request.digest, context, whose), context)
    case 'history': {
      const digest = await findDigest(request.digest, context, whose)
      return reportOf(command, context, {
        title: translate('digests:historyTitle', { name: digest.name }),
        view: 'table',
        blocks: [await slotTable(digest, context)],
      })
    }
  }
}

/** One sent out of turn: its key is the day and the request, so that it cannot go out twice. */
function extraDate({ schedule }: Digest, { now, invocation }: CommandContext): CivilDate {
  const day = civilDate(zoneCalendar(schedule.zone).dayOf(now))
  return `${day}+${invocation.eventId}` as CivilDate
}

function described(
  command: Command,
  digest: Digest,
  what: 'created' | 'changed' | 'paused' | 'resumed' | 'sending',
  context: CommandContext,
): Reply {
  const id = shownDigest(digest)
  const said = translator(context.locale)(`digests:said.${what}`, { name: digest.name, id })
  return reportOf(command, context, {
    title: digest.name,
    view: 'text',
    blocks: describedDigest(command.name, digest, said, context),
  })
}

async function listed(command: Command, context: CommandContext, whose: Whose): Promise<Reply> {
  const { locale } = context
  const translate = translator(locale)
  const digests = await digestsOf(context, whose)
  const create = {
    label: translate('digests:verbs.create'),
    command: whose === 'own' ? 'subscribe daily' : 'digest create',
  }
  const none = [{ text: translate('digests:none') }]
  return reportOf(command, context, {
    title: translate('digests:listTitle'),
    view: 'table',
    blocks: [
      digests.length === 0
        ? { type: 'paragraph', text: none }
        : await digestTable(digests, context),
      { type: 'actions', actions: [create] },
    ],
  })
}

/** The digest as it would be sent now, to the asker alone. */
async function preview(digest: Digest, context: CommandContext): Promise<Reply> {
  const { now, rerun, store } = context
  const { zone } = digest.schedule
  const as = { zone, locale: digest.locale }
  const answers: DigestAnswer[] = []
  for (const line of await linesOf(store, digest)) {
    answers.push({ line, reply: await answered(() => rerun(line, now, as), line, digest) })
  }
  return composeDigest(answers, {
    name: digest.name,
    date: civilDate(zoneCalendar(zone).dayOf(now)),
    locale: digest.locale,
    zone,
    commandLine: `digest preview ${shownDigest(digest)}`,
    delayedFrom: null,
    actions: [],
  })
}

async function answered(
  run: () => Promise<Reply>,
  line: string,
  { locale }: Digest,
): Promise<Reply> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const text = translator(locale)('digests:message.cannot', { line })
    return {
      kind: 'notice',
      level: 'error',
      locale,
      text: [{ text, data: true }],
      actions: [],
      errorId: error.id,
    }
  }
}

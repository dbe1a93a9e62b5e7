import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { ReportId } from '../src/core/identity.ts'
import type { Block, Report } from '../src/core/reply.ts'
import type { StoredReport } from '../src/core/store.ts'
import { withQuotedWords } from '../src/dispatch/stored-quotes.ts'
import { formatInstant } from '../src/language/format.ts'
import { mistakeText } from '../src/language/mistake-text.ts'
import { translator } from '../src/language/translate.ts'
import { numberOfId } from '../src/parse/index.ts'
import { changesSince, sameContent } from '../src/report/changes-since.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** An earlier answer, numbers and picture, and what the same question gives now. */
export const report: Command = {
  name: 'report',
  group: 'explore',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'report', required: true, max: 1, from: 'identifier' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['chart', 'table', 'csv', 'text'],
  async run(context) {
    const { store, workspaceId, locale, zone, arguments: asked } = context
    const translate = translator(locale)
    const stored = await find(asked.subjects[0] ?? '', context)
    const kept = await withQuotedWords(store, workspaceId, stored.report)
    const { told, since } = await sinceThen(stored, kept, context)
    const then = told ?? kept
    const date = formatInstant(stored.at, locale, zone)
    const id = `R-${stored.id}`
    return {
      ...then,
      command: report.name,
      commandLine: `${report.name} ${id}`,
      title: translate('commands:report.title', {
        id,
        date,
        title: then.title,
      }),
      view: asked.view ?? then.view,
      reportId: stored.id,
      blocks: [
        ...then.blocks.filter((block) => block.type !== 'actions'),
        say(translate('commands:report.answered', { date })),
        ...since,
        {
          type: 'actions',
          actions: [{ label: translate('commands:report.again'), command: stored.commandLine }],
        },
      ],
    }
  },
}

async function find(id: string, context: CommandContext): Promise<StoredReport> {
  const { store, workspaceId } = context
  const number = numberOfId('R', id)
  const stored =
    number === undefined ? undefined : await store.findReport(workspaceId, number as ReportId)
  if (!stored) throw new UserError('commands.unknown-report', { id })
  return stored
}

function say(text: string): Block {
  return { type: 'paragraph', text: [{ text }] }
}

/** What has become of an earlier answer. */
interface Since {
  readonly since: readonly Block[]
  /** The same answer in the caller's language, where it was given in another and still holds. */
  readonly told?: Report
}

/** Asks the stored question again, as of then, of the data as it is now. */
async function sinceThen(
  stored: StoredReport,
  shown: Report,
  { locale, rerun }: CommandContext,
): Promise<Since> {
  const translate = translator(locale)
  if (quotesIn(shown) < quotesIn(stored.report)) {
    return { since: [say(translate('commands:report.quotes-gone'))] }
  }
  const { commandLine, at, zone } = stored
  try {
    const now = await rerun(commandLine, at, { zone, locale: stored.locale })
    if (now.kind === 'report') {
      const since = changesSince(stored.report, now, locale)
      if (locale === stored.locale || !sameContent(stored.report, now)) return { since }
      const told = await rerun(commandLine, at, { zone, locale })
      return told.kind === 'report' ? { since, told } : { since }
    }
    const reason = now.kind === 'notice' ? now.text.map(({ text }) => text).join('') : now.title
    return { since: [say(translate('commands:report.gone', { reason }))] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {
      since: [say(translate('commands:report.gone', { reason: mistakeText(error, locale) }))],
    }
  }
}

function quotesIn(document: Report): number {
  return document.blocks.reduce(
    (count, block) => count + (block.type === 'quotes' ? block.quotes.length : 0),
    0,
  )
}

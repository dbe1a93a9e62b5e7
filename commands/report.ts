import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { ReportId } from '../src/core/identity.ts'
import type { Block, Report } from '../src/core/reply.ts'
import type { StoredReport } from '../src/core/store.ts'
import { mistakeText } from '../src/dispatch/failure-notice.ts'
import { withQuotedWords } from '../src/dispatch/stored-quotes.ts'
import { formatInstant } from '../src/language/format.ts'
import { translator } from '../src/language/translate.ts'
import { changesSince } from '../src/report/changes-since.ts'

/** An earlier answer, numbers and picture, and what the same question gives now. */
export const report: Command = {
  name: 'report',
  group: 'explore',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'report', required: true, max: 1, from: 'identifier' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  async run(context) {
    const { store, workspaceId, locale, zone, arguments: asked } = context
    const translate = translator(locale)
    const stored = await find(asked.subjects[0] ?? '', context)
    const then = await withQuotedWords(store, workspaceId, stored.report)
    const id = `R-${stored.id}`
    return {
      ...then,
      command: report.name,
      commandLine: `${report.name} ${id}`,
      title: translate('commands:report.title', {
        id,
        date: formatInstant(stored.at, locale, zone),
        title: then.title,
      }),
      view: asked.view ?? then.view,
      reportId: stored.id,
      blocks: [
        ...then.blocks.filter((block) => block.type !== 'actions'),
        ...(await sinceThen(stored, then, context)),
        {
          type: 'actions',
          actions: [{ label: translate('commands:report.again'), command: stored.commandLine }],
        },
      ],
    }
  },
}

async function find(id: string, context: CommandContext): Promise<StoredReport> {
  const number = /^(?:r-)?(\d{1,15})$/i.exec(id)?.[1]
  const stored =
    number === undefined
      ? undefined
      : await context.store.findReport(context.workspaceId, Number(number) as ReportId)
  if (!stored) throw new UserError('commands.unknown-report', { id })
  return stored
}

/** Asks the stored question again, as of then, of the data as it is now. */
async function sinceThen(
  stored: StoredReport,
  shown: Report,
  context: CommandContext,
): Promise<readonly Block[]> {
  const { locale, rerun } = context
  const translate = translator(locale)
  const say = (text: string): Block => ({ type: 'paragraph', text: [{ text }] })
  if (quotesIn(shown) < quotesIn(stored.report)) {
    return [say(translate('commands:report.quotes-gone'))]
  }
  try {
    const now = await rerun(stored.commandLine, stored.at, {
      zone: stored.zone,
      locale: stored.locale,
    })
    if (now.kind === 'report') return changesSince(stored.report, now, locale)
    const reason = now.kind === 'notice' ? now.text.map(({ text }) => text).join('') : now.title
    return [say(translate('commands:report.gone', { reason }))]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [say(translate('commands:report.gone', { reason: mistakeText(error, locale) }))]
  }
}

function quotesIn(document: Report): number {
  return document.blocks.reduce(
    (count, block) => count + (block.type === 'quotes' ? block.quotes.length : 0),
    0,
  )
}

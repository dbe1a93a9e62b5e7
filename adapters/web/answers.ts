import { randomUUID } from 'node:crypto'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { ChartAppearance } from '../../src/core/chart.ts'
import { UserError } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Report } from '../../src/core/reply.ts'
import { type Ask, invocationOf } from './decode.ts'
import { limits } from './limits.ts'
import type { PageReply } from './page-reply.ts'
import type { Pictures } from './pictures.ts'
import { renderForm, renderNotice, renderReport } from './render.ts'
import { createShelf } from './shelf.ts'

export interface Answers {
  /** Answers a question; the same id with the same line has the same answer. */
  answer(ask: Ask): Promise<PageReply>
  /** Returns the report behind an answer; where it is not kept any more, the line is asked again. */
  report(id: string, again: Pick<Ask, 'line' | 'locale'> | null): Promise<Report>
}

/** Returns answers of the host as the page shows them, each question event answered once. */
export function createAnswers(
  host: AdapterHost,
  pictures: Pictures,
  now: () => EpochSeconds,
): Answers {
  const given = createShelf<string, { readonly line: string; readonly reply: Promise<PageReply> }>(
    limits.answers,
  )
  const reports = createShelf<string, Report>(limits.reports)

  async function draw(report: Report, appearance: ChartAppearance) {
    const specs = report.blocks.flatMap((block) => (block.type === 'chart' ? [block.spec] : []))
    return Promise.all(
      specs.map(async (spec) => {
        try {
          const { id, width, height } = await pictures.keep(spec, appearance)
          return { address: `/charts/${id}.png`, width, height }
        } catch (error) {
          host.log.warn('chart-failed', { error: String(error) })
          return null
        }
      }),
    )
  }

  async function run(ask: Ask): Promise<PageReply> {
    const reply = await host.answer(invocationOf(ask, now()))
    if (reply.kind === 'notice') return renderNotice(reply)
    if (reply.kind === 'form') return renderForm(reply)
    const id = randomUUID()
    reports.set(id, reply)
    return renderReport(reply, {
      csv: csvAddress(id, reply.commandLine, reply.locale),
      pictures: await draw(reply, ask.appearance),
    })
  }

  return {
    answer(ask) {
      const known = given.get(ask.id)
      if (known && known.line !== ask.line) throw new UserError('web.otherQuestion')
      if (known) return known.reply
      const reply = run(ask)
      given.set(ask.id, { line: ask.line, reply })
      reply.catch(() => given.delete(ask.id))
      return reply
    },
    async report(id, again) {
      const kept = reports.get(id)
      if (kept) return kept
      if (again === null) throw new UserError('web.notKept')
      const asked = { ...again, id: randomUUID(), zone: null }
      const reply = await host.answer(invocationOf(asked, now()))
      if (reply.kind !== 'report') throw new UserError('web.notKept')
      reports.set(id, reply)
      return reply
    },
  }
}

function csvAddress(id: string, line: string, locale: Locale): string {
  return `/csv/${id}?${new URLSearchParams({ line, locale })}`
}

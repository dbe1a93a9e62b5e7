import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import type { Period } from '../core/period.ts'
import type { Report } from '../core/reply.ts'
import { emptyBlocksOf } from './empty-report.ts'
import { reportOf } from './report-frame.ts'

/** Returns the reply to a question that found no messages: when there are some, and how to see them. */
export async function emptyMessages(
  command: CommandDeclaration,
  context: CommandContext,
  period: Period,
  name: string,
): Promise<Report> {
  const { locale } = context
  const wording = { locale, name, unit: 'count', scale: null, higherIsBetter: true } as const
  return reportOf(command, context, {
    title: name,
    period,
    view: 'text',
    blocks: await emptyBlocksOf(command, context, {
      wording: { ...wording, counted: 'messages' },
      values: [{ key: 'messages', value: null, low: null, high: null, n: 0, unit: 'count' }],
      metric: 'csi',
      period,
    }),
  })
}

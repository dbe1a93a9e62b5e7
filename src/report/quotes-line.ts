import type { Sentiment } from '../core/analysis.ts'
import type { CommandContext } from '../core/command.ts'
import { formatCommandLine } from '../parse/index.ts'

/** Returns the line that shows what was said of an aspect: in that tone, in any where it is null. */
export function quotesLine(
  context: CommandContext,
  aspect: string,
  sentiment: Sentiment | null,
): string {
  const { arguments: asked } = context
  const others = asked.filters.filter(
    ({ dimension }) => dimension !== 'aspect' && dimension !== 'sentiment',
  )
  const command = { name: 'quotes', options: [], period: { default: 'all' } }
  return formatCommandLine(command, asked, {
    subjects: [],
    by: null,
    baseline: null,
    view: null,
    options: {},
    filters: [
      ...others,
      { dimension: 'aspect', names: [aspect] },
      ...(sentiment === null ? [] : [{ dimension: 'sentiment' as const, names: [sentiment] }]),
    ],
  })
}

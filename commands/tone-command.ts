import type { Command } from '../src/core/command.ts'
import { DIMENSIONS, type Dimension } from '../src/core/feedback.ts'
import { translator } from '../src/language/translate.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { toneReport } from '../src/report/tone-report.ts'

/** As many values as have a button for the next question. */
const OFFERED = 2

/** What is asked next of one value, and the period that the command means by itself. */
interface NextQuestion {
  readonly command: 'aspects' | 'quotes'
  readonly period: string
}

/** Returns the command that tells how much and what is said under each value of a dimension. */
export function toneCommand(name: string, by: Dimension, next: NextQuestion): Command {
  const command: Command = {
    name,
    group: 'explore',
    audience: 'channel',
    needs: 'viewer',
    period: { default: 'last 30 days' },
    breakdowns: [],
    baselines: true,
    filters: DIMENSIONS.filter((dimension) => dimension !== by),
    views: ['chart', 'table', 'csv', 'text'],
    options: [],
    run: (context) =>
      toneReport(command, context, by, {
        actions: (groups) =>
          groups.slice(0, OFFERED).map((group) => ({
            label: translator(context.locale)(`report:tone.${next.command}`, { name: group.name }),
            command: formatCommandLine(
              { name: next.command, options: [], period: { default: next.period } },
              context.arguments,
              {
                baseline: null,
                view: null,
                filters: [...context.arguments.filters, { dimension: by, names: [group.name] }],
              },
            ),
          })),
      }),
  }
  return command
}

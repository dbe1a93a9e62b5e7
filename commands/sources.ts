import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { translator } from '../src/language/translate.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { toneReport } from '../src/report/tone-report.ts'

/** Where customers speak, how that changed and how they sound there. */
export const sources: Command = {
  name: 'sources',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'source'),
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  run: (context) =>
    toneReport(sources, context, 'source', {
      actions: (groups) =>
        groups.slice(0, 2).map(({ name }) => ({
          label: translator(context.locale)('report:tone.aspects', { name }),
          command: formatCommandLine(
            { name: 'aspects', options: [], period: { default: '' } },
            context.arguments,
            {
              baseline: null,
              view: null,
              filters: [...context.arguments.filters, { dimension: 'source', names: [name] }],
            },
          ),
        })),
    }),
}

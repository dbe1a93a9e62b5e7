import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { translator } from '../src/language/translate.ts'
import { formatCommandLine } from '../src/parse/index.ts'
import { toneReport } from '../src/report/tone-report.ts'

/** How often each tag is given, how that changed and how its texts sound. */
export const tags: Command = {
  name: 'tags',
  group: 'explore',
  audience: 'channel',
  needs: 'viewer',
  period: { default: 'last 30 days' },
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'tag'),
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  run: (context) =>
    toneReport(tags, context, 'tag', {
      actions: (groups) =>
        groups.slice(0, 2).map(({ name }) => ({
          label: translator(context.locale)('report:tone.quotes', { name }),
          command: formatCommandLine(
            { name: 'quotes', options: [], period: { default: 'all' } },
            context.arguments,
            {
              baseline: null,
              view: null,
              filters: [...context.arguments.filters, { dimension: 'tag', names: [name] }],
            },
          ),
        })),
    }),
}

import type { Breakdown, Command, CommandRegistry } from '../../src/core/command.ts'
import type { Dimension } from '../../src/core/feedback.ts'
import type { CommandEnvironment } from '../../src/parse/index.ts'
import { environment as periods } from './phrases.ts'

const FILTERS: readonly Dimension[] = [
  'source',
  'channel',
  'store',
  'stage',
  'segment',
  'brand',
  'product',
  'lang',
  'survey',
  'tag',
  'author',
  'customer',
]
const BREAKDOWNS: readonly Breakdown[] = [
  ...FILTERS.slice(0, -2),
  'day',
  'week',
  'month',
  'quarter',
  'year',
]

function command(name: string, declared: Partial<Command> = {}): Command {
  return {
    name,
    audience: 'channel',
    needs: 'viewer',
    period: { default: 'last 30 days' },
    breakdowns: BREAKDOWNS,
    baselines: true,
    filters: FILTERS,
    views: ['chart', 'table', 'csv', 'text'],
    options: [],
    run: () => Promise.reject(new Error('parsing runs no command')),
    ...declared,
  }
}

const bare = { period: null, breakdowns: [], baselines: false, filters: [] } as const

/** Commands of every kind that the grammar tells apart. */
export const commands: readonly Command[] = [
  command('nps', { group: 'metrics' }),
  command('csat', {
    group: 'metrics',
    options: [{ type: 'choice', name: 'variant', values: ['top', 'mean'] }],
  }),
  command('csi', { group: 'metrics', options: [{ type: 'value', name: 'weights' }] }),
  command('trend', { subject: { name: 'metric', required: true, max: 1, from: 'metric' } }),
  command('quotes', {
    subject: { name: 'words', required: false, max: 8, from: 'free-text' },
    breakdowns: [],
    baselines: false,
    views: ['text', 'csv'],
  }),
  command('compare', {
    subject: { name: 'names', required: true, max: 2, from: 'dimension-value' },
  }),
  command('report', {
    ...bare,
    subject: { name: 'id', required: true, max: 1, from: 'identifier' },
  }),
  command('imports', bare),
  command('help', {
    ...bare,
    subject: { name: 'command', required: false, max: 1, from: 'command' },
  }),
  command('digest', {
    ...bare,
    subject: { name: 'request', required: false, max: 1, from: 'line' },
    views: ['text'],
  }),
]

const registry: CommandRegistry = {
  commands,
  find: (name) => commands.find((known) => known.name === name),
}

export const environment: CommandEnvironment = { ...periods, registry }

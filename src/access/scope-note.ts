import type { Filter } from '../core/command.ts'
import type { Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { scopeText } from './scope.ts'

/**
 * Returns a report from a place with a scope, marked with it; where the report's own
 * filters do not say it, a note does.
 */
export function withScopeTold(report: Report, scope: readonly Filter[]): Report {
  if (scope.length === 0) return report
  const marked = {
    ...report,
    scope: Object.fromEntries(scope.map(({ dimension, names }) => [dimension, names])),
  }
  const silent = scope.filter(({ dimension }) => report.filters[dimension] === undefined)
  if (silent.length === 0 || report.period === undefined) return marked
  const said = translator(report.locale)('access:only-here')
  const note = [{ text: `${said} ` }, { text: scopeText(silent), data: true as const }]
  return { ...marked, blocks: [...report.blocks, { type: 'notes', notes: [note] }] }
}

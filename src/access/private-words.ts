import type { Report } from '../core/reply.ts'
import { translator } from '../language/translate.ts'

/**
 * Returns a report without what single customers wrote, for a place where everyone
 * reads it; it says so. Whoever asks for quotes gets them alone.
 */
export function withoutPrivateWords(report: Report): Report {
  const blocks = report.blocks.filter(({ type }) => type !== 'quotes')
  if (blocks.length === report.blocks.length) return report
  const text = translator(report.locale)('access:words-left-out')
  return { ...report, blocks: [...blocks, { type: 'notes', notes: [[{ text }]] }] }
}

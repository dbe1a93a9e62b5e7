import type { WorkspaceId } from '../core/identity.ts'
import type { Block, Report } from '../core/reply.ts'
import type { Store } from '../core/store.ts'

/** Returns the report as it is stored: with the ids of quotes, without their words. */
export function withoutQuotedWords(report: Report): Report {
  return {
    ...report,
    blocks: report.blocks.map((block) =>
      block.type === 'quotes'
        ? { ...block, quotes: block.quotes.map((quote) => ({ ...quote, text: '' })) }
        : block,
    ),
  }
}

/** Returns a stored report with the quoted words as they are now; quotes that were deleted are left out. */
export async function withQuotedWords(
  store: Store,
  workspace: WorkspaceId,
  report: Report,
): Promise<Report> {
  const blocks = await Promise.all(
    report.blocks.map(async (block): Promise<Block> => {
      if (block.type !== 'quotes') return block
      const quotes = await Promise.all(
        block.quotes.map(async (quote) => {
          const feedback = await store.feedback(workspace, quote.id)
          return feedback?.text ? { ...quote, text: feedback.text } : undefined
        }),
      )
      return { ...block, quotes: quotes.filter((quote) => quote !== undefined) }
    }),
  )
  return { ...report, blocks }
}

import type { CommandContext } from '../core/command.ts'
import type { Feedback } from '../core/feedback.ts'
import type { EpochSeconds, FeedbackId } from '../core/identity.ts'
import { indexTerms } from '../language/search-terms.ts'

const DAYS_AROUND = 60
const CANDIDATES = 50
/** How many of the rarest-looking words two texts must share to be looked at. */
const WORDS_ASKED = 3
/** From this share of common stems on, two texts likely say the same thing. */
const ALIKE = 0.6
const MOST_SHOWN = 3
const LONG_WORD = 4

/**
 * Returns feedback that likely says the same: texts of the weeks around it that share at
 * least 60 % of their stems (P. Jaccard's index), the most alike first.
 */
export async function likelyDuplicates(
  feedback: Pick<Feedback, 'id' | 'text' | 'at'>,
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
): Promise<readonly Feedback[]> {
  const { text, at } = feedback
  if (text === null) return []
  const words = [...new Set(text.match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => word.length >= LONG_WORD)
    .sort((a, b) => b.length - a.length)
    .slice(0, WORDS_ASKED)
  if (words.length === 0) return []
  const span = DAYS_AROUND * 86_400
  const { quotes } = await store.quotes(workspaceId, {
    range: { start: (at - span) as EpochSeconds, end: (at + span) as EpochSeconds },
    filters: [],
    words,
    limit: CANDIDATES,
  })
  const own = stemsOf(text)
  return quotes
    .filter(({ id }: { readonly id: FeedbackId }) => id !== feedback.id)
    .map((other) => ({ other, alike: jaccard(own, stemsOf(other.text ?? '')) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST_SHOWN)
    .map(({ other }) => other)
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(indexTerms(text, null))
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  let common = 0
  for (const stem of one) if (other.has(stem)) common += 1
  return common / (one.size + other.size - common)
}

import type { CommandContext } from '../core/command.ts'
import type { ParagraphBlock } from '../core/reply.ts'
import type { OpenCounts } from '../core/store.ts'
import { formatCount, formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { textOf } from '../report/values.ts'

export type OpenFigures = OpenCounts

/** Returns how much waits now, with the filters of the question. */
export async function openFigures({
  store,
  workspaceId,
  arguments: asked,
}: CommandContext): Promise<OpenFigures> {
  return await store.loop.openCounts(workspaceId, asked.filters)
}

/** Returns in a sentence how much waits, how much of it complains, and since when. */
export function openText(
  { open, complaints, oldest }: OpenFigures,
  { locale, zone }: CommandContext,
): ParagraphBlock {
  if (open === 0 || oldest === null) {
    return { type: 'paragraph', text: textOf(locale, 'loop:open.none') }
  }
  return {
    type: 'paragraph',
    text: textOf(locale, 'loop:open.counts', {
      items: translator(locale)('loop:items', {
        count: open,
        formatted: formatCount(open, locale),
      }),
      complaints: { text: formatCount(complaints, locale), style: 'strong' },
      oldest: formatInstant(oldest, locale, zone),
    }),
  }
}

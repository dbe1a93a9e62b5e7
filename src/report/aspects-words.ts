import type { Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import {
  type AspectFigures,
  clearlyDisliked,
  clearlyLiked,
  measured,
  type PolaritySide,
  ranked,
} from './aspect-figures.ts'
import { type AspectNaming, aspectName } from './aspect-names.ts'
import { type MovedGroup, movedNames } from './moved-names.ts'
import { formatValue, joinTexts, textOf } from './values.ts'

/** The experience as a whole says nothing of what about it is liked. */
export const WHOLE = 'general'
/** As many names as a sentence holds. */
const NAMED = 4

/** Returns what is clearly liked and disliked, in sentences. */
export function likesText(
  figures: readonly AspectFigures[],
  side: PolaritySide,
  naming: AspectNaming,
): Text {
  const { locale } = naming
  const telling = figures.some(({ key }) => key !== WHOLE)
    ? figures.filter(({ key }) => key !== WHOLE)
    : figures
  const liked = clearlyLiked(telling)
  const disliked = clearlyDisliked(telling)
  const complaints = ranked(telling, 'neg').filter(({ counts }) => counts.negative > 0)
  const none =
    complaints.length > 0
      ? textOf(locale, 'report:aspects.complaints', {
          names: listOf(complaints, 'negative', naming),
        })
      : []
  return joinTexts([
    side === 'neg' || liked.length === 0
      ? []
      : textOf(locale, 'report:aspects.liked', { names: listOf(liked, 'positive', naming) }),
    side === 'pos'
      ? []
      : disliked.length > 0
        ? textOf(locale, 'report:aspects.disliked', { names: listOf(disliked, 'negative', naming) })
        : none,
  ])
}

function listOf(
  figures: readonly AspectFigures[],
  side: 'positive' | 'negative',
  naming: AspectNaming,
): Text {
  const { locale } = naming
  const named = figures.slice(0, NAMED).map((each): Text => {
    const { counts, values } = each
    const share = measured(each, side)?.value ?? null
    const count = translator(locale)('report:aspects.of', {
      count: formatCount(counts[side], locale),
      n: formatCount(values[0]?.n ?? 0, locale),
    })
    return [
      { text: aspectName(each.key, naming), style: 'strong' },
      {
        text: share === null ? ` ${count}` : ` ${formatValue(share, 'percent', locale)} (${count})`,
      },
    ]
  })
  return joinTexts(named, ', ')
}

/** Returns which aspects became clearly better or worse; says so where none did. */
export function changesText(figures: readonly AspectFigures[], naming: AspectNaming): Text {
  const { locale } = naming
  const groups = figures.map(({ key, change }): MovedGroup => {
    return { name: { text: aspectName(key, naming), style: 'strong' }, change }
  })
  const list = (verdict: 'up' | 'down'): Text => {
    const names = movedNames(groups, verdict, { most: NAMED, unit: 'points', locale })
    if (names.length === 0) return []
    return textOf(locale, `report:aspects.${verdict}`, { names })
  }
  const text = joinTexts([list('up'), list('down')])
  if (text.length > 0) return text
  return figures.some(({ change }) => change.verdict === 'no-clear-change')
    ? textOf(locale, 'report:aspects.no-change')
    : []
}

import { verdict } from '../metrics/change.ts'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from '../metrics/false-discovery.ts'
import { newcombe } from '../metrics/proportion.ts'
import type { ToneGroup } from './tone-table.ts'

/** Fewer negative texts than this make nobody a serial complainer. */
const MANY = 5

/**
 * Returns the authors whose texts are negative clearly more often than those of
 * all other authors, at a false discovery rate of 5 % over all who wrote at
 * least five texts, and who wrote at least five negative ones; most first.
 */
export function serialComplainers(groups: readonly ToneGroup[]): readonly ToneGroup[] {
  const texts = ({ counts }: ToneGroup) => counts.positive + counts.neutral + counts.negative
  const sum = (count: (group: ToneGroup) => number) =>
    groups.reduce((total, group) => total + count(group), 0)
  const [all, negative] = [sum(texts), sum(({ counts }) => counts.negative)]
  const tested = groups.filter((group) => texts(group) >= MANY && texts(group) < all)
  const differences = tested.map((group) => {
    const own = [group.counts.negative, texts(group)] as const
    return newcombe(own, [negative - own[0], all - own[1]])
  })
  const adjusted = benjaminiHochberg(differences.map(({ pValue }) => pValue))
  return tested
    .filter(({ counts }, index) => {
      const difference = differences[index]
      const clear = (adjusted[index] ?? 1) <= FALSE_DISCOVERY_RATE
      return counts.negative >= MANY && clear && difference && verdict(difference) === 'up'
    })
    .sort((a, b) => b.counts.negative - a.counts.negative)
}

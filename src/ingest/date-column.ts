import { nameStrength, plainName } from './header-words.ts'
import type { ColumnProfile } from './profile.ts'

/** Dates of something else than the answer: of the asking, of what came before it, of the person. */
const OF_SOMETHING_ELSE =
  /\b(?:start\w*|sent|open\w*|invit\w*|birth\w*|order\w*|purchas\w*|visit\w*|due|expir\w*|updat\w*|modif\w*)\b|начал|отправ|рожд|заказ|покупк|визит|изменен|бастал|туған|тапсырыс|жіберіл|pradži|gimim|užsakym|apsilank|išsiųst/iu

function holdsDates({ filled, dated }: ColumnProfile): boolean {
  return filled > 0 && dated >= 0.5
}

/**
 * Whether no other column can be the day on which each thing was said: the rest hold no dates, or
 * those of an invitation. `Responded at` is then the customer's answer, not the company's.
 */
export function isOnlyDate(profile: ColumnProfile, free: readonly ColumnProfile[]): boolean {
  return !free.some(
    (other) =>
      other.index !== profile.index &&
      (nameStrength(other.name, 'at') === 3 ||
        (holdsDates(other) && !OF_SOMETHING_ELSE.test(plainName(other.name)))),
  )
}

/**
 * Returns the column of the day on which each thing was said: one that is called so rather
 * than one that only holds dates, and not the start of the survey where its end is known.
 */
export function pickDate(free: readonly ColumnProfile[]): ColumnProfile | undefined {
  const rank = ({ name }: ColumnProfile): number => {
    const strength = nameStrength(name, 'at')
    return strength < 3 && OF_SOMETHING_ELSE.test(plainName(name)) ? strength - 2 : strength
  }
  const ranked = free
    .filter(holdsDates)
    .filter((profile) => nameStrength(profile.name, 'at') > 0 || profile.dated >= 0.9)
    .sort((a, b) => rank(b) - rank(a) || a.index - b.index)
  return ranked[0] ?? free.find((profile) => nameStrength(profile.name, 'at') === 3)
}

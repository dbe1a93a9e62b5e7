import { nameStrength, plainName } from './header-words.ts'
import type { ColumnProfile } from './profile.ts'

/** Words of a name that say that the column is about the text, not the text. */
const ABOUT_TEXT =
  /(?:^| )(?:id|ids|uuid|url|link|permalink|language|type|status|code|version|count|title|group|category|sentiment)(?: |$)/u
/** What the company wrote back is no customer's word. */
const REPLY =
  /(?:^| )(?:repl(?:y|ies)|developer|owner|agent)(?: |$)|(?:company|our) (?:response|answer)|ответ (?:компании|владельца|магазина|организации|представителя|разработчика)|компания жауабы|компанияның жауабы|įmonės atsakymas|savininko atsakymas/u

function wordy({ meanWords, meanLength, distinct, filled, yesNo }: ColumnProfile): boolean {
  return meanWords >= 6 && meanLength >= 40 && distinct > filled * 0.3 && yesNo < 0.8
}

/** Returns the column of the customers' own words: called so, else the longest text. */
export function pickText(free: readonly ColumnProfile[]): ColumnProfile | undefined {
  const strength = ({ name }: ColumnProfile): 0 | 2 | 3 => {
    const found = nameStrength(name, 'text')
    return found === 2 && ABOUT_TEXT.test(plainName(name)) ? 0 : found
  }
  return free
    .filter(({ numeric, dated, filled }) => filled > 0 && numeric < 0.5 && dated < 0.5)
    .filter((profile) => strength(profile) === 3 || !REPLY.test(plainName(profile.name)))
    .filter((profile) => strength(profile) > 0 || wordy(profile))
    .sort((a, b) => strength(b) - strength(a) || b.meanLength - a.meanLength)[0]
}

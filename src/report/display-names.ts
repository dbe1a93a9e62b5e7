import type { Dimension } from '../core/feedback.ts'
import { lookUp } from '../language/translate.ts'
import { type AspectNaming, aspectName } from './aspect-names.ts'

/** Returns a value of a dimension as people call it: the bot's own values have names in each language. */
export function displayName(dimension: Dimension, name: string, naming: AspectNaming): string {
  if (dimension === 'aspect') return aspectName(name, naming)
  if (dimension === 'sentiment') return lookUp(naming.locale, `report:sentiment.${name}`) ?? name
  if (dimension === 'wom') return lookUp(naming.locale, `report:wom.${name}`) ?? name
  return name
}

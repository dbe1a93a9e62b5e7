import type { EncodeContext, OutgoingPart } from '../../src/core/delivery.ts'
import { translator } from '../../src/language/translate.ts'
import type { Content, PartPayload } from './content.ts'
import type { Self } from './events.ts'

/** Where the messages of a reply go. */
export interface Target {
  readonly place: string
  readonly topic: number | null
  readonly replyTo: number | null
  readonly edit: PartPayload['edit']
}

/** Returns messages as parts, numbered from `from`; only the first one replies, edits or rings. */
export function partsOf(
  contents: readonly Content[],
  { place, topic, replyTo, edit }: Target,
  context: EncodeContext,
  self: Self,
  from = 0,
): readonly OutgoingPart[] {
  const alert = context.keyPrefix.startsWith('a:')
  return contents.map((content, index) => {
    const first = index === 0
    const payload: PartPayload = {
      topic,
      replyTo: first ? replyTo : null,
      placeholder: placeholderIn(context),
      loud: alert && first,
      // A message with a picture cannot become one without.
      edit: first && edit && (content.type !== 'text' || !edit.media) ? edit : null,
      content,
      unreachable: null,
    }
    return partOf(payload, place, context, self, from + index)
  })
}

/** Returns what stands where the content will be. */
export function placeholderIn({ locale }: EncodeContext): string {
  return translator(locale)('telegram:placeholder')
}

/**
 * Returns the part with the given number of an answer; numbers tell parts of one answer apart for
 * ever.
 */
export function partOf(
  payload: PartPayload,
  place: string,
  { giveUpAt, keyPrefix, now }: EncodeContext,
  self: Self,
  number: number,
): OutgoingPart {
  return {
    key: `${keyPrefix}:${number}`,
    platform: 'telegram',
    bot: String(self.id),
    place,
    payload: JSON.stringify(payload),
    notBefore: now,
    giveUpAt,
  }
}

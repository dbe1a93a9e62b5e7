import type { EpochSeconds, FeedbackId, WorkspaceId } from './identity.ts'

/** A channel; what is said in its threads is said in it. */
export interface CapturedPlace {
  readonly platform: string
  readonly community: string | null
  readonly channel: string
}

/** A channel in which a reaction logs the message that it is put on. */
export interface Capture extends CapturedPlace {
  readonly workspace: WorkspaceId
  /** As the platform tells of it, without the tone of the skin: `memo` on Slack, `✍` elsewhere. */
  readonly emoji: string
  readonly createdAt: EpochSeconds
  readonly items: number
  readonly lastSuccess: EpochSeconds | null
}

/** A message that a reaction logged a short while ago. */
export interface CapturedMessage {
  readonly feedback: FeedbackId
  readonly at: EpochSeconds
}

/** A reaction that somebody put on a message or took away. */
export interface Reaction {
  readonly emoji: string
  readonly change: 'added' | 'removed'
  /** The platform's own id of the message. */
  readonly message: string
}

const TONES = /\u{FE0F}|[\u{1F3FB}-\u{1F3FF}]|::skin-tone-\d/gu

/** Signs that have two names on Slack, by the name that is seldom told. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  thumbsup: '+1',
  thumbsdown: '-1',
  pencil: 'memo',
  open_book: 'book',
  envelope: 'email',
  telephone: 'phone',
  collision: 'boom',
  satisfied: 'laughing',
  raised_hand: 'hand',
  punch: 'facepunch',
  poop: 'hankey',
}

/**
 * Returns an emoji as it is compared: without the tone of the skin and the way it is drawn, and
 * by one name where it has two.
 */
export function plainEmoji(emoji: string): string {
  const plain = emoji.replace(TONES, '')
  const name = Object.hasOwn(OTHER_NAMES, plain) ? OTHER_NAMES[plain] : undefined
  return name ?? plain
}

/** The name of a server's own emoji can be changed, its id cannot. */
function comparable(emoji: string): string {
  return /^\w+:(\d+)$/.exec(emoji)?.[1] ?? plainEmoji(emoji)
}

/** Returns whether a reaction in a channel is one that logs. */
export function isCapturing(
  captures: readonly Capture[],
  { platform, community, channel }: CapturedPlace,
  emoji: string,
): boolean {
  return captures.some(
    (each) =>
      each.platform === platform &&
      each.community === community &&
      each.channel === channel &&
      comparable(each.emoji) === comparable(emoji),
  )
}

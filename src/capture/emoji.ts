import { plainEmoji } from '../core/capture.ts'
import { UserError } from '../core/errors.ts'

const SLACK_NAME = /^:?([\p{Ll}\p{N}_+'-]{1,100}):?$/u
const OWN_OF_DISCORD = /^<a?:(\w{2,32}:\d{1,20})>$/
const SIGN = /^\p{Extended_Pictographic}(?:\u{200D}?\p{Extended_Pictographic}){0,8}$/u
const FLAG = /^\p{Regional_Indicator}{2}$/u

/** All that Telegram takes as a reaction, by https://core.telegram.org/bots/api#reactiontypeemoji. */
const TELEGRAM_REACTIONS =
  '✍ 👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  )
/** As many as are named where a sign is none of them. */
const NAMED_REACTIONS = 12

/** How a platform writes emoji, and which of them are reactions there. */
interface EmojiForm {
  /** Returns what the platform will tell of, undefined for what is no reaction there. */
  read(emoji: string): string | undefined
  readonly refusal: 'capture.slack-emoji' | 'capture.telegram-emoji' | 'capture.bad-emoji'
  /** A reaction, as people write it. */
  readonly example: string
  write(emoji: string): string
}

function byName(emoji: string): string {
  return `:${emoji.replace(/:\d+$/, '')}:`
}

const ANY_SIGN: EmojiForm = {
  read: (emoji) =>
    OWN_OF_DISCORD.exec(emoji)?.[1] ?? (SIGN.test(emoji) || FLAG.test(emoji) ? emoji : undefined),
  refusal: 'capture.bad-emoji',
  example: '📝',
  write: (emoji) => (/^\w+:\d+$/.test(emoji) ? byName(emoji) : emoji),
}
const FORMS: Readonly<Record<string, EmojiForm>> = {
  slack: {
    read(emoji) {
      const name = SLACK_NAME.exec(emoji)?.[1]
      return name === undefined ? undefined : plainEmoji(name)
    },
    refusal: 'capture.slack-emoji',
    example: ':memo:',
    write: byName,
  },
  discord: ANY_SIGN,
  telegram: {
    read: (emoji) => (TELEGRAM_REACTIONS.includes(emoji) ? emoji : undefined),
    refusal: 'capture.telegram-emoji',
    example: '✍',
    write: (emoji) => emoji,
  },
}

function formOf(platform: string): EmojiForm {
  return (Object.hasOwn(FORMS, platform) ? FORMS[platform] : undefined) ?? ANY_SIGN
}

/** Returns an emoji as the platform will tell of it. Throws a UserError for what is no reaction there. */
export function readEmoji(text: string, platform: string): string {
  const { read, refusal, example } = formOf(platform)
  const emoji = read(plainEmoji(text))
  if (emoji !== undefined) return emoji
  const list = TELEGRAM_REACTIONS.slice(0, NAMED_REACTIONS).join(' ')
  throw new UserError(refusal, { emoji: text.slice(0, 40), list }, `capture ${example} here`)
}

/** Returns an emoji that is a reaction on the platform, as people write it there. */
export function exampleEmoji(platform: string): string {
  return formOf(platform).example
}

/** Returns an emoji as people of the platform write it. */
export function writtenEmoji(emoji: string, platform: string): string {
  return formOf(platform).write(emoji)
}

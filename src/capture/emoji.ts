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

/** Returns an emoji as the platform will tell of it. Throws a UserError for what is no reaction there. */
export function readEmoji(text: string, platform: string): string {
  const emoji = plainEmoji(text)
  const isSign = SIGN.test(emoji) || FLAG.test(emoji)
  switch (platform) {
    case 'slack': {
      const name = SLACK_NAME.exec(emoji)?.[1]
      if (name !== undefined) return plainEmoji(name)
      throw new UserError(
        'capture.slack-emoji',
        { emoji: shown(text) },
        `capture ${exampleEmoji(platform)} here`,
      )
    }
    case 'telegram': {
      if (TELEGRAM_REACTIONS.includes(emoji)) return emoji
      const list = TELEGRAM_REACTIONS.slice(0, NAMED_REACTIONS).join(' ')
      throw new UserError(
        'capture.telegram-emoji',
        { emoji: shown(text), list },
        `capture ${exampleEmoji(platform)} here`,
      )
    }
    default: {
      const own = OWN_OF_DISCORD.exec(emoji)?.[1]
      if (own !== undefined || isSign) return own ?? emoji
      throw new UserError(
        'capture.bad-emoji',
        { emoji: shown(text) },
        `capture ${exampleEmoji(platform)} here`,
      )
    }
  }
}

/** Returns an emoji that is a reaction on the platform, as people write it there. */
export function exampleEmoji(platform: string): string {
  if (platform === 'telegram') return '✍'
  return platform === 'discord' ? '📝' : ':memo:'
}

/** Returns an emoji as people of the platform write it. */
export function writtenEmoji(emoji: string, platform: string): string {
  return platform === 'slack' || /^\w+:\d+$/.test(emoji) ? `:${emoji.replace(/:\d+$/, '')}:` : emoji
}

function shown(text: string): string {
  return text.slice(0, 40)
}

/** Emoji of feedback by valence; the first code point counts. */
export const EMOJI_VALENCE: Readonly<Record<string, string>> = {
  '3': '😍🥰❤💖💗💓💕💞💘💝😻🤩🏆🥇💯🔥💎👏🎉🎊💪',
  '2': '😊☺😀😃😄😁😆😋😘😚😙😗🙂🤗😎👍👌✅⭐🌟✨💫💐🌹🌷🌸🌺🌻🌼😇🤝🙏💚💙💜🧡💛🤍🖤♥❣😌😺😸🥳🤤💃🕺✌🤙🫶👑🎁',
  '1': '😂🤣😅😉😜😝😛🤪🙌🤞🆗☀🍀',
  '-1': '😐😑😶🙄😏🤔😕🙁☹😟😬🤨😒😔😞😓😴🤷🤦❓⁉🥱😪',
  '-2': '😢😭😥😰😨😣😖😫😩😤😠👎💔❌🚫⛔😿🙅😳😵🥴🤕🤒🥺😧😦😮😯⚠',
  '-3': '😡🤬👿😾🤮🤢💩🖕😱🤯🗑☠💀🆘',
}

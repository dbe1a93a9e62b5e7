/** What of a library's file is bundled in another form. */
export const changes = [
  {
    // It looks whether Node has forms, and the look alone loads all of Node's fetch at the start.
    file: /[\\/]@discordjs[\\/]rest[\\/]dist[\\/]index\.mjs$/,
    parts: [[/^globalThis\.FormData \?\?= \w+;$/m, '']],
  },
  {
    // A copy of Node's own `inspect`, by which it words one kind of fault: most of what it is.
    file: /[\\/]@vladfrangu[\\/]async_event_emitter[\\/]dist[\\/]index\.mjs$/,
    parts: [
      [
        /^\/\/ node_modules\/node-inspect-extracted\/.*?^\} = import_inspect\.default;$/ms,
        "import { inspect } from 'node:util'",
      ],
    ],
  },
  {
    // Servers of sockets and streams of them, of which Discord's library uses neither.
    file: /[\\/]node_modules[\\/]ws[\\/]wrapper\.mjs$/,
    parts: [[/^.*$/s, "import WebSocket from './lib/websocket.js'\nexport { WebSocket }"]],
  },
  {
    // Tables of all emoji and of what joins letters: 20 ms at the start of every chat platform,
    // and rarely a text that needs them. Even to read the literal takes Node the most of it.
    file: /[\\/]string-width[\\/]index\.js$/,
    parts: [
      [
        'const segmenter = new Intl.Segmenter();',
        'let made; const segmenter = { segment: text => (made ??= new Intl.Segmenter()).segment(text) };',
      ],
      [
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        "let emoji; const rgiEmojiRegex = { test: text => (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
      ],
    ],
  },
]

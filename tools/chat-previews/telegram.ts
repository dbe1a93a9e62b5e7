import type { Content, Keyboard, PartPayload } from '../../adapters/telegram/content.ts'
import { type Exchange, escapeHtml, page } from './page.ts'

const STYLE = `
body { background: #c9dbc0; color: #000; font-size: 14px }
.mine, .bubble { border-radius: 12px; width: fit-content; max-width: 460px; overflow: hidden }
.mine { background: #effdde; margin: 0 0 10px auto; padding: 7px 12px }
.mine b { color: #3a8a2e; font-weight: 400 }
.bubble { background: #fff; margin-bottom: 4px }
.bubble .words { padding: 7px 12px; white-space: pre-wrap }
blockquote { border-left: 3px solid #3390ec; background: #eaf3fc; border-radius: 4px; padding: 3px 8px;
  margin: 4px 0; font-size: 13px; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical;
  overflow: hidden }
pre { font: 11.5px/1.35 'DejaVu Sans Mono', monospace; background: #f3f3f3; padding: 6px; border-radius: 6px }
.keys { display: flex; gap: 4px; margin-bottom: 4px; width: 460px }
.key { flex: 1; background: #8fb07f; color: #fff; border-radius: 8px; text-align: center; padding: 7px;
  font-weight: 600; font-size: 13px }
.after { height: 12px }`

/** Returns a page that shows what Telegram is sent as Telegram shows it. */
export function drawTelegram(exchanges: readonly Exchange[]): string {
  const shown = exchanges.map(({ line, payloads, pictures }) => {
    const charts = [...pictures]
    const [command = '', ...rest] = `/${line}`.split(' ')
    const asked = `<div class="mine"><b>${escapeHtml(command)}</b> ${escapeHtml(rest.join(' '))}</div>`
    const answers = payloads.map((payload) => answer((payload as PartPayload).content, charts))
    return `${asked}${answers.join('')}<div class="after"></div>`
  })
  return page('Telegram', STYLE, shown.join(''))
}

function answer(content: Content | null, charts: string[]): string {
  if (content === null) return ''
  const picture = content.type === 'photo' ? `<img src="${charts.shift() ?? ''}">` : ''
  const keys = content.type === 'question' ? '' : keyboard(content.keyboard)
  // The adapter's HTML is that of the page: b, i, pre and blockquote.
  return `<div class="bubble">${picture}<div class="words">${content.html}</div></div>${keys}`
}

function keyboard(rows: Keyboard): string {
  return rows
    .map((row) => {
      const keys = row.map(({ text }) => `<span class="key">${escapeHtml(text)}</span>`)
      return `<div class="keys">${keys.join('')}</div>`
    })
    .join('')
}

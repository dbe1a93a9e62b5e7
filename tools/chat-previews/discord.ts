import type { Embed, Message, PartPayload } from '../../adapters/discord/payload.ts'
import { type Exchange, escapeHtml, page } from './page.ts'

const STYLE = `
body { background: #313338; color: #dbdee1 }
.used { font-size: 13px; color: #b5bac1; margin: 0 0 4px 54px }
.used b { color: #c9cdfb; font-weight: 400 }
.message { display: flex; gap: 14px; margin-bottom: 20px }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #1d3557; color: #fff;
  font-weight: 600; display: grid; place-items: center }
.said { flex: 1; min-width: 0 }
.name { color: #f2f3f5 }
.app { font-size: 10px; background: #5865f2; color: #fff; border-radius: 3px; padding: 1px 4px }
.time { font-size: 12px; color: #949ba4 }
.embed { background: #2b2d31; border-left: 4px solid #888; border-radius: 4px; padding: 10px 14px 14px;
  margin-top: 6px; max-width: 520px; font-size: 14px }
.embed h3 { font-size: 15px; color: #f2f3f5; margin-bottom: 4px }
.embed img { border-radius: 4px; margin-top: 12px }
.small { display: block; font-size: 12px; color: #949ba4 }
.footer { font-size: 12px; color: #b5bac1; margin-top: 8px }
pre { font: 12px/1.35 'DejaVu Sans Mono', monospace; background: #1e1f22; padding: 6px; border-radius: 4px }
.embed code { font: 12px 'DejaVu Sans Mono', monospace; background: #1e1f22; border-radius: 3px; padding: 1px 3px }
blockquote { border-left: 4px solid #4e5058; margin: 0; padding-left: 10px }
.button { display: inline-block; background: #4e5058; color: #fff; border-radius: 4px; font-size: 14px;
  padding: 5px 14px; margin: 8px 4px 0 0 }
.button.primary { background: #5865f2 }`

/** Returns a page that shows what Discord is sent as Discord shows it. */
export function drawDiscord(exchanges: readonly Exchange[]): string {
  const shown = exchanges.map(({ line, payloads, pictures }) => {
    const used = `<div class="used">↱ Anna used <b>/${escapeHtml(line)}</b></div>`
    const messages = payloads.map((payload) => message((payload as PartPayload).message, pictures))
    return used + messages.join('')
  })
  return page('Discord', STYLE, shown.join(''))
}

function message(sent: Message, pictures: readonly string[]): string {
  const embeds = sent.embeds.map((each, index) => {
    const at = sent.pictures.findIndex((picture) => picture.embed === index)
    return embed(each, pictures[at])
  })
  const rows = sent.rows.map(({ components }) => {
    const buttons = components.map(
      ({ label, style }) =>
        `<span class="button${style === 1 ? ' primary' : ''}">${escapeHtml(label)}</span>`,
    )
    return `<div>${buttons.join('')}</div>`
  })
  return `<div class="message"><div class="avatar">cx</div><div class="said">
<b class="name">cxbot</b> <span class="app">APP</span> <span class="time">Today at 11:00</span>
${embeds.join('')}${rows.join('')}</div></div>`
}

function embed({ color = 0, description, footer, title }: Embed, picture: string | undefined) {
  const edge = `#${color.toString(16).padStart(6, '0')}`
  return `<div class="embed" style="border-color: ${edge}">
${title === undefined ? '' : `<h3>${escapeHtml(title)}</h3>`}
${markdown(description ?? '')}
${picture === undefined ? '' : `<img src="${picture}">`}
${footer === undefined ? '' : `<div class="footer">${escapeHtml(footer.text)}</div>`}</div>`
}

/** What the adapter writes of Discord's Markdown: bold, small lines, code and escapes. */
function markdown(text: string): string {
  return escapeHtml(text)
    .replace(/```\n?([\s\S]*?)```\n?/g, '<pre>$1</pre>')
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/^-# (.*)\n?/gm, '<span class="small">$1</span>')
    .replace(/^&gt; (.*)\n?/gm, '<blockquote>$1</blockquote>')
    .replace(/\n/g, '<br>')
}

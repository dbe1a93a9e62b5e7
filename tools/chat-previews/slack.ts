import type { RichSection, SlackBlock, TableCell } from '../../adapters/slack/blocks.ts'
import type { PartPayload } from '../../adapters/slack/payload.ts'
import { type Exchange, escapeHtml, page } from './page.ts'

const STYLE = `
body { background: #fff; color: #1d1c1d }
.message { display: flex; gap: 10px; margin-bottom: 14px }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #1d3557; color: #fff;
  font-weight: 600; display: grid; place-items: center }
.avatar.person { background: #7c5cc4 }
.said { flex: 1; min-width: 0 }
.app { font-size: 10px; background: #e8e8e8; color: #616061; border-radius: 2px; padding: 1px 4px }
.time, .context { font-size: 12px; color: #616061 }
.context { margin: 6px 0; white-space: pre-line }
blockquote { border-left: 4px solid #ddd; margin: 4px 0; padding-left: 10px }
code { font: 12px 'DejaVu Sans Mono', monospace; background: #f6f6f6; color: #c01343; border: 1px solid #ddd;
  border-radius: 3px; padding: 1px 3px }
.mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px }
.file { border: 1px solid #ddd; border-radius: 8px; overflow: hidden; margin: 4px 0; max-width: 520px }
.table { border: 1px solid #ddd; border-radius: 8px; margin: 8px 0; overflow: hidden; width: fit-content;
  max-width: 100% }
table { border-collapse: separate; border-spacing: 0; font-size: 13px }
td, th { white-space: nowrap; padding: 5px 12px; border-bottom: 1px solid #eee; text-align: left; font-weight: 400 }
th { font-weight: 600; background: #f8f8f8 }
tr:last-child td { border-bottom: 0 }
.number { text-align: right }
.pages { font-size: 12px; color: #616061 }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 5px; font-size: 13px;
  font-weight: 600; padding: 4px 11px; margin: 4px 6px 4px 0 }`

/** Returns a page that shows what Slack is sent as Slack shows it. */
export function drawSlack(exchanges: readonly Exchange[]): string {
  const shown = exchanges.map(({ line, payloads, pictures }) => {
    const charts = [...pictures]
    const asked = `<span class="mention">@cxbot</span> ${escapeHtml(line)}`
    const answered = payloads.map((payload) => part(payload as PartPayload, charts))
    return message('Anna', 'A', asked) + message('cxbot', 'cx', answered.join(''))
  })
  return page('Slack', STYLE, shown.join(''))
}

function message(name: string, letters: string, said: string): string {
  const isBot = name === 'cxbot'
  return `<div class="message"><div class="avatar${isBot ? '' : ' person'}">${letters}</div>
<div class="said"><b>${name}</b> ${isBot ? '<span class="app">APP</span>' : ''}
<span class="time">11:00</span><div>${said}</div></div></div>`
}

function part(payload: PartPayload, charts: string[]): string {
  if (payload.kind === 'message') return payload.message.blocks.map(block).join('')
  const comment = `<div>${mrkdwn(payload.comment)}</div>`
  if (payload.kind === 'csv') return comment
  return `${comment}<div class="file"><img src="${charts.shift() ?? ''}"></div>`
}

function mrkdwn(text: string): string {
  return text.replace(/\*([^*]+)\*/g, '<b>$1</b>')
}

function block(each: SlackBlock): string {
  switch (each.type) {
    case 'rich_text':
      return each.elements
        .map((element) => {
          if (element.type === 'rich_text_list') {
            return `<ul>${element.elements.map((item) => `<li>${section(item)}</li>`).join('')}</ul>`
          }
          const tag = element.type === 'rich_text_quote' ? 'blockquote' : 'div'
          return `<${tag}>${section(element)}</${tag}>`
        })
        .join('')
    case 'header':
      return `<h3>${escapeHtml(each.text.text)}</h3>`
    case 'context':
      return `<div class="context">${each.elements.map(({ text }) => escapeHtml(text)).join('<br>')}</div>`
    case 'table':
      return tableOf(each.rows)
    case 'data_table':
      return tableOf(each.rows, each.page_size)
    case 'actions':
      return each.elements
        .map(({ text }) => `<span class="button">${escapeHtml(text.text)}</span>`)
        .join('')
    default:
      return ''
  }
}

function section({ elements }: RichSection): string {
  return elements
    .map((element) => {
      if (element.type === 'date') return escapeHtml(element.fallback)
      const text = escapeHtml(element.text)
      if (element.style?.code) return `<code>${text}</code>`
      return element.style?.bold ? `<b>${text}</b>` : text
    })
    .join('')
}

/** Slack shows a data table page by page, and moves a wide one sideways. */
function tableOf(rows: readonly (readonly TableCell[])[], size = rows.length): string {
  const [head = [], ...body] = rows
  const cell = (tag: string) => (each: TableCell) =>
    `<${tag}${each.type === 'raw_number' ? ' class="number"' : ''}>${escapeHtml(each.text)}</${tag}>`
  const shown = body.slice(0, size).map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`)
  const pages = Math.ceil(body.length / size)
  const more = pages > 1 ? `<div class="pages">‹ 1 of ${pages} ›</div>` : ''
  const table = `<table><tr>${head.map(cell('th')).join('')}</tr>${shown.join('')}</table>`
  return `<div class="table">${table}</div>${more}`
}

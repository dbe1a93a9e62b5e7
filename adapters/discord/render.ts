import type { Form, Notice, Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { clip, clipEscaped, clipText, inlineCode } from './markdown.ts'
import type { Embed, Rendered, RenderOptions } from './payload.ts'
import { actionWish, type Buttons, buttonRows, type Wish } from './render-buttons.ts'
import { COLOURS, footerOf } from './render-frame.ts'
import { renderReport } from './render-report.ts'

/** Returns a reply as one message, within all of Discord's limits. */
export function render(reply: Reply, options: RenderOptions): Rendered {
  const { kept, message } = renderReply(reply, options)
  const { lead } = options
  if (lead === null) return { kept, message }
  return {
    kept,
    message: {
      ...message,
      embeds: [lead, ...message.embeds].slice(0, limits.embeds),
      plainEmbeds: [lead, ...message.plainEmbeds].slice(0, limits.embeds),
      pictures: message.pictures
        .map((picture) => ({ ...picture, embed: picture.embed + 1 }))
        .filter(({ embed }) => embed < limits.embeds),
    },
  }
}

function renderReply(reply: Reply, options: RenderOptions): Rendered {
  switch (reply.kind) {
    case 'report':
      return renderReport(reply, options)
    case 'notice':
      return renderNotice(reply, options)
    case 'form':
      return renderForm(reply, options.mark)
  }
}

function oneEmbed(embed: Embed, { kept, rows }: Buttons, mark: string | null): Rendered {
  const embeds = [{ ...embed, ...footerOf([mark ?? '']) }]
  return { message: { embeds, plainEmbeds: embeds, rows, pictures: [], files: [] }, kept }
}

function renderNotice(
  notice: Notice,
  { mark, refused }: Pick<RenderOptions, 'mark' | 'refused'>,
): Rendered {
  const { actions, level, locale, suggestion, text } = notice
  const offered = actions.some(({ command }) => command === suggestion)
  const lines = [clipText(text, limits.notice)]
  if (suggestion !== undefined && !offered) {
    const line = inlineCode(clip(tameLine(suggestion), limits.suggestion))
    lines.push(translator(locale)('report:text.suggestion', { suggestion: line }))
  }
  const embed = { description: lines.join('\n').trim() || '–', color: COLOURS[level] }
  const label = translator(locale)('chat:editForm')
  const reopens: readonly Wish[] = refused ? [{ label, line: refused, does: 'form' }] : []
  return oneEmbed(embed, buttonRows([...actions.map(actionWish), ...reopens]), mark)
}

/** A form that was not opened at once stands behind a button. */
function renderForm({ title, command, locale }: Form, mark: string | null): Rendered {
  const label = translator(locale)('discord:openForm')
  const shown = clipEscaped(tameLine(title), limits.title) || '–'
  const embed = { title: shown, color: COLOURS.information }
  return oneEmbed(embed, buttonRows([{ label, line: command, does: 'form' }]), mark)
}

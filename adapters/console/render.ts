import type { Locale } from '../../src/core/locale.ts'
import type { Action, Reply } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { toJson } from '../../src/report/json.ts'
import { toPlainText, wrap } from '../../src/report/plain-text.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { limits } from './limits.ts'
import { inlinePicture } from './pictures.ts'

export interface Style {
  readonly colours: boolean
  /** The protocol in which the terminal shows pictures; null where it cannot. */
  readonly pictures: 'kitty' | 'iterm' | null
}

export interface Presentation extends Style {
  readonly form: 'text' | 'json'
  readonly width: number | undefined
  /** Shown inline where the terminal can. */
  readonly picture: Uint8Array | null
  /** Where the picture was saved. */
  readonly chartFile: string | null
  /** Actions are chosen by number, as in a conversation. */
  readonly numbered?: boolean
}

/** Returns how many cells a line may have. */
export function widthOf({ columns }: { readonly columns?: number | undefined }): number {
  return Math.max(columns || limits.width, limits.leastWidth)
}

const PAINT = { strong: ['1', '22'], quiet: ['2', '22'], error: ['31', '39'] } as const

function paint(text: string, paints: keyof typeof PAINT, colours: boolean): string {
  const [on, off] = PAINT[paints]
  return colours && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text
}

/** Returns what a reply offers to do next. */
export function actionsOf(reply: Reply): readonly Action[] {
  if (reply.kind === 'notice') return reply.actions
  if (reply.kind === 'form') return []
  return reply.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
}

function withoutActions(reply: Reply): Reply {
  if (reply.kind === 'notice') return { ...reply, actions: [] }
  if (reply.kind === 'form') return reply
  return { ...reply, blocks: reply.blocks.filter((block) => block.type !== 'actions') }
}

/** The first section answers the question and stands out; remarks step back. */
function coloured(text: string, reply: Reply): string {
  if (reply.kind === 'notice') {
    return reply.level === 'error'
      ? text.replace(/^.+$/gm, (line) => paint(line, 'error', true))
      : text
  }
  const [lead = '', ...rest] = text.split('\n\n')
  const zone = reply.kind === 'report' ? reply.period?.zone : undefined
  const strong = lead
    .split('\n')
    .map((line) => paint(line, zone && line.startsWith(zone) ? 'quiet' : 'strong', true))
    .join('\n')
  const quiet = rest.map((section) =>
    /^· /.test(section) ? section.replace(/^.+$/gm, (line) => paint(line, 'quiet', true)) : section,
  )
  return [strong, ...quiet].join('\n\n')
}

function actionLines(
  actions: readonly Action[],
  width: number,
  { numbered, colours }: Presentation,
  locale: Locale,
): readonly string[] {
  if (actions.length === 0) return []
  const t = translator(locale)
  const lines = actions.flatMap(({ label, command }, index) => {
    const lead = numbered ? `${index + 1}  ` : '  '
    const same = tameLine(label) === tameLine(command)
    const text = same ? tameLine(label) : `${tameLine(label)} – ${tameLine(command)}`
    return wrap(text, width - lead.length).map(
      (line, at) => (at === 0 ? lead : ' '.repeat(lead.length)) + line,
    )
  })
  const title = t(numbered ? 'console:chooseNumber' : 'console:next')
  return ['', paint(title, 'quiet', colours), ...lines]
}

/**
 * Returns a reply as it is printed, ending with a line break: JSON on one line, CSV
 * as it is, or text with the picture and what to do next below.
 */
export function presentReply(reply: Reply, presentation: Presentation): string {
  const { form, picture, pictures, chartFile, colours } = presentation
  if (form === 'json') {
    return `${JSON.stringify(toJson(reply, chartFile === null ? {} : { chartFile }))}\n`
  }
  const width = widthOf({ columns: presentation.width })
  if (reply.kind === 'report' && reply.view === 'csv') return toPlainText(reply, width)
  const text = toPlainText(withoutActions(reply), width)
  const t = translator(reply.locale)
  // A mistake already tells what would be right; only a conversation can take it by number.
  const offered = reply.kind === 'notice' && !presentation.numbered ? [] : actionsOf(reply)
  return [
    colours ? coloured(text, reply) : text,
    ...(picture && pictures ? ['', inlinePicture(picture, pictures).trimEnd()] : []),
    ...(chartFile === null ? [] : ['', t('console:chartSaved', { file: chartFile })]),
    ...actionLines(offered, width, presentation, reply.locale),
    '',
  ].join('\n')
}

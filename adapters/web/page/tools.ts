import type { PageReport } from '../page-reply.ts'
import { announce } from './announce.ts'
import { copy } from './clipboard.ts'
import { button, element, icon } from './dom.ts'
import { say } from './words.ts'

const SHOWN_MILLISECONDS = 2000

/** Returns the address that asks a line when it is opened. */
export function linkTo(line: string): string {
  return `${location.origin}/#ask=${encodeURIComponent(line)}`
}

function copyButton(picture: 'link' | 'copy', label: string, text: string): HTMLButtonElement {
  const words = element('span', {}, label)
  async function run(): Promise<void> {
    const result = say((await copy(text)) ? 'reply.copied' : 'reply.notCopied')
    words.textContent = result
    announce(result)
    setTimeout(() => {
      words.textContent = label
    }, SHOWN_MILLISECONDS)
  }
  return button({ class: 'tool' }, () => void run(), icon(picture), words)
}

/** Returns what can be done with an answer: its data, its address, its command. */
export function toolsOf({ csv, commandLine, reportId }: PageReport): HTMLElement {
  return element(
    'footer',
    { class: 'tools' },
    element(
      'a',
      { class: 'tool', href: csv, download: true, title: say('reply.csvName') },
      icon('download'),
      element('span', {}, say('reply.csv')),
    ),
    copyButton('link', say('reply.link'), linkTo(commandLine)),
    copyButton('copy', say('reply.command'), commandLine),
    reportId !== null &&
      element('span', { class: 'report-id' }, say('reply.report', { id: reportId })),
  )
}

import type { PageReport } from '../page-reply.ts'
import { announce } from './announce.ts'
import { copy } from './clipboard.ts'
import { button, element, icon } from './dom.ts'
import { say } from './words.ts'

const SHOWN_MILLISECONDS = 2000

/** Returns the address that asks a line when it is opened. */
function linkTo(line: string): string {
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

/** Who asked for the data gets a link that cannot be overlooked. */
function csvLink(href: string, view: PageReport['view']): HTMLAnchorElement {
  const name = say('reply.csvName')
  const isWanted = view === 'csv'
  return element(
    'a',
    { class: isWanted ? 'tool wanted' : 'tool', href, download: true, title: name },
    icon('download'),
    element('span', {}, isWanted ? name : say('reply.csv')),
  )
}

/** Returns what can be done with an answer: its data, its address, its command. */
export function toolsOf({ csv, commandLine, reportId, view }: PageReport): HTMLElement {
  return element(
    'footer',
    { class: 'tools' },
    csv !== null && csvLink(csv, view),
    copyButton('link', say('reply.link'), linkTo(commandLine)),
    copyButton('copy', say('reply.command'), commandLine),
    reportId !== null &&
      element('span', { class: 'report-id' }, say('reply.report', { id: reportId })),
  )
}

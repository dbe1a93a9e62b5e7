import type { PageStart } from '../page-reply.ts'
import { createComposer } from './composer.ts'
import { createConversation } from './conversation.ts'
import { byId, element, icon } from './dom.ts'
import { takeFiles } from './given-files.ts'
import { languageChoice } from './language.ts'
import { themeSwitch } from './theme.ts'
import { showExamples } from './welcome.ts'
import { type Key, onWords, say, useWords, type Words } from './words.ts'

function readStart(): PageStart & { readonly words: Words } {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=cxbot-start]')
  return JSON.parse(meta?.content ?? '{}')
}

/** Elements that name their words get them, in every language. */
function fillWords(): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-say]')) {
    each.textContent = say(each.dataset['say'] as Key)
  }
}

function signOutButton(): HTMLElement {
  const submit = element('button', { class: 'round', type: 'submit' }, icon('leave'))
  onWords(() => {
    submit.setAttribute('aria-label', say('header.signOut'))
    submit.title = say('header.signOut')
  })
  return element('form', { method: 'post', action: '/logout' }, submit)
}

const start = readStart()
useWords(start.words, start.locale)
onWords(fillWords)

const badge = byId('sample')
badge.hidden = !start.sample

const conversation = createConversation({
  onAsk: (line) => composer.remember(line),
  write: (line) => {
    composer.write(line)
    composer.focus()
  },
  // Own data that come in leave the sample behind.
  onReport: (report) => {
    badge.hidden = !report.sample
  },
})
const composer = createComposer((line) => conversation.ask(line))
takeFiles((file) => {
  conversation.give(file)
  composer.focus()
})

/** A link asks at once what only reads; anything else waits in the box for its reader. */
function askFromAddress(): void {
  const line = new URLSearchParams(location.hash.slice(1)).get('ask')?.trim()
  if (!line) return
  window.history.replaceState(null, '', location.pathname)
  const name = line.replace(/^\//, '').split(/\s/)[0]?.toLowerCase() ?? ''
  if (start.reading.includes(name)) conversation.ask(line)
  else composer.write(line)
}

byId('controls').append(
  languageChoice(start.locale),
  themeSwitch(),
  ...(start.signedIn ? [signOutButton()] : []),
)
byId('made-up').hidden = !start.sample
onWords(() => {
  badge.title = say('sample.about')
})
showExamples(start.sample, (line, from) => conversation.ask(line, from))
askFromAddress()
composer.focus()

window.addEventListener('hashchange', askFromAddress)
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.matches('input, select, textarea')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  composer.focus()
})

/** What is folded on the screen is open on paper. */
let opened: readonly HTMLDetailsElement[] = []
window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')]
  for (const each of opened) each.open = true
})
window.addEventListener('afterprint', () => {
  for (const each of opened) each.open = false
})

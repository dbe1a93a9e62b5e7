import type { CommandRegistry } from '../../src/core/command.ts'
import { readWords } from './words.ts'

/** How Slack writes a person, a channel and a user group that were picked from its lists. */
const PICKED = /<(?:@[UW][A-Z0-9]+|#[CGD][A-Z0-9]+|!subteam\^S[A-Z0-9]+)(?:\|[^<>]*)?>/g
/** What says whom or where, in any command: `in:#general`, `to:@anna`. */
const LEADS = /(?:^|[\s,])(?:in|to):$/i
const QUOTES = /["“”«»„]/g

/** Returns whether a command is about people or places of the platform, by its name. */
export type NamesAccounts = (command: string) => boolean

/** Returns which commands of the registry are: those on people and on messages that go out. */
export function accountsIn(registry: CommandRegistry): NamesAccounts {
  return (command) => {
    const group = registry.find(command)?.group
    return group === 'people' || group === 'messages'
  }
}

/**
 * Returns a command line as plain text. Who and what was picked from Slack's lists keeps its id
 * where the command asks for a person or a place, and is a plain name elsewhere.
 */
export function readLine(text: string, namesAccounts: NamesAccounts): string {
  const [first = ''] = readWords(text).trim().replace(/^\//, '').split(/\s/, 1)
  const wanted = namesAccounts(first.toLowerCase())
  let line = ''
  let end = 0
  let quoted = false
  for (const { 0: picked, index } of text.matchAll(PICKED)) {
    const before = text.slice(end, index)
    if ((before.match(QUOTES)?.length ?? 0) % 2 === 1) quoted = !quoted
    line += readWords(before)
    line += !quoted && (wanted || LEADS.test(line)) ? picked : readWords(picked)
    end = index + picked.length
  }
  return line + readWords(text.slice(end))
}

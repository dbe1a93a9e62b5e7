import type { Command } from 'commander'
import { quoteName } from '../parse/index.ts'
import { ask } from './ask.ts'
import { describe } from './help.ts'
import type { Cli } from './shell.ts'

/** Returns the line with which `/listen` begins to listen elsewhere. */
export function addingLine(place: string, words: readonly string[], brand?: string): string {
  const fields = [`in:${quoteName(place)}`]
  if (brand !== undefined) fields.push(`brand:${quoteName(brand)}`)
  return ['listen', ...fields, ...words.map(quoted)].join(' ')
}

/** In quotes nothing is read as a verb or as a field. */
function quoted(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&')}"`
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const answer = (line: string) => ask(cli.session(), line)
  const listen = program.command('listen').option('--json', t('cli:listen.json'))
  describe(listen, t, {
    summary: 'cli:listen.summary',
    description: 'cli:listen.description',
    usage: '[list | add PLACE WORD… | remove ID] [--json]',
    examples: 'cli:listen.examples',
  }).action(() => answer('listen list'))
  const add = listen
    .command('add')
    .argument('<place>', t('cli:listen.place'))
    .argument('<words...>', t('cli:listen.words'))
    .option('--brand <name>', t('cli:listen.brand'))
  describe(add, t, {
    summary: 'cli:listen.add',
    description: 'cli:listen.description',
    usage: 'PLACE WORD… [--brand NAME] [--json]',
    examples: 'cli:listen.examples',
  }).action((place: string, words: readonly string[], { brand }: { readonly brand?: string }) =>
    answer(addingLine(place, words, brand)),
  )
  const remove = listen.command('remove').argument('<id>', t('cli:listen.id'))
  describe(remove, t, {
    summary: 'cli:listen.remove',
    description: 'cli:listen.description',
    usage: 'ID [--json]',
    examples: 'cli:listen.examples',
  }).action((id: string) => answer(`listen remove ${quoted(id)}`))
  describe(listen.command('list'), t, {
    summary: 'cli:listen.list',
    description: 'cli:listen.description',
    usage: '[--json]',
    examples: 'cli:listen.examples',
  }).action(() => answer('listen list'))
}

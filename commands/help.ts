import type {
  Command,
  CommandContext,
  CommandDeclaration,
  CommandGroup,
} from '../src/core/command.ts'
import { COMMAND_GROUPS } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Locale } from '../src/core/locale.ts'
import { typedOn } from '../src/core/platforms.ts'
import type { ActionsBlock, Report, TableBlock, Text } from '../src/core/reply.ts'
import { describe, examples, grammarOf, usages } from '../src/dispatch/command-help.ts'
import { nearest } from '../src/language/nearest.ts'
import { lookUp, translator } from '../src/language/translate.ts'
import { reportOf } from '../src/report/report-frame.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** All commands, or the grammar of one: everything is read from the declarations. */
export const help: Command = {
  name: 'help',
  group: 'help',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'command', required: false, max: 1, from: 'command' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'text'],
  async run(context) {
    const [name] = context.arguments.subjects
    if (name === undefined) return overview(context)
    const command = context.registry.find(name.replace(/^\//, ''))
    if (command) return detail(command, context)
    const names = context.registry.commands.map((each) => each.name)
    const best = nearest(name, names)
    throw new UserError(
      'parse.unknown_command',
      { word: name },
      best === undefined ? 'help' : `help ${best}`,
    )
  },
}

function overview(context: CommandContext): Report {
  const { locale, registry } = context
  const translate = translator(locale)
  const groups = COMMAND_GROUPS.map((group): TableBlock | undefined => {
    const commands = registry.commands.filter((command) => (command.group ?? 'data') === group)
    if (commands.length === 0) return undefined
    return {
      type: 'table',
      caption: groupName(group, locale),
      columns: [
        { key: 'command', label: translate('commands:help.command'), format: 'text' },
        { key: 'description', label: translate('commands:help.what'), format: 'text' },
      ],
      rows: commands.map(({ name }) => [typed(context, name), describe(name, locale)]),
    }
  })
  const first = registry.commands.slice(0, 3).flatMap((command) => examples(command, locale, 1))
  return reportOf(help, context, {
    title: translate('commands:help.title'),
    view: 'table',
    blocks: [
      { type: 'paragraph', text: [{ text: translate('commands:help.intro') }] },
      ...groups,
      { type: 'notes', notes: [[{ text: translate('commands:help.hint') }]] },
      actionsOf(first),
    ],
  })
}

/** Returns a line as the reader types it. */
function typed({ invocation, registry }: CommandContext, line: string): string {
  return typedOn(invocation.platform, line, registry)
}

function detail(command: CommandDeclaration, context: CommandContext): Report {
  const { locale } = context
  return reportOf(help, context, {
    title: typed(context, command.name),
    view: 'text',
    blocks: [
      { type: 'paragraph', text: [{ text: describe(command.name, locale) }] },
      {
        type: 'paragraph',
        text: [{ text: typed(context, grammarOf(command, locale)), style: 'code' }],
      },
      { type: 'notes', notes: partsOf(command, context) },
      actionsOf(examples(command, locale)),
    ],
  })
}

/** Returns ways to write the command, and what each part of its line may be. */
function partsOf(command: CommandDeclaration, context: CommandContext): readonly Text[] {
  const { locale } = context
  const translate = translator(locale)
  const parts = usages(command, locale).map(({ written, meaning }): [string, string] => [
    written
      .split(' · ')
      .map((each) => typed(context, each))
      .join(' · '),
    meaning,
  ])
  for (const option of command.options) {
    parts.push([
      option.type === 'choice' ? option.values.join(' | ') : `${option.name}:…`,
      lookUp(locale, `commands:options.${option.name}`) ?? option.name,
    ])
  }
  const { period, breakdowns, filters, views } = command
  if (period) {
    const name = translate('commands:help.period')
    parts.push([
      name,
      translate('commands:help.period-default', { period: periodName(period.default, locale) }),
    ])
  }
  if (breakdowns.length > 0) parts.push(['by …', breakdowns.join(', ')])
  if (command.baselines) parts.push(['vs …', translate('commands:help.baselines')])
  if (filters.length > 0) {
    const names = filters.join(', ')
    parts.push([`${filters[0]}:…`, translate('commands:help.filters', { names })])
  }
  if (views.length > 0) parts.push(['as …', views.join(', ')])
  return parts.map(([written, meaning]) => [
    { text: written, style: 'code' },
    { text: ` – ${meaning}` },
  ])
}

function periodName(period: string, locale: Locale): string {
  return lookUp(locale, `commands:periods.${period}`) ?? period
}

function actionsOf(lines: readonly string[]): ActionsBlock {
  return { type: 'actions', actions: lines.map((line) => ({ label: line, command: line })) }
}

function groupName(group: CommandGroup, locale: Locale): string {
  return translator(locale)(`commands:groups.${group}`)
}

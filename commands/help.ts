import type {
  Command,
  CommandContext,
  CommandDeclaration,
  CommandGroup,
} from '../src/core/command.ts'
import { COMMAND_GROUPS } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Locale } from '../src/core/locale.ts'
import type { ActionsBlock, Block, Report, TableBlock } from '../src/core/reply.ts'
import { describe, examples, fullGrammar, shortGrammar } from '../src/dispatch/command-help.ts'
import { nearest } from '../src/language/nearest.ts'
import { lookUp, translator } from '../src/language/translate.ts'
import { reportOf } from '../src/report/report-frame.ts'

/** All commands, or the grammar of one: everything is read from the declarations. */
export const help: Command = {
  name: 'help',
  group: 'help',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'command', required: false, max: 1, from: 'command' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['text', 'table'],
  options: [],
  async run(context) {
    const [name] = context.arguments.subjects
    if (name === undefined) return overview(context)
    const command = context.registry.find(name.replace(/^\//, ''))
    if (command) return detail(command, context)
    const names = context.registry.commands.map((each) => each.name)
    const best = nearest(name, names)
    throw new UserError(
      'parse.unknown_command',
      { word: name, list: names.join(', ') },
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
      rows: commands.map((command) => [
        shortGrammar(command, locale),
        describe(command.name, locale),
      ]),
    }
  })
  const first = registry.commands.slice(0, 3).flatMap((command) => examples(command, locale, 1))
  return reportOf(help, context, {
    title: translate('commands:help.title'),
    view: 'text',
    blocks: [
      { type: 'paragraph', text: [{ text: translate('commands:help.intro') }] },
      ...groups,
      { type: 'notes', notes: [[{ text: translate('commands:help.hint') }]] },
      actionsOf(first),
    ],
  })
}

function detail(command: CommandDeclaration, context: CommandContext): Report {
  const { locale } = context
  const translate = translator(locale)
  const rows: [string, string][] = []
  for (const option of command.options) {
    const written = option.type === 'choice' ? option.values.join(' | ') : `${option.name}:…`
    rows.push([written, lookUp(locale, `commands:options.${option.name}`) ?? option.name])
  }
  if (command.period) {
    rows.push([
      translate('commands:help.period'),
      translate('commands:help.period-default', { period: command.period.default }),
    ])
  }
  if (command.breakdowns.length > 0) rows.push(['by …', command.breakdowns.join(', ')])
  if (command.baselines) rows.push(['vs …', translate('commands:help.baselines')])
  if (command.filters.length > 0) {
    rows.push([
      `${command.filters[0]}:…`,
      translate('commands:help.filters', { names: command.filters.join(', ') }),
    ])
  }
  if (command.views.length > 0) rows.push(['as …', command.views.join(', ')])
  const table: Block | undefined =
    rows.length === 0
      ? undefined
      : {
          type: 'table',
          columns: [
            { key: 'part', label: translate('commands:help.part'), format: 'text' },
            { key: 'meaning', label: translate('commands:help.meaning'), format: 'text' },
          ],
          rows,
        }
  return reportOf(help, context, {
    title: command.name,
    view: 'text',
    blocks: [
      { type: 'paragraph', text: [{ text: describe(command.name, locale) }] },
      { type: 'paragraph', text: [{ text: fullGrammar(command, locale), style: 'code' }] },
      table,
      actionsOf(examples(command, locale)),
    ],
  })
}

function actionsOf(lines: readonly string[]): ActionsBlock {
  return { type: 'actions', actions: lines.map((line) => ({ label: line, command: line })) }
}

function groupName(group: CommandGroup, locale: Locale): string {
  return translator(locale)(`commands:groups.${group}`)
}

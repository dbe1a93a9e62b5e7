import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Hook } from '../core/hook.ts'
import type { Action, Reply, Text } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { numberOfId } from '../parse/index.ts'
import { entryList, instantCell } from '../report/entry-list.ts'
import { addressOf } from './receive.ts'
import { type HookRequest, hasOwnSecret } from './request.ts'
import { newSecret, newToken, rotated } from './secrets.ts'

const MOST_HOOKS = 100

/** Does what was asked with a webhook and returns the answer. */
export async function manageHook(
  command: Command,
  request: HookRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  const translate = translator(locale)
  switch (request.verb) {
    case 'list':
      return listed(command, await store.hooks.list(workspaceId), context)
    case 'add': {
      if ((await store.hooks.list(workspaceId)).length >= MOST_HOOKS) {
        throw new UserError('hooks.too-many', { most: MOST_HOOKS }, 'hook list')
      }
      const { settings, secret: given } = request
      const secret = given ?? newSecret()
      const keys = [{ secret, until: null }]
      const hook = await store.hooks.create(workspaceId, settings, { token: newToken(), keys }, now)
      const text: Text = [
        { text: `${translate('hooks:said.added', { id: shown(hook) })}\n` },
        { text: `/hooks/${addressOf(hook)}`, style: 'code' },
        { text: `\n${translate('hooks:said.where')}` },
        ...(given === null ? keyText(secret, context) : []),
      ]
      return done(text, context, [
        { label: translate('hooks:verbs.remove'), command: `hook remove ${shown(hook)}` },
      ])
    }
    case 'rotate': {
      const hook = await findHook(request.hook, context)
      if (request.secret === null && hasOwnSecret(hook.preset)) {
        throw new UserError(
          'hooks.secret-needed',
          { tool: hook.source },
          `hook rotate ${shown(hook)} secret:…`,
        )
      }
      const secret = request.secret ?? newSecret()
      await store.hooks.setKeys(workspaceId, hook.id, rotated(hook.keys, secret, now))
      return done(
        [
          { text: translate('hooks:said.rotated', { id: shown(hook) }) },
          ...(request.secret === null ? keyText(secret, context) : []),
        ],
        context,
      )
    }
    case 'remove': {
      const hook = await findHook(request.hook, context)
      await store.hooks.remove(workspaceId, hook.id)
      return done([{ text: translate('hooks:said.removed', { id: shown(hook) }) }], context)
    }
  }
}

function shown({ id }: Pick<Hook, 'id'>): string {
  return `H-${id}`
}

async function findHook(named: string, { store, workspaceId }: CommandContext): Promise<Hook> {
  const number = numberOfId('H', named)
  const hook = (await store.hooks.list(workspaceId)).find(({ id }) => id === number)
  if (hook) return hook
  throw new UserError('hooks.no-such-hook', { name: named.slice(0, 60) }, 'hook list')
}

function keyText(secret: string, { locale }: CommandContext): Text {
  return [{ text: `\n${translator(locale)('hooks:said.key')} ` }, { text: secret, style: 'code' }]
}

function done(text: Text, { locale }: CommandContext, actions: readonly Action[] = []): Reply {
  const list = { label: translator(locale)('hooks:verbs.list'), command: 'hook list' }
  return { kind: 'notice', level: 'success', locale, text, actions: [list, ...actions] }
}

function listed(command: Command, hooks: readonly Hook[], context: CommandContext): Reply {
  const translate = translator(context.locale)
  return entryList(
    command,
    {
      title: translate('hooks:list.title'),
      entries: hooks,
      cells: {
        id: shown,
        tool: ({ preset }) => preset,
        source: ({ source }) => source,
        kind: ({ kind }) => kind ?? '–',
        items: ({ items }) => items,
        success: ({ lastSuccess }) => instantCell(lastSuccess, context),
        error: ({ lastError }) => instantCell(lastError?.at ?? null, context),
      },
      label: (column) => translate(`hooks:columns.${column}`),
      note: (hook) => noteOf(hook, context),
      none: { text: translate('hooks:list.none'), suggestion: 'hook add typeform' },
    },
    context,
  )
}

function noteOf(hook: Hook, context: CommandContext): Text {
  const { lastError } = hook
  const translate = translator(context.locale)
  const wrong = lastError
    ? [
        translate(`hooks:faults.${lastError.fault}`),
        lastError.detail,
        instantCell(lastError.at, context),
      ]
    : []
  const more = wrong.flatMap((each) => (each === '' ? [] : [` · ${each}`])).join('')
  return [
    { text: `${shown(hook)}: ` },
    { text: `/hooks/${addressOf(hook)}`, style: 'code' },
    ...(more === '' ? [] : [{ text: more, data: true as const }]),
  ]
}

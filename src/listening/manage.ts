import { writtenKey } from '../core/access.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Listener } from '../core/listener.ts'
import type { Reply } from '../core/reply.ts'
import { lookUp, translator } from '../language/translate.ts'
import { numberOfId } from '../parse/index.ts'
import { entryList, instantCell } from '../report/entry-list.ts'
import { placeOfRequest } from './place.ts'
import type { ListenRequest } from './request.ts'

const MOST_LISTENERS = 200

/** Does what was asked with the places that are listened to and returns the answer. */
export async function manageListeners(
  command: Command,
  request: ListenRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  const translate = translator(locale)
  const all = await store.listeners.list(workspaceId)
  switch (request.verb) {
    case 'list':
      return listed(command, all, context)
    case 'add': {
      if (all.length >= MOST_LISTENERS) {
        throw new UserError('listening.too-many', { most: MOST_LISTENERS }, 'listen list')
      }
      const place = placeOfRequest(request.place, context, 'listen')
      const { words, brand } = request
      const made = await store.listeners.create(workspaceId, place, { words, brand }, now)
      const params = { id: `E-${made.id}`, words: words.join(', '), place: writtenKey(place) }
      const isHere = request.place === undefined
      return said(
        [
          translate(isHere ? 'listening:said.added' : 'listening:said.addedThere', params),
          lookUp(locale, `listening:needs.${place.platform}`) ?? '',
        ]
          .join(' ')
          .trim(),
        made,
        context,
      )
    }
    case 'remove': {
      const number = numberOfId('E', request.listener)
      const found = all.find(({ id }) => id === number)
      if (!found) {
        const name = request.listener.slice(0, 60)
        throw new UserError('listening.no-such-listener', { name }, 'listen list')
      }
      await store.listeners.remove(workspaceId, found.id)
      return said(translate('listening:said.removed', { id: `E-${found.id}` }), undefined, context)
    }
  }
}

function said(text: string, made: Listener | undefined, { locale }: CommandContext): Reply {
  const translate = translator(locale)
  return {
    kind: 'notice',
    level: 'success',
    locale,
    text: [{ text, data: true }],
    actions: [
      { label: translate('listening:verbs.list'), command: 'listen list' },
      ...(made
        ? [{ label: translate('listening:verbs.remove'), command: `listen remove E-${made.id}` }]
        : []),
    ],
  }
}

function listed(command: Command, all: readonly Listener[], context: CommandContext): Reply {
  const translate = translator(context.locale)
  return entryList(
    command,
    {
      title: translate('listening:list.title'),
      entries: all,
      cells: {
        id: ({ id }) => `E-${id}`,
        place: writtenKey,
        words: ({ words }) => words.join(', '),
        brand: ({ brand }) => brand ?? '–',
        items: ({ items }) => items,
        success: ({ lastSuccess }) => instantCell(lastSuccess, context),
      },
      label: (column) => translate(`listening:columns.${column}`),
      none: { text: translate('listening:list.none'), suggestion: 'listen here "norda"' },
    },
    context,
  )
}

import { writtenKey } from '../core/access.ts'
import type { Capture } from '../core/capture.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import type { Action, Notice, Reply } from '../core/reply.ts'
import { lookUp, translator } from '../language/translate.ts'
import { placeOfRequest } from '../listening/place.ts'
import { entryList, instantCell } from '../report/entry-list.ts'
import { exampleEmoji, readEmoji, writtenEmoji } from './emoji.ts'
import { UNDO_MINUTES } from './react.ts'
import type { CaptureRequest } from './request.ts'

const MOST_CAPTURES = 200

/** Does what was asked with the channels in which a reaction logs, and returns the answer. */
export async function manageCaptures(
  command: Command,
  request: CaptureRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  const translate = translator(locale)
  if (request.verb === 'list') {
    return listed(command, await store.captures.list(workspaceId), context)
  }
  const { thread: _, ...place } = placeOfRequest(request.place, context, 'capture')
  if (request.verb === 'off') {
    if (await store.captures.remove(workspaceId, place)) {
      return said(translate('capture:said.off'), [], context)
    }
    throw new UserError('capture.not-on', {}, 'capture list')
  }
  const emoji = readEmoji(request.emoji, place.platform)
  if ((await store.captures.list(workspaceId)).length >= MOST_CAPTURES) {
    throw new UserError('capture.too-many', { most: MOST_CAPTURES }, 'capture list')
  }
  await store.captures.choose(workspaceId, place, emoji, now)
  const told = translate('capture:said.on', {
    emoji: writtenEmoji(emoji, place.platform),
    minutes: UNDO_MINUTES,
  })
  const needs = needsOf(place.platform, locale)
  const text = needs === undefined ? told : `${told} ${needs}`
  const off = { label: translate('capture:buttons.off'), command: 'capture off' }
  return said(text, request.place === undefined ? [off] : [], context)
}

/** What the platform must allow, where that is not part of every set-up. */
function needsOf(platform: string, locale: Locale): string | undefined {
  return (
    lookUp(locale, `capture:needs.${platform}`) ?? lookUp(locale, `listening:needs.${platform}`)
  )
}

function said(text: string, more: readonly Action[], { locale }: CommandContext): Notice {
  const all = { label: translator(locale)('capture:buttons.list'), command: 'capture list' }
  const actions = [all, ...more]
  return { kind: 'notice', level: 'success', locale, text: [{ text, data: true }], actions }
}

function listed(command: Command, all: readonly Capture[], context: CommandContext): Reply {
  const translate = translator(context.locale)
  return entryList(
    command,
    {
      title: translate('capture:list.title'),
      entries: all,
      cells: {
        place: (capture) => writtenKey({ ...capture, thread: null }),
        emoji: ({ emoji, platform }) => writtenEmoji(emoji, platform),
        items: ({ items }) => items,
        success: ({ lastSuccess }) => instantCell(lastSuccess, context),
      },
      label: (column) => translate(`capture:columns.${column}`),
      none: {
        text: translate('capture:list.none'),
        suggestion: `capture ${exampleEmoji(context.invocation.platform)} here`,
      },
    },
    context,
  )
}

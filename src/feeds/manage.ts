import { formatDuration } from '../alerts/rule-words.ts'
import type { Command, CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Feed } from '../core/feed.ts'
import type { FeedId } from '../core/identity.ts'
import type { Action, Form, Notice, Reply } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import { numberOfId } from '../parse/index.ts'
import { entryList, instantCell } from '../report/entry-list.ts'
import type { FeedRequest } from './request.ts'

const MOST_FEEDS = 200

/** Does what was asked with a feed and returns the answer. */
export async function manageFeed(
  command: Command,
  request: FeedRequest,
  context: CommandContext,
): Promise<Reply> {
  const { store, workspaceId, now, locale } = context
  const translate = translator(locale)
  switch (request.verb) {
    case 'list':
      return listed(command, await store.feeds.list(workspaceId), context)
    case 'form':
      return feedForm(context)
    case 'add': {
      if ((await store.feeds.list(workspaceId)).length >= MOST_FEEDS) {
        throw new UserError('feeds.too-many', { most: MOST_FEEDS }, 'feed list')
      }
      const feed = await store.feeds.create(workspaceId, request.settings, now)
      const every = formatDuration(feed.everySeconds)
      return said(translate('feeds:said.added', { id: shown(feed), every }), feed, context)
    }
    case 'test': {
      const { id } = await findFeed(request.feed, context)
      const feed = await change(id, { state: 'active', nextAt: now }, context)
      return said(translate('feeds:said.tested', { id: shown(feed) }), feed, context)
    }
    case 'pause': {
      const { id } = await findFeed(request.feed, context)
      const feed = await change(id, { state: 'paused' }, context)
      return said(translate('feeds:said.paused', { id: shown(feed) }), feed, context)
    }
    case 'resume': {
      const { id } = await findFeed(request.feed, context)
      const feed = await change(id, { state: 'active', nextAt: now }, context)
      return said(translate('feeds:said.resumed', { id: shown(feed) }), feed, context)
    }
    case 'remove': {
      const feed = await findFeed(request.feed, context)
      await store.feeds.remove(workspaceId, feed.id)
      return said(translate('feeds:said.removed', { id: shown(feed) }), undefined, context)
    }
  }
}

function shown({ id }: Pick<Feed, 'id'>): string {
  return `N-${id}`
}

async function findFeed(named: string, context: CommandContext): Promise<Feed> {
  const { store, workspaceId } = context
  const number = numberOfId('N', named)
  const all = await store.feeds.list(workspaceId)
  const found = all.find(({ id, url }) => id === number || url === named)
  if (found) return found
  throw new UserError('feeds.no-such-feed', { name: named.slice(0, 60) }, 'feed list')
}

async function change(
  id: FeedId,
  changes: Parameters<CommandContext['store']['feeds']['change']>[2],
  { store, workspaceId }: CommandContext,
): Promise<Feed> {
  const feed = await store.feeds.change(workspaceId, id, changes)
  if (!feed) throw new UserError('feeds.no-such-feed', { name: `N-${id}` }, 'feed list')
  return feed
}

function said(text: string, feed: Feed | undefined, { locale }: CommandContext): Notice {
  const translate = translator(locale)
  const list = { label: translate('feeds:verbs.list'), command: 'feed list' }
  const verbs = feed?.state === 'active' ? (['pause', 'remove'] as const) : (['resume'] as const)
  const actions: readonly Action[] = [
    list,
    ...(feed
      ? verbs.map((verb) => ({
          label: translate(`feeds:verbs.${verb}`),
          command: `feed ${verb} ${shown(feed)}`,
        }))
      : []),
  ]
  const address = feed ? [{ text: ` ${feed.url}`, style: 'code', data: true } as const] : []
  return { kind: 'notice', level: 'success', locale, text: [{ text }, ...address], actions }
}

function listed(command: Command, feeds: readonly Feed[], context: CommandContext): Reply {
  const translate = translator(context.locale)
  return entryList(
    command,
    {
      title: translate('feeds:list.title'),
      entries: feeds,
      cells: {
        id: shown,
        source: ({ source }) => source,
        state: ({ state }) => translate(`feeds:states.${state}`),
        every: ({ everySeconds }) => formatDuration(everySeconds),
        items: ({ items }) => items,
        success: ({ lastSuccess }) => instantCell(lastSuccess, context),
        error: ({ lastError }) => instantCell(lastError?.at ?? null, context),
        next: ({ state, nextAt }) => (state === 'active' ? instantCell(nextAt, context) : '–'),
      },
      label: (column) => translate(`feeds:columns.${column}`),
      note(feed) {
        const { lastError } = feed
        const wrong = lastError && [translate(`feeds:faults.${lastError.fault}`), lastError.detail]
        const parts = [feed.url, ...(wrong ?? [])].filter((each) => each !== '')
        return [{ text: `${shown(feed)}: ` }, { text: parts.join(' · '), data: true }]
      },
      none: {
        text: translate('feeds:list.none'),
        actions: [{ label: translate('feeds:verbs.add'), command: 'feed add' }],
      },
    },
    context,
  )
}

/** Returns the form in which a feed is described. */
function feedForm({ locale }: CommandContext): Form {
  const translate = translator(locale)
  const field = (key: 'url' | 'every' | 'source' | 'brand' | 'kind') =>
    ({ name: key, label: translate(`feeds:form.${key}`) }) as const
  return {
    kind: 'form',
    locale,
    title: translate('feeds:form.title'),
    command: 'feed add',
    fields: [
      { ...field('url'), type: 'text', required: true },
      { ...field('every'), type: 'text', required: true, value: '30m' },
      { ...field('source'), type: 'text', required: false },
      { ...field('brand'), type: 'text', required: false },
      {
        ...field('kind'),
        type: 'choice',
        required: true,
        choices: (['mention', 'review'] as const).map((value) => ({
          value,
          label: translate(`feeds:kinds.${value}`),
        })),
        value: 'mention',
      },
    ],
  }
}

import type { Command } from '../src/core/command.ts'
import { manageFeed } from '../src/feeds/manage.ts'
import { onlyReadsFeeds, readFeedRequest } from '../src/feeds/request.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Pages on the web that feedback is read from: added, looked at, paused and taken away. */
export const feed: Command = {
  name: 'feed',
  group: 'data',
  seldom: true,
  audience: 'caller',
  formWords: ['add'],
  needs: 'manager',
  writes: true,
  readsOnly: onlyReadsFeeds,
  unscoped: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['table', 'csv', 'text'],
  run: (context) => manageFeed(feed, readFeedRequest(context.arguments.subjects[0] ?? ''), context),
}

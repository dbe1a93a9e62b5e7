import { checkBlocks, checkView } from './block-check.ts'
import { BOT, type FakeChannel, type FakeMessage, TEAM, type World } from './world.ts'

export type Args = Readonly<Record<string, string>>
export type Answer = Readonly<Record<string, unknown>>

/** Slack says no. */
export class Refusal extends Error {}

export interface MethodContext {
  readonly world: World
  readonly url: string
  readonly socketUrl: string
  /** Calls that break a rule which Slack would not let pass. */
  readonly violations: string[]
}

function parsed(value: string | undefined): unknown {
  if (value === undefined) return undefined
  try {
    return JSON.parse(value)
  } catch {
    throw new Refusal('invalid_json')
  }
}

function blocksOf(args: Args, { violations }: MethodContext): FakeMessage['blocks'] {
  const blocks = parsed(args['blocks'])
  if (blocks === undefined) return []
  const wrong = checkBlocks(blocks)
  if (wrong) {
    violations.push(wrong)
    throw new Refusal(wrong === 'only_one_table_allowed' ? wrong : 'invalid_blocks')
  }
  return blocks as FakeMessage['blocks']
}

function textOf(args: Args, { violations }: MethodContext): string {
  const { text = '' } = args
  if (text === '') {
    violations.push('no top-level text')
    throw new Refusal('no_text')
  }
  if (text.length > 40_000) throw new Refusal('msg_too_long')
  return text
}

function channelOf(id: string | undefined, { world }: MethodContext): FakeChannel {
  const channel = world.channels.get(id ?? '')
  if (!channel || channel.invisible) throw new Refusal('channel_not_found')
  return channel
}

function writable(id: string | undefined, context: MethodContext): FakeChannel {
  const channel = channelOf(id, context)
  if (channel.archived) throw new Refusal('is_archived')
  if (!channel.member) throw new Refusal('not_in_channel')
  return channel
}

type Method = (args: Args, context: MethodContext) => Answer

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': () => ({
    url: 'https://home.slack.com/',
    team: 'Home',
    user: 'cxbot',
    team_id: TEAM,
    user_id: BOT,
    bot_id: 'B0CXBOT',
  }),
  'apps.connections.open': (_, { socketUrl }) => ({ url: socketUrl }),
  'chat.postMessage': (args, context) => {
    const channel = writable(args['channel'], context)
    const message = context.world.post({
      channel: channel.id,
      thread: args['thread_ts'] ?? null,
      text: textOf(args, context),
      blocks: blocksOf(args, context),
      metadata: parsed(args['metadata']) ?? null,
      onlyFor: null,
      file: null,
      by: null,
    })
    if (args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false') {
      context.violations.push('chat.postMessage: links would be unfurled')
    }
    return { channel: channel.id, ts: message.ts }
  },
  'chat.postEphemeral': (args, context) => {
    const channel = writable(args['channel'], context)
    const message = context.world.post({
      channel: channel.id,
      thread: args['thread_ts'] ?? null,
      text: textOf(args, context),
      blocks: blocksOf(args, context),
      metadata: null,
      onlyFor: args['user'] ?? '',
      file: null,
      by: null,
    })
    return { message_ts: message.ts }
  },
  'chat.update': (args, context) => {
    const channel = channelOf(args['channel'], context)
    const message = context.world.messages.find(
      ({ ts, channel: place, onlyFor }) => ts === args['ts'] && place === channel.id && !onlyFor,
    )
    if (!message) throw new Refusal('message_not_found')
    message.text = textOf(args, context)
    message.blocks = blocksOf(args, context)
    message.metadata = parsed(args['metadata']) ?? message.metadata
    message.edits += 1
    return { channel: channel.id, ts: message.ts, text: message.text }
  },
  'chat.delete': (args, context) => {
    const channel = channelOf(args['channel'], context)
    const { messages } = context.world
    const index = messages.findIndex(
      ({ ts, channel: place, onlyFor }) => ts === args['ts'] && place === channel.id && !onlyFor,
    )
    if (index < 0) throw new Refusal('message_not_found')
    messages.splice(index, 1)
    return { channel: channel.id, ts: args['ts'] }
  },
  'files.delete': (args, { world }) => {
    const { messages } = world
    const id = args['file'] ?? ''
    if (!world.files.delete(id)) throw new Refusal('file_not_found')
    for (let index = messages.length - 1; index >= 0; index -= 1) {
      if (messages[index]?.file === id) messages.splice(index, 1)
    }
    return {}
  },
  'chat.getPermalink': (args, context) => {
    const channel = channelOf(args['channel'], context)
    return { permalink: `https://home.slack.com/archives/${channel.id}/p${args['message_ts']}` }
  },
  'conversations.open': (args, { world }) => {
    const user = args['users'] ?? ''
    if (!world.users.has(user)) throw new Refusal('user_not_found')
    const id = `D${user.slice(1)}`
    if (!world.channels.has(id)) world.channel(id, { kind: 'im' })
    return { channel: { id } }
  },
  'conversations.info': (args, context) => {
    const channel = channelOf(args['channel'], context)
    return {
      channel: {
        id: channel.id,
        name: channel.name,
        is_im: channel.kind === 'im',
        is_member: channel.member,
        is_archived: channel.archived,
        is_ext_shared: channel.shared,
        is_shared: channel.shared,
      },
    }
  },
  'conversations.history': (args, context) => history(args, context, null),
  'conversations.replies': (args, context) => history(args, context, args['ts'] ?? ''),
  'users.info': (args, { world }) => {
    const user = world.users.get(args['user'] ?? '')
    if (!user) throw new Refusal('user_not_found')
    return {
      user: {
        id: user.id,
        team_id: user.team,
        name: user.name,
        real_name: user.name,
        locale: args['include_locale'] === 'true' ? user.locale : undefined,
        is_restricted: user.restricted,
        is_ultra_restricted: false,
        is_stranger: user.stranger,
        is_bot: user.bot,
        profile: { display_name: user.name },
      },
    }
  },
  'users.conversations': (_, { world }) => ({
    channels: [...world.channels.values()].filter(
      ({ member, kind }) => member && kind === 'channel',
    ),
  }),
  'usergroups.list': (_, { world }) => ({
    usergroups: [...world.groups].map(([id, users]) => ({ id, users })),
  }),
  'views.open': (args, { violations, world }) => {
    const view = parsed(args['view'])
    const wrong = checkView(view)
    if (wrong) {
      violations.push(`view ${wrong}`)
      throw new Refusal('invalid_arguments')
    }
    const trigger = args['trigger_id'] ?? ''
    if (!world.triggers.delete(trigger)) throw new Refusal('expired_trigger_id')
    world.views.push({ trigger, view: view as Answer })
    return { view: { id: `V${world.next()}`, ...(view as Answer) } }
  },
  'files.getUploadURLExternal': (args, { url, world }) => {
    const id = `F${world.next()}`
    world.files.set(id, {
      id,
      name: args['filename'] ?? '',
      alt: args['alt_txt'] ?? null,
      length: Number(args['length']),
      title: '',
      bytes: null,
      shares: [],
    })
    if ((args['alt_txt'] ?? '').length > 1000) throw new Refusal('alt_txt_too_large')
    return { upload_url: `${url}/upload/${id}`, file_id: id }
  },
  'files.completeUploadExternal': (args, context) => {
    const { world } = context
    const files = parsed(args['files']) as readonly {
      readonly id: string
      readonly title?: string
    }[]
    const channel = args['channel_id'] === undefined ? null : writable(args['channel_id'], context)
    for (const { id, title = '' } of files) {
      const file = world.files.get(id)
      if (!file?.bytes) throw new Refusal('file_not_found')
      if (file.bytes.length !== file.length) throw new Refusal('posting_to_channel_denied')
      file.title = title
      if (!channel) continue
      const message = world.post({
        channel: channel.id,
        thread: args['thread_ts'] ?? null,
        text: args['initial_comment'] ?? '',
        blocks: [],
        metadata: null,
        onlyFor: null,
        file: id,
        by: null,
      })
      file.shares.push({ channel: channel.id, ts: message.ts })
    }
    return { files: files.map(({ id }) => ({ id })) }
  },
  'files.info': (args, { world }) => {
    const file = world.files.get(args['file'] ?? '')
    if (!file) throw new Refusal('file_not_found')
    const shares = Object.fromEntries(file.shares.map(({ channel, ts }) => [channel, [{ ts }]]))
    return { file: { id: file.id, shares: { public: shares }, channels: Object.keys(shares) } }
  },
}

/** Replies are told by their thread, and a reply alone by its own time. */
function history(args: Args, context: MethodContext, thread: string | null): Answer {
  const channel = channelOf(args['channel'], context)
  if (!channel.member) throw new Refusal('not_in_channel')
  const oldest = Number(args['oldest'] ?? 0)
  const latest = Number(args['latest'] ?? Number.MAX_SAFE_INTEGER)
  const inclusive = args['inclusive'] === 'true'
  const isWithin = (ts: number) =>
    inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest
  const found = context.world.messages
    .filter((each) => each.channel === channel.id && each.onlyFor === null)
    .filter((each) => each.thread === thread || (thread !== null && each.ts === thread))
  if (thread !== null && found.length === 0) throw new Refusal('thread_not_found')
  const messages = found
    .filter(({ ts }) => isWithin(Number(ts)))
    .reverse()
    .map(({ ts, text, metadata, thread: parent, user = BOT }) => ({
      type: 'message',
      ts,
      text,
      user,
      ...(parent === null ? {} : { thread_ts: parent }),
      ...(args['include_all_metadata'] === 'true' && metadata ? { metadata } : {}),
    }))
  return { messages, has_more: false }
}

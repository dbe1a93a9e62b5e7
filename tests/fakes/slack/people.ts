import type { FakeSlack } from './server.ts'
import { BOT, type FakeMessage, TEAM } from './world.ts'

interface Where {
  readonly user?: string
  readonly channel?: string
  readonly thread?: string | null
}

/** Makes an address for answers. */
function responseUrl(slack: FakeSlack, where: Where, source: string | null = null): string {
  const id = `r${slack.world.next()}`
  const { channel = 'C1GENERAL', user = 'U1ANNA' } = where
  slack.world.responses.set(id, { channel, user, source, uses: 0, open: true })
  return `${slack.url}/response/${id}`
}

function trigger(slack: FakeSlack): string {
  const id = `t${slack.world.next()}.x`
  slack.world.triggers.add(id)
  return id
}

/** Returns the payload of a slash command such as `/nps last-week`. */
export function slashPayload(slack: FakeSlack, line: string, where: Where = {}) {
  const [command = '', ...rest] = line.split(' ')
  const { channel = 'C1GENERAL', user = 'U1ANNA' } = where
  return {
    token: 'x',
    team_id: TEAM,
    team_domain: 'home',
    channel_id: channel,
    channel_name: slack.world.channels.get(channel)?.name ?? 'privategroup',
    user_id: user,
    user_name: slack.world.users.get(user)?.name ?? 'someone',
    command,
    text: rest.join(' '),
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl(slack, where),
    trigger_id: trigger(slack),
  }
}

function eventPayload(slack: FakeSlack, event: Readonly<Record<string, unknown>>) {
  return {
    token: 'x',
    team_id: TEAM,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${slack.world.next()}`,
    event_time: Math.floor(Date.now() / 1000),
    is_ext_shared_channel: false,
    event,
  }
}

/** Returns the payload of a message that names the bot. */
export function mentionPayload(slack: FakeSlack, text: string, where: Where = {}) {
  const { channel = 'C1GENERAL', thread = null, user = 'U1ANNA' } = where
  return eventPayload(slack, {
    type: 'app_mention',
    user,
    team: TEAM,
    text: text.replace('@cxbot', `<@${BOT}>`),
    ts: slack.world.ts(),
    channel,
    ...(thread === null ? {} : { thread_ts: thread }),
  })
}

/** Returns the payload of a plain line to the bot. */
export function directPayload(slack: FakeSlack, text: string, where: Where = {}) {
  const { channel = 'D1ANNA', user = 'U1ANNA' } = where
  const ts = slack.world.ts()
  return eventPayload(slack, { type: 'message', channel_type: 'im', user, text, ts, channel })
}

/** Returns a message's payload with a file that was dropped with it. */
export function withFile<Payload extends { readonly event: object }>(
  slack: FakeSlack,
  payload: Payload,
  file: { readonly name: string; readonly bytes: Buffer; readonly url?: string },
): Payload {
  const id = `F${slack.world.next()}`
  slack.dropped.set(id, file.bytes)
  const url = file.url ?? `${slack.url}/files-pri/${id}`
  const { name } = file
  const size = file.bytes.length
  const files = [{ id, name, title: name, mode: 'hosted', size, url_private_download: url }]
  return { ...payload, event: { ...payload.event, subtype: 'file_share', files } }
}

/** Somebody writes in a channel to nobody in particular. */
export function written(slack: FakeSlack, text: string, where: Where = {}): FakeMessage {
  const { channel = 'C1GENERAL', thread = null, user = 'U2BORIS' } = where
  const blank = { blocks: [], metadata: null, onlyFor: null, file: null, by: null }
  return slack.world.post({ channel, thread, user, text, ...blank })
}

/** Returns the payload of a reaction that is put on a message or taken away. */
export function reactionPayload(
  slack: FakeSlack,
  change: 'added' | 'removed',
  message: Pick<FakeMessage, 'ts' | 'channel' | 'user'>,
  { reaction = 'memo', user = 'U1ANNA', at = slack.world.ts() } = {},
) {
  const { channel, ts, user: author = BOT } = message
  return eventPayload(slack, {
    type: `reaction_${change}`,
    user,
    reaction,
    item: { type: 'message', channel, ts },
    item_user: author,
    event_ts: at,
  })
}

/** Returns the payload of a press of the button with this label. */
export function pressPayload(
  slack: FakeSlack,
  message: FakeMessage,
  label: string,
  user = 'U1ANNA',
) {
  const buttons = message.blocks.flatMap((block) =>
    block['type'] === 'actions'
      ? (block['elements'] as { action_id: string; value: string; text: { text: string } }[])
      : [],
  )
  const button = buttons.find(({ text }) => text.text === label)
  if (!button) throw new Error(`no button ${label}: ${buttons.map(({ text }) => text.text)}`)
  const { channel } = message
  return {
    type: 'block_actions',
    user: { id: user, username: 'anna', name: 'anna', team_id: TEAM },
    api_app_id: 'A1',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel,
      is_ephemeral: message.onlyFor !== null,
      ...(message.thread === null ? {} : { thread_ts: message.thread }),
    },
    trigger_id: trigger(slack),
    team: { id: TEAM, domain: 'home' },
    channel: { id: channel, name: channel },
    response_url: responseUrl(slack, { channel, user }, message.ts),
    actions: [
      {
        type: 'button',
        action_id: button.action_id,
        block_id: 'b',
        value: button.value,
        action_ts: slack.world.ts(),
      },
    ],
  }
}

/** Returns the payload of a message's menu. */
export function shortcutPayload(
  slack: FakeSlack,
  command: string,
  message: { readonly ts: string; readonly text: string; readonly user: string },
  where: Where = {},
) {
  const { channel = 'C1GENERAL', user = 'U1ANNA' } = where
  return {
    type: 'message_action',
    callback_id: command,
    action_ts: slack.world.ts(),
    trigger_id: trigger(slack),
    message_ts: message.ts,
    team: { id: TEAM, domain: 'home' },
    user: { id: user, name: 'anna', team_id: TEAM },
    channel: { id: channel, name: channel },
    message: { type: 'message', ...message },
    response_url: responseUrl(slack, where),
  }
}

/** Returns the payload of the form that was opened last, filled in. */
export function submissionPayload(
  slack: FakeSlack,
  values: Readonly<Record<string, string>>,
  user = 'U1ANNA',
) {
  const opened = slack.world.views.at(-1)
  if (!opened) throw new Error('no form was opened')
  const blocks = opened.view['blocks'] as { block_id: string; element: { type: string } }[]
  const state = blocks.map(({ block_id: id, element }) => {
    const value = values[id] ?? null
    const filled =
      element.type === 'static_select'
        ? { type: element.type, selected_option: value === null ? null : { value } }
        : { type: element.type, value }
    return [id, { value: filled }]
  })
  return {
    type: 'view_submission',
    team: { id: TEAM, domain: 'home' },
    user: { id: user, username: 'anna', name: 'anna', team_id: TEAM },
    api_app_id: 'A1',
    trigger_id: `t${slack.world.next()}`,
    view: {
      ...opened.view,
      id: `V${slack.world.next()}`,
      hash: `h${slack.world.next()}`,
      state: { values: Object.fromEntries(state) },
    },
  }
}

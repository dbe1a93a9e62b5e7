import { APPLICATION, type Body, CHANNEL, GUILD, snowflake } from './server.ts'

export const USER = '600000000000000001'
export const ROLE = '500000000000000001'
/** View channels, send messages, use application commands. */
const PERMISSIONS = String((1n << 10n) | (1n << 11n) | (1n << 31n))

let made = 0

/** Returns the parts that every interaction in a server has. */
function common(type: number, data: Body, more: Body = {}): Body & { id: string; token: string } {
  made += 1
  const user = { id: USER, username: 'rasa', global_name: 'Rasa', discriminator: '0' }
  return {
    id: snowflake(),
    application_id: APPLICATION,
    type,
    token: `interaction-token-${made}`,
    version: 1,
    data,
    guild_id: GUILD,
    guild: { id: GUILD, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel: { id: CHANNEL, type: 0, guild_id: GUILD },
    channel_id: CHANNEL,
    member: {
      user,
      nick: null,
      roles: [ROLE],
      permissions: PERMISSIONS,
      joined_at: '2026-01-01T00:00:00.000000+00:00',
    },
    locale: 'en-US',
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: { '0': GUILD },
    context: 0,
    attachment_size_limit: 10_485_760,
    ...more,
  }
}

/** The same, in direct messages with the bot. */
export const DIRECT: Body = {
  guild_id: undefined,
  guild: undefined,
  member: undefined,
  user: { id: USER, username: 'rasa', global_name: 'Rasa', discriminator: '0' },
  channel: { id: '710000000000000001', type: 1 },
  channel_id: '710000000000000001',
  context: 1,
}

/** A slash command with its options. */
export function slash(
  name: string,
  options: Readonly<Record<string, string>> = {},
  more: Body = {},
) {
  const given = Object.entries(options).map(([key, value]) => ({ type: 3, name: key, value }))
  return common(2, { id: '1', type: 1, name, options: given }, more)
}

/** A slash command that a file is given with. */
export function slashWithFile(
  name: string,
  file: { readonly name: string; readonly bytes: Buffer; readonly url: string },
  options: Readonly<Record<string, string>> = {},
) {
  const id = snowflake()
  const given = Object.entries(options).map(([key, value]) => ({ type: 3, name: key, value }))
  const attachment = { id, filename: file.name, size: file.bytes.length, url: file.url }
  return common(2, {
    id: '1',
    type: 1,
    name,
    options: [{ type: 11, name: 'file', value: id }, ...given],
    resolved: { attachments: { [id]: attachment } },
  })
}

/** An entry in the menu of a message. */
export function messageMenu(name: string, message: Body & { id: string }, more: Body = {}) {
  const resolved = { messages: { [message.id]: message } }
  return common(2, { id: '2', type: 3, name, target_id: message.id, resolved }, more)
}

/** A pressed button. */
export function press(
  customId: string,
  message: { id: string; ephemeral: boolean },
  more: Body = {},
) {
  return common(
    3,
    { custom_id: customId, component_type: 2 },
    { message: { id: message.id, flags: message.ephemeral ? 64 : 0 }, ...more },
  )
}

/** What is typed so far into one option. */
export function typing(
  name: string,
  focused: string,
  options: Readonly<Record<string, string>>,
  more: Body = {},
) {
  const given = Object.entries(options).map(([key, value]) => ({
    type: 3,
    name: key,
    value,
    ...(key === focused ? { focused: true } : {}),
  }))
  return common(4, { id: '1', type: 1, name, options: given }, more)
}

/** A submitted form. */
export function submit(
  customId: string,
  fields: Readonly<Record<string, string>>,
  more: Body = {},
) {
  const components = Object.entries(fields).map(([key, value]) => ({
    type: 18,
    component: { type: 4, custom_id: key, value },
  }))
  return common(5, { custom_id: customId, components }, more)
}

import type { CommandRegistry } from '../../src/core/command.ts'
import type { MessageKey, MessageParams } from '../../src/language/translate.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { ADMINISTRATOR } from './bits.ts'
import { DISCORD_API, type DiscordConfig } from './config.ts'
import { showsMessages } from './gateway.ts'
import { limits } from './limits.ts'
import { PERMISSIONS } from './places.ts'
import { differingCommands } from './register.ts'

/** What one check found; `advice` says what to click where it failed. */
export interface DiscordFinding {
  readonly check:
    | 'token'
    | 'gateway'
    | 'endpoint'
    | 'messages'
    | 'servers'
    | 'permissions'
    | 'commands'
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

type FetchLike = (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<{ readonly status: number; json(): Promise<unknown> }>

type Json = Readonly<Record<string, unknown>>
type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: 0; readonly error: string }

/** What the bot needs in a server; threads are for those who use them. */
const NEEDED = ['view', 'send', 'embed', 'attach', 'history'] as const
/** What the invitation asks for. */
const INVITED = Object.values(PERMISSIONS).reduce((all, bit) => all | bit, 0n)

function fine(check: DiscordFinding['check'], found: DiscordFinding['found']): DiscordFinding {
  return { check, ok: true, found }
}

function wrong(
  check: DiscordFinding['check'],
  found: DiscordFinding['found'],
  advice: NonNullable<DiscordFinding['advice']>,
): DiscordFinding {
  return { check, ok: false, found, advice }
}

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

/** Returns the address that adds the bot to a server with all that it needs. */
export function invitation(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(INVITED),
  })
  return `https://discord.com/oauth2/authorize?${query}`
}

/**
 * Returns what Discord says of the bot: token, gateway, servers, permissions and,
 * where the registry is given, its commands. Nothing is changed. Never rejects.
 */
export async function examineDiscord(
  config: Pick<DiscordConfig, 'api' | 'token' | 'guild'>,
  fetchLike: FetchLike = fetch,
  registry?: CommandRegistry,
): Promise<readonly DiscordFinding[]> {
  async function ask(path: string): Promise<Answer> {
    try {
      const { json, status } = await fetchWhole(path)
      return { status, body: json }
    } catch (error) {
      return { status: 0, error: error instanceof Error ? error.message : 'error' }
    }
  }
  async function fetchWhole(path: string) {
    const response = await fetchLike(`${config.api ?? DISCORD_API}/v10${path}`, {
      headers: { authorization: `Bot ${config.token.reveal()}` },
      signal: AbortSignal.timeout(limits.callMilliseconds),
    })
    return { status: response.status, json: await response.json() }
  }

  const me = await ask('/users/@me')
  if ('error' in me) return [unreachable(me.error)]
  if (me.status === 401) {
    return [wrong('token', ['discord:doctor.badToken'], ['discord:doctor.badTokenAdvice'])]
  }
  if (me.status !== 200) return [unreachable(`HTTP ${me.status}`)]
  const bot = tameLine(String(asRecord(me.body)['username'] ?? ''))
  const application = await ask('/applications/@me')
  const id = 'body' in application ? String(asRecord(application.body)['id'] ?? '') : ''
  return [
    fine('token', ['discord:doctor.token', { bot }]),
    ...gatewayFindings(await ask('/gateway/bot')),
    ...endpointFindings(application),
    ...messageFindings(application),
    ...serverFindings(await ask('/users/@me/guilds'), id, config.guild),
    ...(registry ? commandFindings(await ask(commandsPath(id, config.guild)), registry) : []),
  ]
}

function commandsPath(application: string, guild: string | null): string {
  const scope = guild === null ? '' : `/guilds/${guild}`
  return `/applications/${application}${scope}/commands?with_localizations=true`
}

function unreachable(error: string): DiscordFinding {
  return wrong(
    'token',
    ['discord:doctor.unreachable', { error }],
    ['discord:doctor.unreachableAdvice'],
  )
}

function gatewayFindings(answer: Answer): readonly DiscordFinding[] {
  if ('error' in answer) return [unreachable(answer.error)]
  if (answer.status !== 200) return [unreachable(`HTTP ${answer.status}`)]
  const limit = asRecord(asRecord(answer.body)['session_start_limit'])
  const remaining = Number(limit['remaining'] ?? 0)
  const total = Number(limit['total'] ?? 0)
  return [
    remaining > 0
      ? fine('gateway', ['discord:doctor.gateway', { remaining, total }])
      : wrong('gateway', ['discord:doctor.noSessions'], ['discord:doctor.noSessionsAdvice']),
  ]
}

/** With an endpoint of its own an application gets no interactions over the gateway. */
function endpointFindings(answer: Answer): readonly DiscordFinding[] {
  const url = 'body' in answer ? asRecord(answer.body)['interactions_endpoint_url'] : null
  if (typeof url !== 'string' || url === '') return []
  return [
    wrong(
      'endpoint',
      ['discord:doctor.endpoint', { url: tameLine(url) }],
      ['discord:doctor.endpointAdvice'],
    ),
  ]
}

/** Only what is listened to, and what a reaction logs, needs to be seen. */
function messageFindings(answer: Answer): readonly DiscordFinding[] {
  if ('error' in answer || answer.status !== 200) return []
  const flags = Number(asRecord(answer.body)['flags'] ?? 0)
  return [
    fine('messages', [`discord:doctor.${showsMessages({ flags }) ? 'messages' : 'noMessages'}`]),
  ]
}

function serverFindings(
  answer: Answer,
  application: string,
  guild: string | null,
): readonly DiscordFinding[] {
  if ('error' in answer) return [unreachable(answer.error)]
  const servers = (Array.isArray(answer.body) ? answer.body : []).map(asRecord)
  const url = invitation(application)
  if (servers.length === 0) {
    return [
      wrong('servers', ['discord:doctor.noServer'], ['discord:doctor.noServerAdvice', { url }]),
    ]
  }
  if (guild !== null && !servers.some(({ id }) => id === guild)) {
    return [
      wrong(
        'servers',
        ['discord:doctor.wrongServer', { guild }],
        ['discord:doctor.noServerAdvice', { url }],
      ),
    ]
  }
  const named = servers.map(({ name }) => tameLine(String(name ?? '')))
  const examined = servers.filter(({ id }) => guild === null || id === guild)
  return [
    fine('servers', ['discord:doctor.servers', { count: servers.length, names: named.join(', ') }]),
    ...examined.map(permissionFinding),
  ]
}

function permissionFinding(server: Json): DiscordFinding {
  const name = tameLine(String(server['name'] ?? ''))
  const text = String(server['permissions'] ?? '0')
  const bits = /^\d+$/.test(text) ? BigInt(text) : 0n
  const isAdministrator = (bits & ADMINISTRATOR) !== 0n
  const missing = NEEDED.filter((key) => !isAdministrator && (bits & PERMISSIONS[key]) === 0n)
  if (missing.length === 0) return fine('permissions', ['discord:doctor.permissions', { name }])
  return wrong(
    'permissions',
    [
      'discord:doctor.missingPermissions',
      { name, permissions: missing.map((key) => ENGLISH[key]).join(', ') },
    ],
    ['discord:doctor.missingPermissionsAdvice'],
  )
}

/** As Discord's settings call them. */
const ENGLISH: Readonly<Record<(typeof NEEDED)[number], string>> = {
  view: 'View Channels',
  send: 'Send Messages',
  embed: 'Embed Links',
  attach: 'Attach Files',
  history: 'Read Message History',
}

function commandFindings(answer: Answer, registry: CommandRegistry): readonly DiscordFinding[] {
  if ('error' in answer) return [unreachable(answer.error)]
  const there = (Array.isArray(answer.body) ? answer.body : []).map(asRecord)
  const { differing, total } = differingCommands(registry, there)
  return [
    differing === 0
      ? fine('commands', ['discord:doctor.commands', { count: total }])
      : wrong(
          'commands',
          ['discord:doctor.staleCommands', { count: differing }],
          ['discord:doctor.staleCommandsAdvice'],
        ),
  ]
}

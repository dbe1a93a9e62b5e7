import type { CommandDeclaration, CommandRegistry } from '../../src/core/command.ts'
import type { Locale } from '../../src/core/locale.ts'
import { lookUp, translator } from '../../src/language/translate.ts'
import { UMBRELLA } from './intake.ts'
import type { Json } from './json.ts'
import { limits } from './limits.ts'
import { cutTo } from './words.ts'

/** What the bot must be allowed to do, and what for is said in the README. */
export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'usergroups:read',
  'users:read',
] as const

const EVENTS = [
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
] as const

export interface ManifestOptions {
  readonly locale: Locale
  readonly name?: string
  /** Where Slack calls the bot over HTTP; Socket Mode where it is absent. */
  readonly requestUrl?: string
}

/**
 * Returns the app manifest for api.slack.com: a slash command for each command and one for
 * all, shortcuts on messages, permissions and events. Slack shows its words in one language.
 */
export function slackManifest(registry: CommandRegistry, options: ManifestOptions): Json {
  const { locale, name = 'cxbot', requestUrl } = options
  const translate = translator(locale)
  const url = requestUrl === undefined ? {} : { url: requestUrl }
  const request = requestUrl === undefined ? {} : { request_url: requestUrl }
  const umbrella = {
    command: `/${UMBRELLA}`,
    description: translate('slack:manifest.umbrella'),
    usage_hint: translate('slack:manifest.umbrellaHint'),
    should_escape: true,
    ...url,
  }
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name,
      description: translate('slack:manifest.description'),
      long_description: translate('slack:manifest.long'),
      background_color: '#1d3557',
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: name, always_online: true },
      shortcuts: registry.commands
        .filter(({ menu }) => menu === 'message')
        .slice(0, limits.shortcuts)
        .map((command) => shortcut(command, locale)),
      slash_commands: [
        umbrella,
        ...slashCommandsOf(registry).map((command) => ({
          ...slashCommand(command, locale),
          ...url,
        })),
      ],
    },
    oauth_config: { scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { ...request, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** Returns the commands that have a slash command of their own; all others are called by the umbrella. */
function slashCommandsOf({ commands }: CommandRegistry): readonly CommandDeclaration[] {
  const usual = commands.filter(({ seldom }) => !seldom)
  if (usual.length >= limits.slashCommands) {
    throw new RangeError(
      `Slack takes ${limits.slashCommands} commands, with the umbrella: declare some as seldom`,
    )
  }
  return usual
}

function descriptionOf({ name }: CommandDeclaration, locale: Locale): string {
  return lookUp(locale, `commands:${name}.description`) ?? name
}

function slashCommand(command: CommandDeclaration, locale: Locale): Json {
  const example = lookUp(locale, `commands:${command.name}.example`) ?? ''
  const hint = example.replace(/^\S+\s*/, '')
  return {
    command: `/${command.name}`,
    description: descriptionOf(command, locale),
    ...(hint === '' ? {} : { usage_hint: hint }),
    should_escape: true,
  }
}

function shortcut(command: CommandDeclaration, locale: Locale): Json {
  const name = lookUp(locale, `commands:${command.name}.menu`) ?? command.name
  return {
    name: cutTo(name, limits.shortcutName),
    type: 'message',
    callback_id: command.name,
    description: cutTo(descriptionOf(command, locale), limits.shortcutDescription),
  }
}

import type { CommandRegistry } from './command.ts'

/** The platforms with people on them. */
export const CHAT_PLATFORMS = ['slack', 'discord', 'telegram'] as const

/** What sets a platform apart for everything outside its adapter. */
export interface PlatformTraits {
  /** Whoever asks sits at the machine that holds the data, or was let in by its operator. */
  readonly local: boolean
  /** People's ids hold within a community only, such as a Slack team. */
  readonly idsOfCommunity: boolean
  /** An account as the bot writes it. */
  readonly exampleAccount: string
  /**
   * The bot's own slash command, by which those are called that have none of their own because
   * the platform takes only so many; null where each command has its name.
   */
  readonly umbrella: string | null
}

const ELSEWHERE: PlatformTraits = {
  local: false,
  idsOfCommunity: false,
  exampleAccount: 'telegram/123456789',
  umbrella: null,
}

const PLATFORMS: Readonly<Record<string, PlatformTraits>> = {
  console: { ...ELSEWHERE, local: true },
  web: { ...ELSEWHERE, local: true },
  slack: {
    ...ELSEWHERE,
    idsOfCommunity: true,
    exampleAccount: 'slack/T012AB3CD/U045EF6GH',
    umbrella: 'cx',
  },
  discord: { ...ELSEWHERE, exampleAccount: 'discord/80351110224678912' },
}

/** Returns the traits of a platform; of one that is not known, those that are safe. */
export function platformTraits(platform: string): PlatformTraits {
  return Object.hasOwn(PLATFORMS, platform) ? (PLATFORMS[platform] ?? ELSEWHERE) : ELSEWHERE
}

/** Returns whether a word is the name of a platform with people on it. */
export function isChatPlatform(word: string): boolean {
  return CHAT_PLATFORMS.some((platform) => platform === word.toLowerCase())
}

/** Returns whether the platform is at home: whoever asks there may do everything. */
export function isLocal(platform: string): boolean {
  return platformTraits(platform).local
}

/** Returns a command line as it is typed on a platform: `/cx audit` where `audit` has no name there. */
export function typedOn(
  platform: string,
  line: string,
  registry: Pick<CommandRegistry, 'find'>,
): string {
  const { umbrella } = platformTraits(platform)
  const [name = ''] = line.split(/\s/, 1)
  return umbrella !== null && registry.find(name)?.seldom ? `/${umbrella} ${line}` : line
}

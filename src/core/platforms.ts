/** What sets a platform apart for everything outside its adapter. */
export interface PlatformTraits {
  /** Whoever asks sits at the machine that holds the data, or was let in by its operator. */
  readonly local: boolean
  /** People's ids hold within a community only, such as a Slack team. */
  readonly idsOfCommunity: boolean
  /** An account as the bot writes it. */
  readonly exampleAccount: string
}

const ELSEWHERE: PlatformTraits = {
  local: false,
  idsOfCommunity: false,
  exampleAccount: 'telegram/123456789',
}

const PLATFORMS: Readonly<Record<string, PlatformTraits>> = {
  console: { ...ELSEWHERE, local: true },
  web: { ...ELSEWHERE, local: true },
  slack: { ...ELSEWHERE, idsOfCommunity: true, exampleAccount: 'slack/T012AB3CD/U045EF6GH' },
  discord: { ...ELSEWHERE, exampleAccount: 'discord/80351110224678912' },
}

/** Returns the traits of a platform; of one that is not known, those that are safe. */
export function platformTraits(platform: string): PlatformTraits {
  return Object.hasOwn(PLATFORMS, platform) ? (PLATFORMS[platform] ?? ELSEWHERE) : ELSEWHERE
}

/** Returns whether the platform is at home: whoever asks there may do everything. */
export function isLocal(platform: string): boolean {
  return platformTraits(platform).local
}

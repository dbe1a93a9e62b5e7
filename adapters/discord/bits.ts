/** The flag of a message that only one person sees. */
export const EPHEMERAL = 1 << 6

/** The permission that stands for all others. */
export const ADMINISTRATOR = 1n << 3n

/** The permission to see a channel. */
export const VIEW_CHANNEL = 1n << 10n

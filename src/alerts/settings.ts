import { accountOf } from '../core/access.ts'
import type { AlertSettings } from '../core/alert.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import { isLocal } from '../core/platforms.ts'
import { targetNamed } from '../digests/place-words.ts'
import { resolveFilters } from '../dispatch/resolve-filters.ts'
import { knownAspect } from '../report/aspect-names.ts'
import { formatRule } from './describe.ts'
import type { AlertDraft } from './request.ts'

const COOLDOWN_SECONDS = 3600
const LONGEST_NAME = 80

/**
 * Returns the settings that a draft means: names as they are stored, the rest as is usual.
 * Throws the UserErrors of its filters and its place.
 */
export async function settingsOf(
  draft: AlertDraft,
  context: CommandContext,
): Promise<AlertSettings> {
  const { store, workspaceId, invocation, locale, zone, aspects, access } = context
  const { rule } = draft
  const known = await store.names(workspaceId, 'aspect', { limit: 100 })
  const asked = rule.filters.map(({ dimension, names }) => ({
    dimension,
    names:
      dimension === 'aspect'
        ? names.map((name) => knownAspect(name, context, known, (each) => `aspect:${each}`))
        : names,
  }))
  const lineWith = (filters: typeof asked) => `alert ${formatRule({ ...rule, filters })}`
  const filters = await resolveFilters(
    store,
    workspaceId,
    asked,
    (others) => lineWith([...others] as typeof asked),
    aspects,
  )
  const whole = { ...rule, filters: [...filters, ...access.scope] }
  const name = (draft.name ?? formatRule(rule)).slice(0, LONGEST_NAME)
  const local = isLocal(invocation.platform)
  return {
    name,
    owner: {
      ...accountOf(invocation.platform, invocation.user, invocation.place),
      name: invocation.user.name,
    },
    target:
      local && draft.place === undefined
        ? { type: 'person', platform: invocation.platform, user: invocation.user.id }
        : targetNamed(draft.place, invocation),
    rule: whole,
    locale: draft.locale ?? locale,
    cooldownSeconds: draft.cooldownSeconds ?? COOLDOWN_SECONDS,
    quiet: draft.quiet ? { ...draft.quiet, zone } : null,
  }
}

/** Throws a UserError where an alert has no place that the bot can write to; a test needs none. */
export async function checkTarget(
  { target }: AlertSettings,
  context: CommandContext,
): Promise<void> {
  const { platform } = target
  if (isLocal(platform)) {
    throw new UserError('digests.place-needed', { place: platform }, 'in:telegram:-1001234567890')
  }
  if (target.type === 'person') return
  const facts = await context.place(platform, target.channel, target.thread)
  if (!facts?.member) throw new UserError('digests.place-gone', { channel: target.channel })
}

import type { SendOutcome } from '../../src/core/delivery.ts'
import { SlackFault } from './api.ts'

export const UNAUTHORISED: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'org_login_required',
  'team_access_not_granted',
  'two_factor_setup_required',
  'app_uninstalled',
])

type Reason = Extract<SendOutcome, { type: 'undeliverable' }>['reason']

const UNDELIVERABLE: Readonly<Record<string, Reason>> = {
  channel_not_found: 'no-such-place',
  is_archived: 'no-such-place',
  thread_not_found: 'no-such-place',
  user_not_found: 'no-such-place',
  users_not_found: 'no-such-place',
  user_not_visible: 'no-such-place',
  not_in_channel: 'not-a-member',
  user_not_in_channel: 'not-a-member',
  channel_type_not_supported: 'not-a-member',
  restricted_action: 'blocked',
  restricted_action_read_only_channel: 'blocked',
  restricted_action_thread_only_channel: 'blocked',
  restricted_action_non_threadable_channel: 'blocked',
  ekm_access_denied: 'blocked',
  user_disabled: 'blocked',
  messages_tab_disabled: 'blocked',
  cannot_dm_bot: 'blocked',
  expired_url: 'expired',
  used_url: 'expired',
  cant_update_message: 'expired',
  edit_window_closed: 'expired',
  message_not_found: 'expired',
}

/** Returns whether Slack's word means that the token no longer holds. */
export function isUnauthorised(error: unknown): boolean {
  return (
    error instanceof SlackFault &&
    error.fault.type === 'refused' &&
    UNAUTHORISED.has(error.fault.reason)
  )
}

/** Returns what became of a send that threw. */
export function outcomeOf(error: unknown): Exclude<SendOutcome, { type: 'sent' }> {
  if (!(error instanceof SlackFault)) {
    return { type: 'unknown', detail: error instanceof Error ? error.name : 'error' }
  }
  const { fault } = error
  switch (fault.type) {
    case 'rate-limited':
      return { type: 'rate-limited', retryAfterSeconds: fault.seconds, scope: 'place' }
    case 'unsent':
      return { type: 'failed', detail: fault.reason }
    case 'unknown':
      return { type: 'unknown', detail: fault.reason }
    case 'refused': {
      const { reason } = fault
      if (UNAUTHORISED.has(reason)) return { type: 'unauthorised', detail: reason }
      return {
        type: 'undeliverable',
        reason: UNDELIVERABLE[reason] ?? 'invalid',
        detail: reason,
      }
    }
  }
}

/** Words by which Slack refuses the form of a message, and not its place. */
const FORM_REFUSED =
  /^(invalid_blocks|invalid_blocks_format|invalid_attachments|msg_too_long|msg_blocks_too_long|only_one_table_allowed|block_mismatch|slack_file)/

/** Returns whether a simpler message may be taken where this one was not. */
export function refusesForm(error: unknown): boolean {
  return (
    error instanceof SlackFault &&
    error.fault.type === 'refused' &&
    FORM_REFUSED.test(error.fault.reason)
  )
}

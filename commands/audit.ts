import { homeOf } from '../src/access/actor.ts'
import { namedBy } from '../src/access/mention.ts'
import { type AccountKey, AUDIT_OUTCOMES, type AuditEntry, writtenKey } from '../src/core/access.ts'
import type { Command, CommandContext } from '../src/core/command.ts'
import type { EpochSeconds } from '../src/core/identity.ts'
import type { Block } from '../src/core/reply.ts'
import { formatInstant } from '../src/language/format.ts'
import { translator } from '../src/language/translate.ts'
import { periodOf } from '../src/report/asked-period.ts'
import { reportOf } from '../src/report/report-frame.ts'

const SHOWN = 50
const IN_FILE = 5_000

/** Who did what, where and when, and how it ended; typed words and customers' words are not in it. */
export const audit: Command = {
  name: 'audit',
  group: 'people',
  seldom: true,
  audience: 'caller',
  needs: 'admin',
  unscoped: true,
  period: { default: 'all' },
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [
    { type: 'choice', name: 'outcome', values: AUDIT_OUTCOMES },
    { type: 'value', name: 'user' },
  ],
  async run(context) {
    const { store, locale, arguments: asked, invocation } = context
    const { options } = asked
    const period = periodOf(context)
    const whole = period.shape.type === 'all'
    const limit = asked.view === 'csv' ? IN_FILE : SHOWN
    const outcome = AUDIT_OUTCOMES.find((each) => each === options['outcome'])
    const { user } = options
    const named = user === undefined ? undefined : namedBy(user, invocation)
    const found = await store.access.audit(homeOf(context), {
      start: whole ? (0 as EpochSeconds) : period.start,
      end: whole || !period.complete ? ((context.now + 1) as EpochSeconds) : period.end,
      limit: limit + 1,
      ...(outcome === undefined ? {} : { outcome }),
      ...(user === undefined ? {} : { user: named?.type === 'person' ? named.key.user : user }),
    })
    const entries = found.slice(0, limit)
    const translate = translator(locale)
    const more = translate('access:audit.more', { count: limit })
    return reportOf(audit, context, {
      title: translate('access:audit.title'),
      ...(whole ? {} : { period }),
      view: 'table',
      namesPeople: true,
      blocks: [
        entries.length === 0
          ? {
              type: 'paragraph',
              text: [
                {
                  text: whole
                    ? translate('access:audit.noneAtAll')
                    : translate('access:audit.none', { period: period.label }),
                },
              ],
            }
          : table(entries, context),
        found.length > limit ? { type: 'notes', notes: [[{ text: more }]] } : undefined,
      ],
    })
  },
}

function table(entries: readonly AuditEntry[], { locale, zone }: CommandContext): Block {
  const translate = translator(locale)
  const columns = ['at', 'who', 'command', 'outcome', 'detail', 'place'] as const
  return {
    type: 'table',
    columns: columns.map((key) => ({
      key,
      label: translate(`access:audit.${key}`),
      format: key === 'at' ? 'date' : 'text',
    })),
    rows: entries.map(({ at, name, account, command, outcome, detail, place }) => [
      formatInstant(at, locale, zone),
      whoOf(name, account),
      command,
      translate(`access:audit.outcomes.${outcome}`),
      detail,
      writtenKey(place),
    ]),
  }
}

/** Whoever was forgotten is nobody: what they did stays. */
function whoOf(name: string, account: AccountKey): string {
  if (account.user === '') return '–'
  return name === '' ? writtenKey(account) : `${name} (${writtenKey(account)})`
}

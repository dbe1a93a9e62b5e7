import type { CommandContext } from '../core/command.ts'
import type { Digest } from '../core/digest.ts'
import type { Action, Block, Form, Text } from '../core/reply.ts'
import { formatInstant } from '../language/format.ts'
import { lookUp, translator } from '../language/translate.ts'
import { placeText } from './place-words.ts'
import { READY_SETS } from './ready-sets.ts'
import { describeSchedule } from './schedule-words.ts'

/** Returns the id of a digest as people see it. */
export function shownDigest({ id }: Pick<Digest, 'id'>): string {
  return `D-${id}`
}

/** Returns one digest in words: what it is, when and where it goes, and what can be done with it. */
export function describedDigest(
  command: string,
  digest: Digest,
  said: string,
  context: CommandContext,
): readonly Block[] {
  const { locale } = context
  const translate = translator(locale)
  const id = shownDigest(digest)
  const next: Text =
    digest.state.type === 'active' && digest.nextDue !== null
      ? [
          {
            text: ` ${translate('digests:next', {
              time: formatInstant(digest.nextDue, locale, digest.schedule.zone),
            })}`,
          },
        ]
      : []
  const toggle = digest.state.type === 'active' ? 'pause' : 'resume'
  const actions: readonly Action[] = (['preview', 'now', toggle, 'history', 'delete'] as const).map(
    (verb) => ({ label: translate(`digests:verbs.${verb}`), command: `${command} ${verb} ${id}` }),
  )
  return [
    { type: 'paragraph', text: [{ text: said, data: true }, ...next] },
    {
      type: 'notes',
      notes: [
        [{ text: describeSchedule(digest.schedule, locale) }],
        [{ text: `→ ${placeText(digest, context)}`, data: true }],
        ...digest.contents.map((line): Text => [{ text: line, style: 'code', data: true }]),
      ],
    },
    { type: 'actions', actions },
  ]
}

/** Returns the form in which a new digest is described. */
export function digestForm({ locale, zone }: CommandContext): Form {
  const translate = translator(locale)
  const field = (name: 'name' | 'days' | 'at' | 'zone' | 'contents' | 'empty' | 'in') =>
    ({ name, label: translate(`digests:form.${name}`) }) as const
  const choices = (values: readonly string[]) =>
    values.map((value) => ({
      value,
      label: lookUp(locale, `digests:choices.${value}`) ?? value,
    }))
  return {
    kind: 'form',
    locale,
    title: translate('digests:form.title'),
    command: 'digest create',
    fields: [
      { ...field('name'), type: 'text', required: true },
      {
        ...field('days'),
        type: 'choice',
        required: true,
        choices: choices(['weekdays', 'daily', 'monday', 'monthly']),
        value: 'weekdays',
      },
      { ...field('at'), type: 'text', required: true, value: '09:00' },
      {
        ...field('contents'),
        type: 'long-text',
        required: true,
        value: READY_SETS[0],
      },
      { ...field('zone'), type: 'text', required: false, value: zone },
    ],
  }
}

import type { Locale } from '../../src/core/locale.ts'
import type { Notice } from '../../src/core/reply.ts'
import { lookUp, translator } from '../../src/language/translate.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import type { Offer } from './keyboard.ts'
import { QUESTION_MARK } from './question.ts'
import { dataRun, mixedRun, type Run, run, runsOf, type Section } from './rich-text.ts'

const MARKS = { error: '⚠️ ', success: '✅ ', information: '' } as const

/** Returns a notice: what is said, and what can be pressed. */
export function noticeParts(notice: Notice): {
  readonly sections: readonly Section[]
  readonly offers: readonly Offer[]
} {
  const { actions, level, locale, suggestion, text } = notice
  const offered = actions.some(({ command }) => command === suggestion)
  const words = [run(MARKS[level]), ...runsOf(text)]
  const hint =
    suggestion === undefined || offered
      ? []
      : [
          [
            dataRun(
              translator(locale)('report:text.suggestion', {
                suggestion: isolate(tameLine(suggestion)),
              }),
            ),
          ],
        ]
  return { sections: [words, ...hint], offers: actions }
}

/** Returns a question for the rest of a line that lacks what it is about. */
export function missingSection(notice: Notice, command: string): Section {
  const { locale, suggestion, text } = notice
  const translate = translator(locale)
  const example = suggestion ?? exampleOf(command, locale)
  return [
    ...asked(`/${command}`),
    ...runsOf(text),
    ...(example === undefined
      ? []
      : [
          run(`\n${translate('telegram:question.example')} `),
          { ...mixedRun(`/${example}`, 'code'), live: true as const },
        ]),
    run('\n\n'),
    run(translate('telegram:question.reply'), 'i'),
  ]
}

/** Returns the head of a question: what it is about, so that the answer can be put behind it. */
export function asked(line: string, number = ''): readonly Run[] {
  const about: Run = { ...run(line, 'code'), live: true }
  return [run(`${QUESTION_MARK} `), about, { ...run(number), live: true }, run('\n')]
}

function exampleOf(command: string, locale: Locale): string | undefined {
  return lookUp(locale, `commands:${command}.example`)
}

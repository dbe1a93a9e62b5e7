import type { Ask } from './actions.ts'
import { button, byId, element } from './dom.ts'
import { allWords, onWords } from './words.ts'

/** Shows questions to begin with, which the sample's story or anybody's data can answer. */
export function showExamples(sample: boolean, ask: Ask): void {
  const place = byId('examples')
  onWords(() => {
    const { examples } = allWords()
    const shown = Object.values(sample ? examples.sample : examples.own)
    place.replaceChildren(
      ...shown.map(({ question, example }) => {
        const made = button(
          { class: 'example' },
          () => ask(example, made),
          element('span', { class: 'ask' }, question),
          element('span', { class: 'line' }, `/${example}`),
        )
        return made
      }),
    )
  })
}

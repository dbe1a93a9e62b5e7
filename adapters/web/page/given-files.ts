import { byId, icon } from './dom.ts'
import { onWords, say } from './words.ts'

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

/**
 * Takes files that are dropped anywhere on the page, which a browser would open in its place, or
 * chosen with the button beside the command box. Each is told to `onFile`.
 */
export function takeFiles(onFile: (file: File) => void): void {
  const attach = byId<HTMLButtonElement>('attach')
  const chooser = byId<HTMLInputElement>('file')
  const giveAll = (files: FileList | null | undefined): void => {
    for (const file of files ?? []) onFile(file)
  }
  const mark = (over: boolean): void => {
    document.body.toggleAttribute('data-drop', over)
  }

  attach.append(icon('attach'))
  attach.addEventListener('click', () => chooser.click())
  chooser.addEventListener('change', () => {
    giveAll(chooser.files)
    // The same file can be chosen again.
    chooser.value = ''
  })
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    mark(true)
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false)
  })
  document.addEventListener('drop', (event) => {
    mark(false)
    if (!hasFiles(event)) return
    event.preventDefault()
    giveAll(event.dataTransfer?.files)
  })
  onWords(() => {
    attach.setAttribute('aria-label', say('composer.attach'))
    attach.title = say('composer.attach')
  })
}

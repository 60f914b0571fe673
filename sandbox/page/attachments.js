import { fill, h } from './dom.js'
import { readFiles } from './files.js'
import { toast } from './toasts.js'
/** @import { UploadedFile } from '../surface.ts' */

/**
 * The files to be sent with a message, as chips that can be taken away.
 * @param {() => void} changed
 */
export function createAttachments(changed) {
  const chips = h('div', { class: 'attached' })
  /** @type {HTMLInputElement} */
  const chooser = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    onchange: () => add(chooser.files),
  })
  /** @type {UploadedFile[]} */
  let files = []
  return {
    element: h('div', {}, chips, chooser),
    choose: () => chooser.click(),
    add,
    get isEmpty() {
      return files.length === 0
    },
    /** Hands over the attached files and forgets them. */
    take() {
      const taken = files
      set([])
      return taken
    },
  }

  /** @type {(list: FileList | null | undefined) => Promise<void>} */
  async function add(list) {
    if (!list?.length) return
    const read = await readFiles(list).catch(() => undefined)
    if (read) set([...files, ...read])
    else toast('The file cannot be read.', true)
    chooser.value = ''
  }

  /** @type {(next: UploadedFile[]) => void} */
  function set(next) {
    files = next
    fill(chips, files.map(chip))
    changed()
  }

  /** @param {UploadedFile} file */
  function chip(file) {
    const remove = () => set(files.filter((each) => each !== file))
    const cross = h(
      'button',
      { type: 'button', class: 'button-plain', 'aria-label': `Remove ${file.name}`, onclick: remove },
      '×',
    )
    return h('span', { class: 'chip' }, file.name, cross)
  }
}

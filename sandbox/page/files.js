import { h } from './dom.js'
import { icon } from './icons.js'
/** @import { FileSeen, MessageSeen, UploadedFile } from '../surface.ts' */

/**
 * The files of a message: a picture is shown, any other file is a card that opens it.
 * @param {MessageSeen} message
 */
export function filesOf(message) {
  if (!message.files?.length) return undefined
  return h('div', { class: 'files' }, message.files.map(fileNode))
}

/** @param {FileSeen} file */
function fileNode(file) {
  const props = { href: file.url, target: '_blank', rel: 'noopener noreferrer' }
  if (file.mimetype.startsWith('image/'))
    return h(
      'a',
      { ...props, class: 'file-picture' },
      h('img', { src: file.url, alt: file.title || file.name }),
    )
  return h(
    'a',
    { ...props, class: 'file-card' },
    icon('attach'),
    h(
      'span',
      {},
      h('strong', {}, file.title || file.name),
      h('small', {}, `${file.mimetype} · ${sizeWords(file.size)}`),
    ),
  )
}

/** @type {(bytes: number) => string} */
function sizeWords(bytes) {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * Reads chosen files as the sandbox takes them: text as it is, anything else as a `data:` URL.
 * @type {(files: Iterable<File>) => Promise<UploadedFile[]>}
 */
export function readFiles(files) {
  return Promise.all(
    [...files].map(async (file) => ({
      name: file.name,
      mimetype: file.type || 'text/plain',
      content: await contentOf(file),
    })),
  )
}

/** @type {(file: File) => Promise<string>} */
function contentOf(file) {
  if (file.type === '' || file.type.startsWith('text/') || file.type === 'application/json')
    return file.text()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () =>
      reject(new Error('The file cannot be read', { cause: reader.error })),
    )
    reader.readAsDataURL(file)
  })
}

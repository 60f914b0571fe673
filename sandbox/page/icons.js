const NS = 'http://www.w3.org/2000/svg'

const PATHS = {
  add: 'M10 4v12M4 10h12',
  archive: 'M3 5h14v3H3zM4.5 8v8h11V8M8 11h4',
  attach: 'M14.5 9.5 9 15a3 3 0 0 1-4.2-4.2l6.4-6.4a2 2 0 0 1 2.9 2.9l-6.3 6.2a.9.9 0 0 1-1.3-1.3l5.4-5.3',
  book: 'M10 5.5C8 4 5.5 4 3.5 4.5V15c2-.5 4.5-.5 6.5 1 2-1.5 4.5-1.5 6.5-1V4.5C14.5 4 12 4 10 5.5zM10 5.5V16',
  bell: 'M10 3.5a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5-1.5 5.5h12c0-.5-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3.5zM8.5 16a1.6 1.6 0 0 0 3 0',
  bolt: 'M11 2.5 4.5 11.5H10l-1 6 6.5-9H10z',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7V4h9v9h-3M4 7h9v9H4z',
  down: 'M6 8l4 4 4-4',
  edit: 'M4 16l.8-3.4L13 4.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.4 15.2z',
  expand: 'M8 6l4 4-4 4',
  hash: 'M8 3.5 6.5 16.5M13.5 3.5 12 16.5M4 7.5h13M3 12.5h13',
  home: 'M3.5 9.5 10 4l6.5 5.5M5.5 8.5V16h9V8.5',
  lock: 'M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  more: 'M4.6 10h.01M10 10h.01M15.4 10h.01',
  outside: 'M8 5H5v10h10v-3M11 4h5v5M16 4 9 11',
  people:
    'M7.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 16c0-2.8 2-4.5 4.5-4.5S12 13.2 12 16M12.5 5a2.3 2.3 0 0 1 0 4.5M14 11.8c1.9.4 3 2 3 4.2',
  phone: 'M6.5 2.5h7a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM9 15h2',
  pin: 'M7.5 3.5h5l-.5 5 2.5 2.5v1.5h-9V11L8 8.5zM10 12.5V17',
  send: 'M3.5 4 17 10 3.5 16l2-6zM5.5 10H11',
  smile: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.5 8.3v.4M12.5 8.3v.4M7 11.8c1.6 2.2 4.4 2.2 6 0',
  sliders: 'M4 6h6M14 6h2M4 14h2M10 14h6M12 4v4M8 12v4',
  thread: 'M4 4.5h12v8.5H9.5L6 16v-3H4zM7 8h6M7 10.3h4',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6',
}

/**
 * A small line drawing. It is decoration: the control around it carries the label.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const svg = document.createElementNS(NS, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('class', `icon icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(NS, 'path')
  path.setAttribute('d', PATHS[name])
  svg.append(path)
  return svg
}

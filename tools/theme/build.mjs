// Builds what the workbench serves: two stylesheets (left-to-right and mirrored), the components' script, and a gzip
// of each, so that no Node is needed where the workbench runs and nothing is fetched from anywhere else.
// Run in this folder: npm install --no-package-lock && npm run build (a lock file would carry an address)
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import rtlcss from 'rtlcss'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '..', '..', 'src', 'babyhubs', 'workbench', 'static', 'workbench')
const nhsuk = join(here, 'node_modules', 'nhsuk-frontend')
const icons = ['arrow-down', 'arrow-up-down', 'arrow-up', 'cross'].map((name) => `nhsuk-icon-${name}.svg`)

function write (name, text) {
  const bytes = Buffer.from(text, 'utf8')
  writeFileSync(join(target, name), bytes)
  const packed = gzipSync(bytes, { level: 9 })
  packed[9] = 255 // the "made on" byte of gzip: the same file from any system
  writeFileSync(join(target, `${name}.gz`), packed)
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} packed`)
}

const { css } = sass.compile(join(here, 'theme.scss'), {
  loadPaths: [join(here, 'node_modules')],
  style: 'compressed',
  quietDeps: true
})
const elsewhere = css.match(/url\((?!"?images\/)[^)]*\)/g)
if (elsewhere) throw new Error(`The stylesheet asks for something outside its folder: ${elsewhere}`)

mkdirSync(join(target, 'images'), { recursive: true })
write('theme.css', css)
write('theme.rtl.css', rtlcss.process(css))
write('nhsuk-frontend.min.js', readFileSync(join(nhsuk, 'dist', 'nhsuk', 'nhsuk-frontend.min.js'), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n'))
for (const icon of icons) {
  copyFileSync(join(nhsuk, 'dist', 'nhsuk', 'assets', 'images', icon), join(target, 'images', icon))
}

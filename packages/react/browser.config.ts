// Makes dist/browser: lectern.js and lectern.css, and beside them the parts that load on demand.
import { defaultClientConditions, defineConfig } from 'vite'
import { contractForPages } from '../protocol/for-pages.plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  // Works in any folder of any site.
  base: './',
  publicDir: false,
  plugins: [contractForPages],
  // The page sets the URL of Lectern; no setting of the build machine is included.
  envPrefix: 'LECTERN_BROWSER_',
  resolve: { conditions: ['lectern-source', ...defaultClientConditions] },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: { lectern: 'browser/lectern.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/[name]-[hash].js',
        assetFileNames: ({ names }) =>
          names.includes('lectern.css') ? 'lectern.css' : 'parts/[name]-[hash][extname]',
      },
    },
  },
})

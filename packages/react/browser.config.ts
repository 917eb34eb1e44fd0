// Makes dist/browser: lectern.js and lectern.css, and beside them what is fetched when first wanted.
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  // Whatever folder of whatever site it is copied to.
  base: './',
  publicDir: false,
  // The page says where Lectern is; nothing of the machine that builds this stays in it.
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

// Makes dist/browser.js, which bundlers of pages take: the contract without the words of its documents.
import { defineConfig } from 'vite'
import { withoutWords } from './without-words.plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [withoutWords],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    target: 'es2023',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'browser.js' },
    rolldownOptions: { external: /^zod/ },
  },
})

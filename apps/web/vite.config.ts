import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'
import { textFace } from './text-face.plugin.ts'
import { noSkeletons } from './no-skeletons.plugin.ts'
import { contractForPages } from '../../packages/protocol/for-pages.plugin.ts'
import { serviceWorker } from './service-worker.plugin.ts'

// All paths that the server answers itself; the rest are routes of the app.
const API =
  '^/(auth|me|users|conversations|sync|events|search|notices|push|saved|planned|blocks|reports|policy|attachments|documents|cards|invocations)(/|\\?|$)'

/** The text face is always needed: loaded beside the styles, it is there at the first paint. */
const preloadFont = (name: RegExp): Plugin => ({
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => name.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head' as const,
        })),
  },
})

/**
 * This chunk runs before the app, which waits for its requests: the texts load beside the rest and not after
 * it.
 */
const runFirst = (name: string): Plugin => ({
  name: 'run-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((each) => each.type === 'chunk' && each.name === name)
        .map(({ fileName }) => ({
          tag: 'script',
          attrs: { type: 'module', crossorigin: '', src: `/${fileName}` },
          injectTo: 'head-prepend' as const,
        })),
  },
})

/** Every supported browser reads woff2; the older formats would only fill the disk. */
const woff2Only = {
  postcssPlugin: 'woff2-only',
  Declaration: {
    src: (declaration: { value: string }) => {
      declaration.value = declaration.value.replace(/,\s*url\([^)]*\.(?:woff|ttf)\) format\([^)]*\)/gu, '')
    },
  },
}

export default defineConfig({
  plugins: [
    react(),
    contractForPages,
    noSkeletons,
    runFirst('chosen-catalogue'),
    preloadFont(/inter-text.*\.woff2$/),
    serviceWorker('src/worker/service-worker.ts'),
  ],
  resolve: { conditions: ['lectern-source', ...defaultClientConditions] },
  css: { postcss: { plugins: [woff2Only, textFace] } },
  // Below a path of its host the page alone has absolute addresses, which the server puts there; scripts and styles
  // find the others from where they are.
  experimental: {
    renderBuiltUrl: (_file, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  build: {
    // The content security policy has no `data:` for fonts, and the polyfill is for browsers that are no longer
    // supported.
    assetsInlineLimit: 0,
    // The oldest supported browsers; older ones would get longer styles.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    sourcemap: true,
    // Libraries change rarely: they stay in the browser's cache when the app changes. Lazy parts stay separate.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'chosen-catalogue',
              test: /apps\/web\/src\/texts\/(?:chosen-catalogue|languages?)\.ts$/,
              priority: 1,
            },
            { name: 'libraries', test: /node_modules/, tags: ['$initial'] },
            { name: 'app', test: /(?:apps\/web|packages\/\w+)\/src\//, tags: ['$initial'] },
            { name: 'emoji-de', test: /emojibase-data\/de/ },
            { name: 'emoji-en', test: /emojibase-data\/en\/data/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: { [API]: { target: process.env.LECTERN_SERVER ?? 'http://localhost:8002', ws: true } },
  },
})

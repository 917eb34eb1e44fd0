import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `light-dark()` is kept as written: its polyfill does not follow a theme chosen on an ancestor.
export default defineConfig({
  plugins: [react()],
  build: { target: ['chrome123', 'firefox121', 'safari17.5'] },
})

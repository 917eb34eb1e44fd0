import { defineMain } from '@storybook/react-vite/node'
import { defaultClientConditions, mergeConfig } from 'vite'

/** Works without a network: nothing is reported, nothing is requested. */
export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../stories/*.stories.tsx'],
  addons: ['@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  typescript: { reactDocgen: false },
  viteFinal: (config) =>
    mergeConfig(config, {
      resolve: { conditions: ['lectern-source', ...defaultClientConditions] },
      build: { target: ['chrome123', 'firefox121', 'safari17.5'], chunkSizeWarningLimit: 4_000 },
    }),
})

import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each face is one page of its own: /console/… and /sandbox/… answer their index.html in development too. */
const faces = ['console', 'sandbox'];
const deepLinks: Plugin = {
  name: 'deep-links',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const [path = ''] = (request.url ?? '').split('?');
      const face = faces.find((name) => path.startsWith(`/${name}`));
      if (face && !path.includes('.') && !path.startsWith('/sandbox/api')) request.url = `/${face}/index.html`;
      next();
    });
  },
};

const backend = process.env.SIYU_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    vue(),
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    deepLinks,
  ],
  resolve: { alias: { '@': at('.') } },
  define: { __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    manifest: true,
    assetsDir: 'console/assets',
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 700,
    // One sheet: it is small, and a page would otherwise fetch twenty.
    cssCodeSplit: false,
    rolldownOptions: {
      input: Object.fromEntries(faces.map((face) => [face, at(`${face}/index.html`)])),
      output: {
        codeSplitting: {
          groups: [
            { name: 'icons', test: /node_modules[\\/]@lucide/ },
            { name: 'vue', priority: 1, test: /node_modules[\\/](vue|@vue|vue-router|vue-i18n|@intlify|@tanstack)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/sandbox/api', '/c/'].map((path) => [path, { target: backend }])),
  },
});


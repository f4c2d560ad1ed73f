import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;
const server = `http://localhost:${process.env['PORT'] ?? '3000'}`;

export default defineConfig({
  root: here('.'),
  // Holds what must keep its name and run before the modules: the theme script and the icon.
  publicDir: here('./app/public'),
  plugins: [react()],
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    // Source maps would carry the interviewer's screens into reach of a candidate's developer tools.
    sourcemap: false,
    // Inlined assets become `data:` addresses, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs and what rarely changes: cached over releases.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
            { name: 'yjs', test: /node_modules\/(yjs|lib0|y-protocols)\// },
            // Many small files that most screens share weigh less as one.
            {
              name: 'base',
              test: /client\/platform\/(store|server-clock|use-later-module|use-opened|api-error|use-command)\.ts|shared\/(errors|limits|contracts\/operation)\.ts|node_modules\/nanoid\//,
              minShareCount: 2,
            },
            {
              name: 'ui',
              test: /client\/ui\/(?!confirm-dialog|relative-time|switch\.|use-light-print)|node_modules\/(lucide-react|@radix-ui|@floating-ui|@tanstack)\//,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      // Objects, because a plain address would rewrite Host, and the server compares Host with Origin.
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
      '/documents': { target: server, ws: true },
    },
  },
});

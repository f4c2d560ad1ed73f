import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Bundles the server's own TypeScript; packages stay in node_modules. */
export default defineConfig({
  root: here('..'),
  publicDir: false,
  build: {
    ssr: true,
    outDir: here('../dist/server'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { main: here('./main.ts'), demo: here('./demo.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
});

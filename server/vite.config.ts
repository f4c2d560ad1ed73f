import { execFileSync } from 'node:child_process';
import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Bundles the server's own TypeScript; packages stay in node_modules. */
export default defineConfig({
  root: here('..'),
  publicDir: false,
  plugins: [
    {
      name: 'compile-scenario-bank',
      writeBundle() {
        execFileSync(process.execPath, [here('../dist/server/compile-bank.js')], { stdio: 'inherit' });
      },
    },
  ],
  build: {
    ssr: true,
    outDir: here('../dist/server'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: here('./main.ts'),
        demo: here('./demo.ts'),
        'compile-bank': here('./compile-bank.ts'),
        'reading-thread': here('./features/scenarios/reading-thread.ts'),
        'pdf-worker': here('./features/review/report/pdf-worker.ts'),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});

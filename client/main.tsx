import './platform/zod-settings.ts';
import '#client/styles/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme } from '#client/ui/theme.ts';
import { App } from './app/app.tsx';
import { retryFailedStyles } from './platform/retry-styles.ts';
import { listenForShortcuts } from './platform/shortcuts.ts';

applyTheme();
listenForShortcuts();
retryFailedStyles();

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

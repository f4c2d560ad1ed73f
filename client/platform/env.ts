/** What the build and the browser tell; nothing else reads them. */
export const env = {
  isDevelopment: import.meta.env.DEV,
  /** Without https (or localhost) a browser gives no microphone, camera or clipboard. */
  isSecure: typeof window !== 'undefined' && window.isSecureContext,
  isApple: typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent),
  origin: typeof window === 'undefined' ? '' : window.location.origin,
} as const;

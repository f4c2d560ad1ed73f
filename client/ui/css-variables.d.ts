import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Values a component hands to its stylesheet. */
    [name: `--${string}`]: string | number | undefined;
  }
}

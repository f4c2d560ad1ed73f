/** The brackets of Mermaid nodes. */

export type MermaidShape =
  | 'box'
  | 'round'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'diamond'
  | 'hexagon'
  | 'lean'
  | 'flag';

export interface MermaidBrackets {
  readonly open: string;
  readonly closes: readonly string[];
  readonly shape: MermaidShape;
}

/** In the order they are tried: longer openings first, because `[(` begins like `[`. */
export const MERMAID_SHAPES: readonly MermaidBrackets[] = [
  { open: '(((', closes: [')))'], shape: 'circle' },
  { open: '([', closes: ['])'], shape: 'stadium' },
  { open: '((', closes: ['))'], shape: 'circle' },
  { open: '(-', closes: ['-)'], shape: 'circle' },
  { open: '[[', closes: [']]'], shape: 'subroutine' },
  { open: '[(', closes: [')]'], shape: 'cylinder' },
  { open: '[/', closes: ['/]', '\\]'], shape: 'lean' },
  { open: '[\\', closes: ['\\]', '/]'], shape: 'lean' },
  { open: '{{', closes: ['}}'], shape: 'hexagon' },
  { open: '[', closes: [']'], shape: 'box' },
  { open: '(', closes: [')'], shape: 'round' },
  { open: '{', closes: ['}'], shape: 'diamond' },
  { open: '>', closes: [']'], shape: 'flag' },
];

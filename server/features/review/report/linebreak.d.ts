declare module 'linebreak' {
  /** Opportunities to break a line (UAX #14), in order; the last one is the end of the text. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}

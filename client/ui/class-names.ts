/** Joins the names that apply; a CSS module look-up may be `undefined`, a condition `false`. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

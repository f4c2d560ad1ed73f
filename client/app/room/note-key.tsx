import { usePageActs } from '#client/platform/shortcuts.ts';
import { roomPageStrings as strings } from './strings.ts';

/** Stands for the box for notes until that is fetched and takes the key itself, so that the key is never dead. */
export function NoteKey({ onPress }: { readonly onPress: () => void }) {
  usePageActs([
    {
      id: 'rubric.note-soon',
      label: strings.noteAct,
      group: strings.groupRating,
      keys: 'n',
      run: onPress,
    },
  ]);
  return null;
}

import { useTheme } from '#client/ui/theme.ts';
import { appStrings as strings } from '../strings.ts';
import styles from './room-picture.module.css';

const lightUrl = new URL('./room-picture-light.png', import.meta.url).href;
const darkUrl = new URL('./room-picture-dark.png', import.meta.url).href;

/** A room during an interview, as the candidate sees it, in the reader's own theme. */
export function RoomPicture() {
  const { shown } = useTheme();
  return (
    <img
      className={styles.picture}
      src={shown === 'dark' ? darkUrl : lightUrl}
      width={1440}
      height={840}
      alt={strings.picture}
      loading="lazy"
      decoding="async"
    />
  );
}

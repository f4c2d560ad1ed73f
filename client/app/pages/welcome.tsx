import type { ReactNode } from 'react';
import { appStrings as strings } from '../strings.ts';
import { RoomPicture } from './room-picture.tsx';
import styles from './welcome.module.css';

/** The start page of somebody who has never been here. */
export function Welcome({ start }: { start: ReactNode }) {
  return (
    <main className={styles.welcome}>
      <div className={styles.hero}>
        <div className={styles.words}>
          <h1 className={styles.title}>{strings.heroTitle}</h1>
          <p className={styles.lead}>{strings.heroText}</p>
          <section className={styles.how}>
            <h2 className={styles.heading}>{strings.howTitle}</h2>
            <ol className={styles.steps}>
              {strings.how.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        </div>
        {start}
      </div>
      <RoomPicture />
      <section className={styles.get} aria-label={strings.getTitle}>
        {strings.get.map((item) => (
          <div key={item.title}>
            <h3 className={styles.itemTitle}>{item.title}</h3>
            <p className={styles.itemText}>{item.text}</p>
          </div>
        ))}
      </section>
    </main>
  );
}

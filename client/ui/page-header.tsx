import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './page-header.module.css';

export type PageHeaderProps = {
  readonly title: ReactNode;
  /** Badges beside the title. */
  readonly marks?: ReactNode;
  readonly text?: ReactNode;
  /** The page this one belongs to. */
  readonly back?: { readonly to: string; readonly label: string };
  /** Acts of the whole page, at the end of the title's line. */
  readonly children?: ReactNode;
};

/** The heading of a page, what the page is about, and what can be done with all of it. */
export function PageHeader({ title, marks, text, back, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {back ? (
        <Link to={back.to} className={styles.back}>
          <ArrowLeft size={14} aria-hidden="true" />
          {back.label}
        </Link>
      ) : null}
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.titles}>
            <h1 className={styles.title}>{title}</h1>
            {marks}
          </div>
          {text ? <p className={styles.text}>{text}</p> : null}
        </div>
        {children ? <div className={styles.acts}>{children}</div> : null}
      </div>
    </header>
  );
}

import { Library, Scale, Settings, TrendingUp } from 'lucide-react';
import { Link, Outlet } from 'react-router';
import { useLogin } from '#client/features/accounts/use-login.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Queries } from './queries.tsx';
import { Wordmark } from './wordmark.tsx';
import { appStrings as strings } from './strings.ts';
import styles from './site-frame.module.css';

/** The frame of every page but the room. */
export function SiteFrame() {
  return (
    <Queries>
      <Frame />
    </Queries>
  );
}

function Frame() {
  const login = useLogin();
  return (
    <div className={styles.frame}>
      <a href="#content" className={`visually-hidden ${styles.skip}`}>
        {strings.skip}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand} aria-label={`${strings.product}, ${strings.home}`}>
          <Wordmark />
        </Link>
        <nav className={styles.nav} aria-label={strings.sections}>
          <Link to="/scenarios" className={styles.link}>
            <Library size={16} aria-hidden="true" />
            <span className={styles.name}>{strings.scenarios}</span>
          </Link>
          {login.data ? (
            <Link to="/progress" className={styles.link}>
              <TrendingUp size={16} aria-hidden="true" />
              <span className={styles.name}>{strings.progress}</span>
            </Link>
          ) : null}
          {login.data ? (
            <Link to="/calibration" className={styles.link}>
              <Scale size={16} aria-hidden="true" />
              <span className={styles.name}>{strings.calibration}</span>
            </Link>
          ) : null}
          <Link to="/settings" className={styles.link}>
            {login.data ? (
              <Avatar name={login.data.name} size={24} isDecorative />
            ) : (
              <Settings size={16} aria-hidden="true" />
            )}
            <span className={styles.name}>{strings.settings}</span>
          </Link>
        </nav>
      </header>
      <div id="content" className={styles.content}>
        <Outlet />
      </div>
    </div>
  );
}

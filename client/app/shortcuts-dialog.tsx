import { pageActs, singleKeysPreference } from '#client/platform/shortcuts.ts';
import { useStore } from '#client/platform/store.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { groupActs } from './group-acts.ts';
import { appStrings as strings } from './strings.ts';
import styles from './shortcuts-dialog.module.css';

/** What the keys do on this page. */
export function ShortcutsDialog({ onOpenChange }: { onOpenChange: (isOpen: boolean) => void }) {
  const acts = useStore(pageActs).filter((act) => act.keys !== undefined);
  const areOn = useStore(singleKeysPreference);
  const groups = groupActs(acts);
  return (
    <Dialog
      isOpen
      isTextOnly
      size="lg"
      onOpenChange={onOpenChange}
      title={strings.shortcutsTitle}
      description={areOn ? strings.shortcutsText : strings.shortcutsOff}
    >
      <div className={styles.groups}>
        {groups.map(([title, items]) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.heading}>{title}</h3>
            <dl className={styles.list}>
              {items.map((act) => (
                <div key={act.id} className={styles.row}>
                  <dt>{act.label}</dt>
                  <dd>
                    <Kbd keys={act.keys ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

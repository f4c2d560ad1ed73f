import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './collapsible-section.module.css';

export type CollapsibleSectionProps = {
  readonly title: ReactNode;
  /** Level of the title in the page. Default 3. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** Beside the title, open or not: a count, a badge. */
  readonly summary?: ReactNode;
  /** Buttons at the end of the line; not part of the toggle. */
  readonly actions?: ReactNode;
  /** Leave out `isOpen` to let it keep its own state. */
  readonly isOpen?: boolean | undefined;
  readonly isOpenAtFirst?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function CollapsibleSection({
  title,
  headingLevel = 3,
  summary,
  actions,
  isOpen,
  isOpenAtFirst = false,
  onOpenChange,
  className,
  children,
}: CollapsibleSectionProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <Collapsible.Root
      className={classNames(styles.section, className)}
      defaultOpen={isOpenAtFirst}
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <div className={styles.header}>
        <Heading className={styles.heading}>
          <Collapsible.Trigger className={styles.trigger}>
            <ChevronRight size={14} className={styles.chevron} aria-hidden="true" />
            <span className={styles.title}>{title}</span>
            {summary ? <span className={styles.summary}>{summary}</span> : null}
          </Collapsible.Trigger>
        </Heading>
        {actions}
      </div>
      <Collapsible.Content className={styles.content}>{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}

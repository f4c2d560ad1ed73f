import { Clock, FileText } from 'lucide-react';
import { useState } from 'react';
import type { Reveal } from '#shared/contracts/scenario-format.contract.ts';
import { useCockpit } from './cockpit-context.ts';
import { IF_UNASKED_WORDS, POLICY_WORDS, cockpitStrings as strings } from './cockpit-strings.ts';
import { GuideRow } from './guide-row.tsx';
import { RevealFace } from './reveal-face.tsx';
import { ShowButton } from './show-button.tsx';
import { SourcedText } from './sourced-text.tsx';
import { plainText } from './sourced-parts.ts';
import styles from './reveal-row.module.css';

/** A card to hand over, known by the words that count as asking for it: one press shows it to the candidate. */
export function RevealRow({
  reveal,
  isOpenAtFirst = false,
}: {
  readonly reveal: Reveal;
  readonly isOpenAtFirst?: boolean;
}) {
  const { shown } = useCockpit();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const [first = '', ...others] = reveal.listen_for;
  return (
    <GuideRow
      main={{ kind: 'open', isOpen, onToggle: setIsOpen }}
      isDone={shown.has(reveal.id)}
      itemId={reveal.id}
      trailing={<ShowButton reveal={reveal} />}
      detail={
        isOpen ? (
          <div className={styles.detail}>
            <div className={styles.face}>
              <RevealFace face={reveal.face} />
            </div>
            <p className={styles.note}>
              <SourcedText text={reveal.note} />
            </p>
            <p className={styles.note}>
              {reveal.policy === 'offer_by'
                ? strings.offerByLong(reveal.offer_by_minute ?? 0)
                : POLICY_WORDS[reveal.policy]}{' '}
              {IF_UNASKED_WORDS[reveal.if_unasked]}
            </p>
          </div>
        ) : null
      }
    >
      <span className="visually-hidden">{strings.countsAsAsking}: </span>
      <span className={styles.asking}>{plainText(first)}</span>
      {others.length > 0 ? <span className={styles.others}>{others.map(plainText).join(' · ')}</span> : null}
      {/* "If asked" is the rule and stays unsaid; what differs from it is marked. */}
      {reveal.kind === 'exhibit' || reveal.policy !== 'only_if_asked' ? (
        <span className={styles.marks}>
          {reveal.kind === 'exhibit' ? (
            <span className={styles.mark}>
              <FileText aria-hidden="true" />
              {strings.exhibit}
            </span>
          ) : null}
          {reveal.policy === 'only_if_asked' ? null : (
            <span className={styles.mark}>
              <Clock aria-hidden="true" />
              {reveal.policy === 'offer_by'
                ? strings.offerBy(reveal.offer_by_minute ?? 0)
                : strings.volunteer}
            </span>
          )}
        </span>
      ) : null}
    </GuideRow>
  );
}

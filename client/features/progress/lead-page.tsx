import { useState } from 'react';
import type { LeadView } from '#shared/contracts/progress.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Row, RowList } from '#client/ui/row-list.tsx';
import { AgreementSection } from './agreement-section.tsx';
import { LeadFilter } from './lead-filter.tsx';
import { Failed, Loading } from './progress-page.tsx';
import { ScenarioStatistics } from './scenario-statistics.tsx';
import { Section } from './section.tsx';
import { FORM_NAMES, dimensionLabel, progressStrings as strings, signed } from './strings.ts';
import { useLeadFilter } from './use-lead-filter.ts';
import { useLeadView } from './use-progress.ts';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

/** `/progress/lead`: how the rating in one's own rooms stands. */
export function LeadPage() {
  const { filter, setFilter } = useLeadFilter();
  const query = useLeadView(filter);
  const isFiltered = filter.roomId !== null || filter.period !== null;
  return (
    <div className={classNames(page.frame, styles.page)}>
      <PageHeader
        back={{ to: '/progress', label: strings.backToProgress }}
        title={strings.leadTitle}
        text={strings.leadIntro}
      />
      {query.isPending ? <Loading /> : null}
      {query.isError ? <Failed query={query} /> : null}
      {query.isError && isFiltered ? (
        <ButtonLink to="/progress/lead">{strings.showEverything}</ButtonLink>
      ) : null}
      {query.data && (isFiltered || query.data.interviews > 0) ? (
        <LeadFilter filter={filter} roomChoices={query.data.roomChoices} onChange={setFilter} />
      ) : null}
      {query.data ? <Lead view={query.data} /> : null}
    </div>
  );
}

function Lead({ view }: { view: LeadView }) {
  // Told by the answer: the one before may still be in sight.
  const isNarrow = view.raters === null;
  const leftOut = strings.leftOut(view.leftOut.asCandidate, view.leftOut.sealed);
  if (isNarrow && view.interviews === 0 && view.unfinishedCount === 0) {
    return (
      <p className={styles.muted}>
        {strings.narrowEmpty} {leftOut ? `${leftOut}.` : ''}
      </p>
    );
  }
  if (view.interviews === 0 && view.unfinishedCount === 0) {
    return (
      <EmptyState title={strings.leadEmptyTitle} action={<ButtonLink to="/">{strings.startRoom}</ButtonLink>}>
        {strings.leadEmptyText} {leftOut ? `${leftOut}.` : ''}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.muted}>
        {isNarrow ? strings.narrowCount(view.interviews) : strings.leadCount(view.interviews, view.rooms)}
        {leftOut ? `, ${leftOut}` : ''}.
      </p>
      <Unfinished view={view} />
      <AgreementSection agreement={view.agreement} isNarrow={isNarrow} />
      {view.anchors ? <Anchors anchors={view.anchors} /> : null}
      {view.raters ? <Raters raters={view.raters} /> : null}
      {isNarrow ? <p className={styles.muted}>{strings.narrowLeavesOut}</p> : null}
      <Cases scenarios={view.scenarios} isNarrow={isNarrow} />
    </>
  );
}

function Unfinished({ view }: { view: LeadView }) {
  return (
    <Section title={strings.unfinished} text={view.unfinishedCount === 0 ? strings.unfinishedNone : null}>
      {view.unfinished.length > 0 ? (
        <RowList>
          {view.unfinished.map((interview) => (
            <Row
              key={interview.interviewId}
              to={`/rooms/${interview.roomId}`}
              title={`${interview.scenario?.title ?? strings.noCase} · ${interview.roomName}`}
              detail={interview.missing
                .map(({ displayName, kind }) => `${displayName}: ${FORM_NAMES[kind]}`)
                .join(', ')}
            >
              <span className={styles.rowResult}>
                {interview.deadlineAt === null ? (
                  strings.openAlready
                ) : (
                  <span>
                    {strings.opensAt} <RelativeTime at={new Date(interview.deadlineAt)} />
                  </span>
                )}
              </span>
            </Row>
          ))}
        </RowList>
      ) : null}
      {view.unfinishedCount > view.unfinished.length ? (
        <p className={styles.muted}>
          {strings.unfinishedMore(view.unfinishedCount - view.unfinished.length)}
        </p>
      ) : null}
    </Section>
  );
}

function Anchors({ anchors }: { anchors: NonNullable<LeadView['anchors']> }) {
  return (
    <Section title={strings.anchors} text={anchors.length === 0 ? strings.anchorsNone : strings.anchorsText}>
      {anchors.length > 0 ? (
        <ul className={styles.focuses}>
          {anchors.map((anchor) => (
            <li key={`${anchor.dimension} ${anchor.rung}`} className={styles.focus}>
              <h3 className={styles.label}>
                {dimensionLabel(anchor.dimension)}, {strings.rung.toLowerCase()} {anchor.rung} ·{' '}
                {strings.anchorApart(anchor.apart, anchor.pairs)}
              </h3>
              <p>{anchor.anchor}</p>
              {anchor.otherAnchor ? (
                <p className={styles.muted}>
                  {strings.anchorOther}: {anchor.otherAnchor}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function Raters({ raters }: { raters: NonNullable<LeadView['raters']> }) {
  return (
    <Section title={strings.raters} text={raters.length === 0 ? strings.ratersNone : strings.ratersText}>
      {raters.length > 0 ? (
        <TableScroll label={strings.raters}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{strings.name}</th>
                {[
                  strings.rubrics,
                  strings.shared,
                  strings.severity,
                  strings.halo,
                  strings.coverage,
                  strings.late,
                ].map((title) => (
                  <th key={title} scope="col" className={styles.number}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {raters.map(({ userId, displayName, figures }) => (
                <tr key={userId}>
                  <th scope="row">{displayName}</th>
                  <td className={styles.number}>{figures.rubrics}</td>
                  <td className={styles.number}>{figures.shared}</td>
                  <td className={styles.number}>
                    {figures.severityHundredths === null
                      ? strings.tooFew
                      : signed(figures.severityHundredths)}
                  </td>
                  <td className={styles.number}>{strings.ofPairs(figures.haloFlat, figures.haloEligible)}</td>
                  <td className={styles.number}>
                    {figures.meanCoveragePercent === null ? '–' : `${figures.meanCoveragePercent} %`}
                  </td>
                  <td className={styles.number}>{figures.late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      ) : null}
    </Section>
  );
}

function Cases({ scenarios, isNarrow }: { scenarios: LeadView['scenarios']; isNarrow: boolean }) {
  const [openId, setOpenId] = useState<string | null>(null);
  if (scenarios.length === 0) return null;
  return (
    <Section title={strings.scenarios} text={isNarrow ? strings.scenariosNarrow : strings.scenariosText}>
      <RowList>
        {scenarios.map(({ id, title, interviews }) => (
          <Row
            key={id}
            title={title}
            detail={`${interviews} ${strings.count.toLowerCase()}`}
            acts={
              <Button
                size="sm"
                aria-expanded={openId === id}
                aria-label={`${openId === id ? strings.closeCase : strings.openCase}: ${title}`}
                onClick={() => setOpenId(openId === id ? null : id)}
              >
                {openId === id ? strings.closeCase : strings.openCase}
              </Button>
            }
            areActsSlim
            below={openId === id ? <ScenarioStatistics scenarioId={id} /> : null}
          />
        ))}
      </RowList>
    </Section>
  );
}

import { useParams } from 'react-router';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { ReviewPage as Review } from '#client/features/review/review-page.tsx';
import { RevealCard } from '#client/features/scenarios/reveal-card.tsx';
import { reviewChanges } from '../review-changes.ts';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';

export function ReviewPage() {
  const { interviewId = '' } = useParams();
  useTitle(strings.reviewTitle);
  return (
    <main>
      <Review
        interviewId={interviewId}
        changes={reviewChanges}
        renderCard={(card) => <RevealCard {...card} isNew={false} />}
        renderNotes={(blocks) => <NotesView blocks={blocks} topHeadingLevel={3} />}
      />
    </main>
  );
}

import { ButtonLink } from '#client/ui/button-link.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';

export function NotFoundPage() {
  useTitle(strings.notFoundTitle);
  return (
    <main>
      <EmptyState
        isPage
        title={strings.notFoundTitle}
        action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}
      >
        {strings.notFoundText}
      </EmptyState>
    </main>
  );
}

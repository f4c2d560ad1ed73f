import type { Role } from '#shared/domain/vocabulary.ts';
import { Badge } from '#client/ui/badge.tsx';
import { ROLE_NAMES } from './strings.ts';

export function RoleBadge({ role }: { role: Role }) {
  return (
    <Badge look="outline" tone={role === 'candidate' ? 'accent' : 'neutral'}>
      {ROLE_NAMES[role]}
    </Badge>
  );
}

import { useState } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { roomStrings as strings } from './strings.ts';

export interface RenameDialogProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onRename: (name: string) => Promise<void>;
}

export function RenameDialog({ name, isOpen, onOpenChange, onRename }: RenameDialogProps) {
  const [draft, setDraft] = useState(name);
  const rename = useCommand(async (next: string) => {
    await onRename(next);
    onOpenChange(false);
  });
  const wanted = draft.trim();
  return (
    <Dialog
      size="sm"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.renameTitle}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{strings.cancel}</Button>
          <Button
            variant="primary"
            type="submit"
            form="rename-room"
            disabled={wanted === ''}
            isPending={rename.isPending}
          >
            {strings.save}
          </Button>
        </>
      }
    >
      <form
        id="rename-room"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') void rename.start(wanted);
        }}
      >
        <Field label={strings.roomName}>
          <Input
            value={draft}
            maxLength={LIMITS.roomName.max}
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

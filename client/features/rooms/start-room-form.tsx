import { useState, type FormEvent } from 'react';
import { ClipboardList, PenTool } from 'lucide-react';
import { createRoom } from '#shared/contracts/rooms.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { displayNamePreference } from '#client/platform/display-name.ts';
import { ROLE_NAMES, roomStrings as strings } from './strings.ts';
import styles from './start-room-form.module.css';

export interface StartRoomFormProps {
  readonly initialName: string;
  readonly onStarted: (roomId: string) => void | Promise<void>;
}

/** Name and role, and one is in the room; everything else is chosen there. */
export function StartRoomForm({ initialName, onStarted }: StartRoomFormProps) {
  const [name, setName] = useState(initialName);
  const [role, setRole] = useState<'candidate' | 'interviewer'>('interviewer');
  const [hasTried, setHasTried] = useState(false);
  const { start, isPending } = useCommand(async (displayName: string) => {
    const { room } = await callApi(createRoom, { displayName, role });
    displayNamePreference.set(displayName);
    await onStarted(room.id);
  });
  const wanted = name.trim();

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    if (wanted !== '') void start(wanted);
  }

  return (
    <form className={styles.form} noValidate onSubmit={handleSubmit}>
      <Field
        label={strings.yourName}
        hint={strings.yourNameHint}
        error={hasTried && wanted === '' ? strings.nameMissing : null}
      >
        <Input
          size="lg"
          value={name}
          maxLength={LIMITS.displayName.max}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={strings.iAm}>
        <RadioCards
          columns={2}
          value={role}
          onValueChange={setRole}
          cards={[
            {
              value: 'interviewer',
              title: ROLE_NAMES.interviewer,
              description: strings.interviewerShort,
              icon: <ClipboardList />,
            },
            {
              value: 'candidate',
              title: ROLE_NAMES.candidate,
              description: strings.candidateShort,
              icon: <PenTool />,
            },
          ]}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" isFullWidth isPending={isPending}>
        {strings.start}
      </Button>
    </form>
  );
}

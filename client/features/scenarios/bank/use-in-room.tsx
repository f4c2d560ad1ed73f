import { useQuery } from '@tanstack/react-query';
import { ArrowRight, DoorOpen } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { configureInterview, getInterview } from '#shared/contracts/interviews.contract.ts';
import { createRoom, listRooms } from '#shared/contracts/rooms.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { displayNamePreference } from '#client/platform/display-name.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { bankStrings as strings } from './bank-strings.ts';
import styles from './use-in-room.module.css';

/** From a case to a room that is set up with it. */
export function UseInRoom({ scenarioId }: { readonly scenarioId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<DoorOpen />} onClick={() => setIsOpen(true)}>
        {strings.useInRoom}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={strings.useTitle} description={strings.useText}>
        {isOpen ? <RoomChoice scenarioId={scenarioId} /> : null}
      </Dialog>
    </>
  );
}

function RoomChoice({ scenarioId }: { readonly scenarioId: string }) {
  const navigate = useNavigate();
  const rooms = useQuery({ queryKey: ['rooms', 'list'], queryFn: () => callApi(listRooms, {}) });
  const [name, setName] = useState(displayNamePreference.getSnapshot);
  const [hasTried, setHasTried] = useState(false);
  const wanted = name.trim();

  const go = useCommand(async ({ roomId, interviewId }: { roomId: string; interviewId: string }) => {
    const interview = await callApi(getInterview, { interviewId });
    if (interview.view === 'guide') {
      await callApi(configureInterview, { interviewId, setup: { ...interview.setup, scenarioId } });
    }
    await navigate(`/rooms/${roomId}`);
  });
  const begin = useCommand(async () => {
    const { room, interviewId } = await callApi(createRoom, { displayName: wanted, role: 'interviewer' });
    displayNamePreference.set(wanted);
    await go.start({ roomId: room.id, interviewId });
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    if (wanted !== '') void begin.start();
  }

  const open = (rooms.data?.rooms ?? []).flatMap(({ room, interviews }) =>
    interviews
      .filter(({ status, role }) => status === 'preparing' && role === 'interviewer')
      .map(({ id }) => ({ roomId: room.id, interviewId: id, name: room.name })),
  );
  return (
    <div className={styles.choice}>
      {rooms.isPending ? <Skeleton shape="block" height={64} /> : null}
      {rooms.isError ? (
        <ErrorState
          size="sm"
          title={strings.roomsFailed}
          advice={toErrorWords(rooms.error).advice}
          isRetrying={rooms.isRefetching}
          onRetry={() => void rooms.refetch()}
        />
      ) : null}
      {open.length > 0 ? (
        <section>
          <h3 className={styles.heading}>{strings.openRooms}</h3>
          <ul className={styles.rooms}>
            {open.map((target) => (
              <li key={target.interviewId} className={styles.room}>
                <span className={styles.name}>{target.name}</span>
                <Button size="sm" isPending={go.isPending} onClick={() => void go.start(target)}>
                  {strings.chooseThere}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <form className={styles.form} noValidate onSubmit={handleSubmit}>
        <Field
          label={strings.yourName}
          hint={strings.yourNameHint}
          error={hasTried && wanted === '' ? strings.nameMissing : null}
        >
          <Input
            value={name}
            maxLength={LIMITS.displayName.max}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Button
          type="submit"
          variant="primary"
          trailing={<ArrowRight />}
          isPending={begin.isPending || go.isPending}
        >
          {strings.newRoom}
        </Button>
      </form>
    </div>
  );
}

import { useNavigate } from 'react-router';
import { deleteOwn, getOwn, retireOwn, type OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { saveFile } from '#client/platform/save-file.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { useToast } from '#client/ui/toast.tsx';
import { LIMITS } from '#shared/limits.ts';
import { useBankChanged } from '../bank/use-bank.ts';
import { ownStrings as strings } from './own-strings.ts';
import { readScenarioFile } from './read-scenario-file.ts';
import { useCreateOwn } from './use-own.ts';

/** What can be done with an own scenario wherever it stands. */
export function useOwnActs() {
  const navigate = useNavigate();
  const { showToast } = useToast();
  const changed = useBankChanged();
  const create = useCreateOwn();

  const begin = useCommand(async (text: string | null) => {
    const { scenarioId } = await create(text);
    await navigate(`/scenarios/own/${scenarioId}`);
  });
  async function retire(scenarioId: string, isRetired: boolean): Promise<void> {
    await callApi(retireOwn, { scenarioId, isRetired });
    await changed();
    showToast({
      key: `retired-${scenarioId}`,
      tone: 'good',
      title: isRetired ? strings.retiredNow : strings.backAgain,
      action: { label: strings.undo, onSelect: () => void undoRetiring.start(scenarioId, !isRetired) },
    });
  }
  const undoRetiring = useCommand(async (scenarioId: string, isRetired: boolean) => {
    await callApi(retireOwn, { scenarioId, isRetired });
    await changed();
  });
  const setRetired = useCommand(retire);
  const download = useCommand(async ({ scenarioId, title }: OwnScenario) => {
    const { text } = await callApi(getOwn, { scenarioId });
    saveYaml(title, text);
  });

  async function upload(file: Blob) {
    const reading = await readScenarioFile(file);
    if (reading.ok) {
      await begin.start(reading.text);
      return;
    }
    showToast(readingWords(reading.reason));
  }

  /** Rejects where it may not be deleted; the dialog says so. */
  async function remove(scenarioId: string) {
    await callApi(deleteOwn, { scenarioId });
    await changed();
    showToast({ tone: 'good', title: strings.deleted });
  }

  return { begin, setRetired, download, upload, remove };
}

export function saveYaml(title: string | null, text: string): void {
  saveFile(strings.fileName(title), new Blob([text], { type: 'application/yaml' }));
}

export function readingWords(reason: 'too-large' | 'not-text') {
  return reason === 'too-large'
    ? {
        tone: 'bad' as const,
        title: strings.tooLarge,
        description: strings.tooLargeText(LIMITS.scenarioText.toLocaleString('en')),
      }
    : { tone: 'bad' as const, title: strings.notText };
}

import { useSearchParams } from 'react-router';
import { IdSchema } from '#shared/contracts/operation.ts';
import { LEAD_PERIODS, type LeadPeriod } from '#shared/contracts/progress.contract.ts';

/** What the lead's view is narrowed to; null is everything. */
export interface LeadFilter {
  readonly roomId: string | null;
  readonly period: LeadPeriod | null;
}

/** The filter stands in the address, so that it can be sent and gone back to. What no filter can be is passed over. */
export function useLeadFilter(): { filter: LeadFilter; setFilter: (next: LeadFilter) => void } {
  const [params, setParams] = useSearchParams();
  const roomId = IdSchema.safeParse(params.get('room'));
  return {
    filter: {
      roomId: roomId.success ? roomId.data : null,
      period: LEAD_PERIODS.find((period) => period === params.get('period')) ?? null,
    },
    setFilter: (next) =>
      setParams({
        ...(next.roomId === null ? {} : { room: next.roomId }),
        ...(next.period === null ? {} : { period: next.period }),
      }),
  };
}

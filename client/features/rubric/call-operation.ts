import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';

/** `callApi` or `callSocket`: stores are given one of them, so that they know nothing of the transport. */
export type CallOperation = <C extends OperationContract>(
  contract: C,
  input: RequestOf<C>,
) => Promise<OutputOf<C>>;

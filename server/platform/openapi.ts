import { z } from 'zod';
import type { OperationContract } from '#shared/contracts/operation.ts';
import { ERRORS } from '#shared/errors.ts';
import type { ErrorCode } from '#shared/errors.ts';

const ALWAYS: readonly ErrorCode[] = ['VALIDATION_FAILED', 'PAYLOAD_TOO_LARGE', 'RATE_LIMITED', 'INTERNAL'];

/** OpenAPI 3.1 document of every operation that is served over HTTP. */
export function toOpenApi(contracts: readonly OperationContract[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    if (!contract.transports.includes('http')) continue;
    const path = contract.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: toOperation(contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dryrun', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      securitySchemes: { login: { type: 'apiKey', in: 'cookie', name: 'dryrun.session_token' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message', 'isRetryable'],
              properties: {
                code: { enum: Object.keys(ERRORS) },
                message: { type: 'string' },
                details: { type: 'object' },
                requestId: { type: 'string' },
                isRetryable: { type: 'boolean' },
              },
            },
          },
        },
      },
    },
  };
}

function toOperation(contract: OperationContract): Record<string, unknown> {
  const input = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' });
  const { $schema: _schema, properties = {}, required = [], ...rest } = input;
  const pathNames = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const others = Object.entries(properties).filter(([name]) => !pathNames.includes(name));
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const byStatus = groupByStatus(allErrors(contract));
  return {
    operationId: contract.name,
    summary: contract.summary,
    description: `Allowed: ${contract.allowed}.`,
    ...(contract.access === 'user' ? { security: [{ login: [] }] } : {}),
    parameters: [
      ...pathNames.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? {} })),
      ...(hasBody
        ? []
        : others.map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))),
    ],
    ...(hasBody && others.length > 0
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  ...rest,
                  properties: Object.fromEntries(others),
                  required: required.filter((name) => !pathNames.includes(name)),
                },
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'OK',
        content: contract.files
          ? Object.fromEntries(contract.files.map((type) => [type, {}]))
          : {
              'application/json': {
                schema: z.toJSONSchema(contract.output, { io: 'output', unrepresentable: 'any' }),
              },
            },
      },
      ...Object.fromEntries(
        [...byStatus].map(([status, codes]) => [
          status,
          {
            description: codes.join(', '),
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        ]),
      ),
    },
  };
}

function allErrors(contract: OperationContract): ErrorCode[] {
  return [
    ...new Set([
      ...(contract.access === 'user' ? (['UNAUTHENTICATED'] as const) : []),
      ...ALWAYS,
      ...contract.errors,
    ]),
  ];
}

function groupByStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes)
    groups.set(ERRORS[code].status, [...(groups.get(ERRORS[code].status) ?? []), code]);
  return groups;
}

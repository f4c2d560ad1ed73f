/** Rules about component diagrams: every board must hold together, and the reference architecture must tell the whole story. */
import type {
  NodeType,
  Scenario,
  ScenarioBoard,
  ScenarioBoardEdge,
  ScenarioBoardNode,
} from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioFault, ScenarioPath } from './scenario-fault.ts';

const SCORING_TYPES: readonly NodeType[] = ['model_server', 'ranker', 'llm_server'];

/** Node ids are unique within their board, and each edge joins two nodes of it, once; each board has its own ids. */
export function checkBoards(scenario: Scenario): ScenarioFault[] {
  return listBoards(scenario).flatMap(({ board, path }) => {
    const ids = board.nodes.map(({ id }) => id);
    const repeated = ids.flatMap((id, index): ScenarioFault[] =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              rule: 'boards',
              path: [...path, 'nodes', index, 'id'],
              message: `node id "${id}" is used twice; rename one`,
            },
          ],
    );
    const loose = board.edges.flatMap((edge, index) =>
      (['from', 'to'] as const)
        .filter((end) => !ids.includes(edge[end]))
        .map((end): ScenarioFault => ({
          rule: 'references',
          path: [...path, 'edges', index, end],
          message: `no node of this board is called "${edge[end]}"; use an id from nodes`,
        })),
    );
    const pointless = board.edges.flatMap((edge, index): ScenarioFault[] => {
      const { from, to } = edge;
      const isAgain = board.edges.slice(0, index).some((other) => isSameEdge(edge, other));
      if (from !== to && !isAgain) return [];
      const what = isAgain
        ? `the edge ${from} -> ${to} is drawn twice`
        : `an edge leads from "${from}" to itself`;
      return [
        {
          rule: 'boards',
          path: [...path, 'edges', index],
          message: `${what}; remove it or name another end`,
        },
      ];
    });
    return [...repeated, ...loose, ...pointless];
  });
}

function isSameEdge(one: ScenarioBoardEdge, other: ScenarioBoardEdge): boolean {
  return (['from', 'to', 'kind', 'mode'] as const).every((key) => one[key] === other[key]);
}

function listBoards(scenario: Scenario): { board: ScenarioBoard; path: ScenarioPath }[] {
  const { starter_board: starter } = scenario.candidate;
  return [
    ...(starter ? [{ board: starter, path: ['candidate', 'starter_board'] }] : []),
    ...scenario.reveals.flatMap(({ face }, index) =>
      face.type === 'graph' ? [{ board: face.board, path: ['reveals', index, 'face', 'board'] }] : [],
    ),
    { board: scenario.interviewer.architecture, path: ['interviewer', 'architecture'] },
  ];
}

/** The reference architecture: connected, with training, a registry, serving, the way back, and somebody watching. */
export function checkArchitecture(scenario: Scenario): ScenarioFault[] {
  const { nodes, edges } = scenario.interviewer.architecture;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: ScenarioPath = ['interviewer', 'architecture'];
  const faults: ScenarioFault[] = [];
  const refuse = (at: ScenarioPath, message: string): void => {
    faults.push({ rule: 'architecture', path: [...path, ...at], message });
  };

  const trainers = nodes.filter(({ type, lane }) => type === 'trainer' && lane === 'offline');
  const laneOf = (id: string): string | undefined => byId.get(id)?.lane;
  if (trainers.length === 0) refuse(['nodes'], 'there is no trainer in the offline lane; add one');
  if (!nodes.some(({ type, lane }) => SCORING_TYPES.includes(type) && lane === 'online')) {
    refuse(['nodes'], `there is no ${SCORING_TYPES.join(', ')} in the online lane; add one`);
  }
  if (!nodes.some(({ type }) => type === 'monitor')) refuse(['nodes'], 'there is no monitor node; add one');
  if (trainers.length > 0 && !hasModelPath({ nodes, edges, trainers })) {
    refuse(
      ['edges'],
      'no path leads from a trainer through a model_registry to an online node; add the missing edges',
    );
  }
  if (
    !edges.some(
      ({ kind, from, to }) => kind === 'feedback' && laneOf(from) === 'online' && laneOf(to) === 'offline',
    )
  ) {
    refuse(
      ['edges'],
      'no feedback edge leads from the online to the offline lane; show how outcomes come back',
    );
  }
  edges.forEach(({ from, to, mode }, index) => {
    if (mode === 'sync' && laneOf(from) === 'online' && laneOf(to) === 'offline') {
      refuse(
        ['edges', index, 'mode'],
        `a request must not wait for the offline lane (${from} -> ${to}); use async or batch`,
      );
    }
  });
  nodes.forEach(({ type, alternatives = [] }, index) => {
    if (alternatives.includes(type) || new Set(alternatives).size < alternatives.length) {
      refuse(['nodes', index, 'alternatives'], 'name other types than the own one, each once');
    }
  });
  const stray = findUnconnected(nodes, edges);
  if (stray.length > 0) {
    refuse(
      ['nodes'],
      `not connected to the rest: ${stray.map(({ id }) => id).join(', ')}; add edges or remove them`,
    );
  }
  return faults;
}

function hasModelPath({
  nodes,
  edges,
  trainers,
}: {
  nodes: readonly ScenarioBoardNode[];
  edges: readonly ScenarioBoardEdge[];
  trainers: readonly ScenarioBoardNode[];
}): boolean {
  // What comes back from serving is data for the next model, not the way of this one.
  const forward = edges.filter(({ kind }) => kind !== 'feedback');
  const fromTrainers = findReachable(trainers, forward);
  const registries = nodes.filter(({ id, type }) => type === 'model_registry' && fromTrainers.has(id));
  const fromRegistries = findReachable(registries, forward);
  return nodes.some(({ id, lane }) => lane === 'online' && fromRegistries.has(id));
}

/** Ids that can be reached from the starting nodes along the arrows, the starting nodes included. */
function findReachable(
  start: readonly ScenarioBoardNode[],
  edges: readonly Pick<ScenarioBoardEdge, 'from' | 'to'>[],
): Set<string> {
  const reached = new Set(start.map(({ id }) => id));
  const waiting = [...reached];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { from, to } of edges) {
      if (from !== id || reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

function findUnconnected(
  nodes: readonly ScenarioBoardNode[],
  edges: readonly ScenarioBoardEdge[],
): ScenarioBoardNode[] {
  const bothWays = edges.flatMap(({ from, to }) => [
    { from, to },
    { from: to, to: from },
  ]);
  const reached = findReachable(nodes.slice(0, 1), bothWays);
  return nodes.filter(({ id }) => !reached.has(id));
}

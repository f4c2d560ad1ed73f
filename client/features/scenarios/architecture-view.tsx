import { LANES } from '#shared/contracts/scenario-format.contract.ts';
import { componentOf, kindForNodeType } from '#shared/domain/ml-components.ts';
import { BoardImage } from './board-image.tsx';
import { useCockpit } from './cockpit-context.ts';
import { LEVEL_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { plainText } from './sourced-parts.ts';
import reading from './reading.module.css';

/** The reference design as a picture and, for a quick look, as lists by lane. */
export function ArchitectureView() {
  const { scenario } = useCockpit();
  const { nodes } = scenario.interviewer.architecture;
  return (
    <>
      <BoardImage
        board={scenario.interviewer.architecture}
        title={strings.architectureAlt(scenario.meta.title)}
      />
      <p className={reading.note}>{strings.architectureText}</p>
      {LANES.map((lane) => (
        <section key={lane} className={reading.block}>
          <h4 className={reading.heading}>{strings.lanes[lane]}</h4>
          <ul>
            {nodes
              .filter((node) => node.lane === lane)
              .map((node) => (
                <li key={node.id} className={reading.entry}>
                  {plainText(node.label)}
                  <p className={reading.aside}>
                    {componentOf(kindForNodeType(node.type)).name}
                    {node.from && node.from !== 'mid'
                      ? `, ${strings.fromLevel(LEVEL_NAMES[node.from])}`
                      : null}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

import { Fragment } from 'react';
import type { Face } from '#shared/contracts/scenario-format.contract.ts';
import { assertNever } from '#shared/errors.ts';
import { LaterBoardImage } from './later-board-image.tsx';
import { plainText } from './sourced-parts.ts';
import { strings } from './strings.ts';
import styles from './reveal-face.module.css';

/** The part of a card that the candidate sees, the same for whoever looks. */
export function RevealFace({ face }: { readonly face: Face }) {
  switch (face.type) {
    case 'text':
      return <p className={styles.text}>{plainText(face.text)}</p>;
    case 'numbers':
      return (
        <dl className={styles.numbers}>
          {face.rows.map(({ label, value, unit }) => (
            <div key={label} className={styles.number}>
              <dt>{plainText(label)}</dt>
              <dd className={styles.value}>{spellNumber(value, unit)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        // Scrolls by itself where the panel is too narrow; focus makes that possible by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={face.columns.join(', ')}>
          <table className={styles.table}>
            <thead>
              <tr>
                {face.columns.map((column) => (
                  <th key={column} scope="col">
                    {plainText(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {face.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, index) => (
                    <Fragment key={face.columns[index]}>
                      {index === 0 ? <th scope="row">{spellCell(cell)}</th> : <td>{spellCell(cell)}</td>}
                    </Fragment>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'code':
      return (
        <pre className={styles.code}>
          <code>{face.text}</code>
        </pre>
      );
    case 'graph':
      return <LaterBoardImage board={face.board} title={strings.faceNames.graph} />;
    default:
      return assertNever(face);
  }
}

const plainNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

function spellNumber(value: number, unit: string): string {
  const number = plainNumber.format(value);
  if (unit === 'ratio')
    return strings.ratio(number, plainNumber.format(Number((value * 100).toPrecision(6))));
  return `${number} ${unit}`;
}

function spellCell(cell: string | number): string {
  return typeof cell === 'number' ? plainNumber.format(cell) : plainText(cell);
}

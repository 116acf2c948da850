/** docs/glossary.md as text, generated from the terms of `pushsim explain`. */
import { checksOf, commandOf } from '../../cli/terms/entries.js';
import { flows } from '../../cli/terms/flows.js';
import { terms } from '../../cli/terms/index.js';
import type { Term } from '../../cli/terms/term.js';

const head = `# Glossary

Every word that \`pushsim list terms\` names, by what it is a word for; \`pushsim explain NAME\` prints one of them. Faults, operator actions, hooks,
metrics, invariants, rules, switches and configuration keys are explained by the same command. A flow also says how far it is checked against
Venice: by recorded answers of Venice's own classes, by tests of Venice that are repeated here, or by reading its source only. The
commands are for the folder of the package. \`npm run golden\` writes this page.
`;

/** The whole page. */
export function glossaryPage(): string {
  const sorts = [...new Set(terms.map(({ sort }) => sort))];
  return [head, ...sorts.map(section)].join('\n');
}

function section(sort: string): string {
  const own = terms.filter((term) => term.sort === sort);
  return `## ${sort[0]?.toUpperCase()}${sort.slice(1)}\n\n${own.map(paragraph).join('\n')}`;
}

function paragraph(term: Term): string {
  const flow = flows.find((each) => each === term);
  const command = commandOf(term);
  const lines = [
    `**${term.name}**: ${term.what}`,
    `When: ${term.when}`,
    `To do: ${term.todo}`,
    ...(flow === undefined ? [] : checksOf(flow).map(([, text]) => `Checked ${text}.`)),
    ...(command === undefined ? [] : [`Example: \`npx ${command}\``]),
  ];
  return `${lines.join('  \n')}\n`;
}

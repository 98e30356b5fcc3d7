import { commands, help } from './command/commands.ts';
import { openTerminal } from './command/terminal.ts';

const terminal = openTerminal();
const [name = '--help', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) process.exitCode = await command.run(rest, terminal);
else if (name === '--help' || name === '-h') terminal.print(help);
else {
  terminal.note(`There is no command ${name}.\n\n${help}`);
  process.exitCode = 2;
}

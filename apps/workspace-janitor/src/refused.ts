/** What cannot be done as asked. Its message is for whoever started the program, and says what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

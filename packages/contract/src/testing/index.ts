export { agreeing, type Judged } from './agreement.ts';
export { arbitraryOf } from './arbitrary-of.ts';
export { certificate, privateKey } from './certificate.ts';
export { dataOf } from '../print/data/data-of.ts';
export { roundTrips, sampleInputs } from './round-trips.ts';
export { zodReading } from './zod/zod-judge.ts';
export { tryNames, type Changed, type Trial, type TrialReport } from './pollution/try-names.ts';

export { arbitraryOf } from './arbitrary-of.ts';
export { roundTrips, sampleInputs } from './round-trips.ts';

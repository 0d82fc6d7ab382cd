export { arbitraryOf } from './arbitrary-of.ts';
export { roundTrips } from './round-trips.ts';

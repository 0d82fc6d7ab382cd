export { arbitraryOf } from './arbitrary-of.ts';
export { certificate, privateKey } from './certificate.ts';
export { roundTrips, sampleInputs } from './round-trips.ts';

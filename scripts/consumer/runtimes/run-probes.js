/**
 * Every runtime is asked to do the same, in plain JavaScript that any of them loads. Each probe throws where something is not as it
 * should be.
 *
 * @param lib loads what is installed.
 * @param stage where the emulator is, and its keys.
 * @param print is told of each probe as a line of JSON, one after the other.
 */
globalThis.runBimodalProbes = async (lib, stage, runtime, print) => {
  const kit = globalThis.bimodalKit(lib, stage, runtime);
  const absent = absence(lib, runtime);
  const areas = {
    analytics: globalThis.analyticsProbes(kit),
    cloud: globalThis.cloudProbes(kit),
    copies: globalThis.copiesProbes(kit),
  };
  for (const [area, probes] of Object.entries(areas)) {
    for (const [name, probe] of Object.entries(probes)) {
      const reason = (area === 'analytics' && absent.analytics) || absent[`${area}-${name}`];
      print(JSON.stringify({ probe: `${area}-${name}`, ...(await outcome(probe, reason)) }));
    }
  }
};

async function outcome(probe, reason) {
  if (reason) return { result: 'n/a', note: reason };
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('nothing within 15 s')), 15_000);
  });
  try {
    await Promise.race([probe(), late]);
    return { result: 'pass' };
  } catch (error) {
    return { result: 'fail', note: String(error?.message ?? error) + why(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Why a runtime cannot have a probe, or must not. */
function absence(lib, runtime) {
  const noKeys = runtime.page && 'a page has no key of Mode Analytics';
  const noDevice = runtime.page && 'a page has no key of a device or a project';
  const noFiles = !runtime.files && 'this runtime has no files';
  const noCopies = lib.other === undefined && 'one copy is all that a bundle has';
  return {
    analytics: noKeys,
    'analytics-download': noKeys || noFiles,
    'cloud-commands': noDevice,
    'cloud-device': noDevice || noFiles,
    'cloud-device-mqtt': noDevice || noFiles,
    'cloud-webhook': runtime.page && 'a page takes no webhooks',
    'cloud-keys-refused': !runtime.page && 'of pages only',
    'copies-other-errors': noCopies,
    'copies-other-credentials': noCopies,
  };
}

/** The causes of an error, in one line. */
function why(error) {
  return error?.cause === undefined ? '' : ` (${error.cause?.message ?? error.cause})${why(error.cause)}`;
}

/** A module that is fetched once however many ask; a failed fetch may be tried again. */
export function loadOnce<Module>(fetchModule: () => Promise<Module>): {
  load(): Promise<Module>;
  isLoaded(): boolean;
} {
  let loading: Promise<Module> | null = null;
  let hasLoaded = false;
  return {
    load() {
      loading ??= fetchModule().then(
        (module) => {
          hasLoaded = true;
          return module;
        },
        (thrown: unknown) => {
          loading = null;
          throw thrown;
        },
      );
      return loading;
    },
    isLoaded: () => hasLoaded,
  };
}

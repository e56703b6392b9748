/** A file of cases that cannot even be loaded. */
throw new Error('planted at import');

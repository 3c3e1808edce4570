/** The name and version that every report carries; a test holds the version equal to the package's. */

export const tool = { name: 'trackerscope', version: '0.1.0' } as const;

/** The one door to jszip. */
export {};

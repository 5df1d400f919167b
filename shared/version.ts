/** Version of what goes over the wire; goes up when a client written for the one before could notice. */
export const wireVersion = 1;

/** What {@link wireVersion} stands for: a hash over every procedure's name, access, shapes, errors and route. */
export const wireHash = "64ca5edc823176c7";

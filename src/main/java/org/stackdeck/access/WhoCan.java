package org.stackdeck.access;

import org.stackdeck.identity.Caller;

/**
 * Who may do something with a server, by the very terms that decide it. For administrators: anyone else is refused by
 * {@link org.stackdeck.identity.NotAdministratorException}.
 */
public interface WhoCan {

    /** Everyone who may, or will. Audited, refusals too. */
    Holders of(Caller caller, ServerFacts server);

    /** The same once more, for someone who was told and goes on looking; not written down again. */
    Holders again(Caller caller, ServerFacts server);
}

package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Reports which users have access to a server, by the same rules as permission checks. Requires an administrator:
 * others are refused with {@link org.stackdeck.identity.NotAdministratorException}.
 */
public interface WhoCan {

    /** Users with access now or later. Audited, as are refusals. */
    Holders of(Caller caller, ServerFacts server);

    /** Refreshes a report that was already audited; not audited again. */
    Holders again(Caller caller, ServerFacts server);

    /**
     * Grants that would select the server if the user owned it, active ones first. Empty for administrators and
     * inactive users. Not audited.
     */
    List<Way.ByGrant> asOwner(Caller caller, ServerFacts server, UserId user);
}

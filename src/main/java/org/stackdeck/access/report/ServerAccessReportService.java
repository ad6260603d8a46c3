package org.stackdeck.access.report;

import java.util.List;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Reports which users have access to a server, by the same rules as permission checks. Requires an administrator: other
 * callers are refused with {@link org.stackdeck.identity.NotAdministratorException}.
 */
public interface ServerAccessReportService {

    /** Users with access now or later. Audited, as are refusals. */
    ServerAccessReport report(Caller caller, ServerAttributes server);

    /** Refreshes a report that has already been audited. Not audited again. */
    ServerAccessReport refresh(Caller caller, ServerAttributes server);

    /**
     * Grants for owned servers that would give the user access if they owned the server, active ones first. Empty for
     * administrators and inactive users. Not audited.
     */
    List<AccessPath.ByGrant> findOwnerGrants(Caller caller, ServerAttributes server, UserId user);
}

package org.stackdeck.access.report;

import java.util.List;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Reports which users have access to a server or another resource, by the same rules as permission checks. Requires an
 * administrator: other callers are refused with {@link org.stackdeck.identity.NotAdministratorException}.
 */
public interface ResourceAccessReportService {

    /** Returns the users who have access now or later. Audited, including refusals. */
    ResourceAccessReport report(Caller caller, ResourceAttributes resource);

    /** Returns the current state of a report that the caller has already requested. Not audited again. */
    ResourceAccessReport refresh(Caller caller, ResourceAttributes resource);

    /**
     * Returns the grants for owned servers and resources that would give the user access to the resource as its owner,
     * active ones first. Empty for administrators and inactive users. Not audited.
     */
    List<AccessPath.ByGrant> findOwnerGrants(Caller caller, ResourceAttributes resource, UserId user);
}

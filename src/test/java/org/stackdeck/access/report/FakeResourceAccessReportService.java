package org.stackdeck.access.report;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Returns the report that the test has set, for every resource. Requires an administrator. */
public class FakeResourceAccessReportService implements ResourceAccessReportService {

    private final UserDirectory userDirectory;
    private final Map<UserId, List<AccessPath.ByGrant>> asOwner = new ConcurrentHashMap<>();
    private volatile ResourceAccessReport resourceAccessReport = new ResourceAccessReport(null, List.of(), null);

    public FakeResourceAccessReportService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    public void setReport(ResourceAccessReport told) {
        resourceAccessReport = told;
    }

    @Override
    public ResourceAccessReport report(Caller caller, ResourceAttributes resource) {
        userDirectory.requireAdministrator(caller);
        return resourceAccessReport;
    }

    /** Sets the grants that the user would have as the owner of any server. */
    public void setOwnerGrants(UserId user, List<AccessPath.ByGrant> byGrants) {
        asOwner.put(user, byGrants);
    }

    @Override
    public List<AccessPath.ByGrant> findOwnerGrants(Caller caller, ResourceAttributes resource, UserId user) {
        userDirectory.requireAdministrator(caller);
        return asOwner.getOrDefault(user, List.of());
    }

    @Override
    public ResourceAccessReport refresh(Caller caller, ResourceAttributes resource) {
        return report(caller, resource);
    }
}

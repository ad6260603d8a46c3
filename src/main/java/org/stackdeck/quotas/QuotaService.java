package org.stackdeck.quotas;

import java.util.List;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.identity.Caller;

/**
 * Quotas and usage of projects, for callers with access to the whole project. The values are cached and may be
 * outdated: they are for display, not for decisions.
 */
public interface QuotaService {

    /** Projects whose quotas the caller may see, ordered by cloud and name. */
    List<Project> projects(Caller caller);

    /**
     * Quotas of one service, at most 30 seconds old. Blocks while they are loaded; the result contains the problem if
     * loading fails.
     *
     * @throws UnknownProjectException if the project does not exist or the caller has no access to the whole project
     */
    ServiceQuotas load(Caller caller, CloudName cloud, ProjectId project, Quota.Service service);

    /**
     * Like {@link #load(Caller, CloudName, ProjectId, Quota.Service)}, but loads the quotas unless they were loaded
     * within the last seconds.
     *
     * @throws UnknownProjectException if the project does not exist or the caller has no access to the whole project
     */
    ServiceQuotas refresh(Caller caller, CloudName cloud, ProjectId project, Quota.Service service);

    /**
     * Quotas of all services, loaded in parallel.
     *
     * @throws UnknownProjectException if the project does not exist or the caller has no access to the whole project
     */
    List<ServiceQuotas> load(Caller caller, CloudName cloud, ProjectId project);
}

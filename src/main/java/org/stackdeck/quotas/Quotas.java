package org.stackdeck.quotas;

import java.util.List;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Quota;
import org.stackdeck.identity.Caller;

/**
 * What projects use and may use, for those who may know of the project as a whole. It is told as it was read a moment ago,
 * by other services than those that will decide: good to look at, never to decide by.
 */
public interface Quotas {

    /** Those of which the caller may know it, ordered by cloud and name. */
    List<Project> projects(Caller caller);

    /**
     * What one service says, at most half a minute old. Blocks where it has to be asked; a service that does not answer is
     * told of in what is returned.
     *
     * @throws UnknownProjectException when there is no such project, or the caller may not know of it as a whole
     */
    ServiceQuotas read(Caller caller, CloudName cloud, ProjectId project, Quota.Service service);

    /**
     * The same as it is now: asked anew, unless that was done a moment ago.
     *
     * @throws UnknownProjectException when there is no such project, or the caller may not know of it as a whole
     */
    ServiceQuotas readAnew(Caller caller, CloudName cloud, ProjectId project, Quota.Service service);

    /**
     * What all services say, asked side by side.
     *
     * @throws UnknownProjectException when there is no such project, or the caller may not know of it as a whole
     */
    List<ServiceQuotas> read(Caller caller, CloudName cloud, ProjectId project);
}

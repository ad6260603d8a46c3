package org.stackdeck.ui.access;

import java.util.Set;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.ui.ViewLogic;

/**
 * Servers of one cloud that a grant covers.
 *
 * @param projects empty for all projects
 */
@ViewLogic
public record CloudServerSelection(CloudName cloud, Set<ProjectId> projects, ResourceSelector servers) {}

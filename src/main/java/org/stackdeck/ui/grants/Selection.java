package org.stackdeck.ui.grants;

import java.util.Set;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.ui.ViewModel;

/**
 * Servers of one cloud that a grant is to be about.
 *
 * @param projects none for all
 */
@ViewModel
public record Selection(CloudName cloud, Set<ProjectId> projects, ServerSelector servers) {}

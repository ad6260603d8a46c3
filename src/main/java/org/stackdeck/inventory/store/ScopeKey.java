package org.stackdeck.inventory.store;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.PollingScope;

/**
 * Identifies a scope independently of its credential, so that polling continues when another entry serves the scope.
 *
 * @param project null for all projects of the cloud
 */
public record ScopeKey(CloudName cloud, @Nullable ProjectId project) {

    public static ScopeKey of(PollingScope pollingScope) {
        return new ScopeKey(
                pollingScope.cloud(),
                pollingScope.allProjects() || pollingScope.projects().isEmpty()
                        ? null
                        : pollingScope.projects().getFirst().id());
    }
}

package org.stackdeck.inventory;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Scope;

/**
 * Identifies a scope independent of its credential, so that polling continues when another entry serves the scope.
 *
 * @param project null for all projects of the cloud
 */
record ScopeKey(CloudName cloud, @Nullable ProjectId project) {

    static ScopeKey of(Scope scope) {
        return new ScopeKey(
                scope.cloud(),
                scope.allProjects() || scope.projects().isEmpty()
                        ? null
                        : scope.projects().getFirst().id());
    }
}

package org.stackdeck.access.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.identity.group.Group;

/** Reason why a user has access to a server or another resource, now or later. */
public sealed interface AccessPath {

    Role role();

    boolean isActive();

    /** Access of an administrator, who needs no grant. */
    record ByAdministratorRole() implements AccessPath {

        @Override
        public Role role() {
            return Role.ADMINISTRATOR;
        }

        @Override
        public boolean isActive() {
            return true;
        }
    }

    /**
     * Access by a grant, now or later.
     *
     * @param terms restricted to the resource's project if they name projects
     * @param group group through which the user has the grant; null for a grant to the user
     * @param opens next start; null while the grant is active
     */
    record ByGrant(
            GrantId grant,
            GrantTerms terms,
            @Nullable Group group,
            @Nullable Instant opens) implements AccessPath {

        @Override
        public Role role() {
            return terms.role();
        }

        @Override
        public boolean isActive() {
            return opens == null;
        }

        /** Returns whether the grant selects the resource only if the user owns it. */
        public boolean requiresOwnership() {
            return terms.servers() instanceof ResourceSelector.OwnedServers;
        }
    }
}

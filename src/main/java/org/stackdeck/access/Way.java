package org.stackdeck.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Group;

/** Reason why a user has access to a server. */
public sealed interface Way {

    /** Role that gives the permissions. */
    Role role();

    /** Whether the access is active now. */
    boolean open();

    /** Access of an administrator, who needs no grant. */
    record Administrator() implements Way {

        @Override
        public Role role() {
            return Role.ADMINISTRATOR;
        }

        @Override
        public boolean open() {
            return true;
        }
    }

    /**
     * Access by a grant, now or later.
     *
     * @param terms restricted to the server's project if they name projects
     * @param group group through which the user has the grant; null for a grant to the user
     * @param opens next start; null while the grant is active
     */
    record ByGrant(
            GrantId grant,
            Terms terms,
            @Nullable Group group,
            @Nullable Instant opens) implements Way {

        @Override
        public Role role() {
            return terms.role();
        }

        @Override
        public boolean open() {
            return opens == null;
        }

        /** Whether the grant selects the server only because the user owns it. */
        public boolean asOwner() {
            return terms.servers() instanceof ServerSelector.Own;
        }
    }
}

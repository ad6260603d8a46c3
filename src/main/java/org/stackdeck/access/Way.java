package org.stackdeck.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Group;

/** By what someone may do something with a server. */
public sealed interface Way {

    /** With these permissions. */
    Role role();

    /** Whether it gives them now. */
    boolean open();

    /** Administrators need no grant. */
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
     * A grant that gives it now or later.
     *
     * @param terms as far as they are about the server: of its projects, they name the server's alone
     * @param group through which it reaches the user; null for a grant to the user
     * @param opens when it gives it next; null while it does
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

        /** Whether it is about the server only since it belongs to the user. */
        public boolean asOwner() {
            return terms.servers() instanceof ServerSelector.Own;
        }
    }
}

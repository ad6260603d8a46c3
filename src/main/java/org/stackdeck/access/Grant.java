package org.stackdeck.access;

import org.stackdeck.cloud.CloudName;

/** Grant of a role to a user or to all members of a group. Immutable: a change of terms creates a new grant. */
public record Grant(GrantId id, Grantee grantee, GrantTerms terms) {

    public CloudName cloud() {
        return terms.cloud();
    }

    public Role role() {
        return terms.role();
    }
}

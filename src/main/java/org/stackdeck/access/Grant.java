package org.stackdeck.access;

import org.stackdeck.cloud.CloudName;

/** What a user, or everyone in a group, may do, and when. Never changed: other terms are another grant. */
public record Grant(GrantId id, Grantee grantee, Terms terms) {

    public CloudName cloud() {
        return terms.cloud();
    }

    public Role role() {
        return terms.role();
    }
}

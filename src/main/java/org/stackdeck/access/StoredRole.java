package org.stackdeck.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Custom role. */
@Entity
@Table(name = "roles")
class StoredRole {

    @Id
    private String name;

    @Column(nullable = false)
    private String permissions;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected StoredRole() {}

    StoredRole(Role role) {
        this.name = role.word();
        this.permissions = StoredGrant.words(role.permissions());
    }

    void change(Role role) {
        this.permissions = StoredGrant.words(role.permissions());
    }

    Role toRole() {
        return new Role(name, StoredGrant.permissions(permissions));
    }
}

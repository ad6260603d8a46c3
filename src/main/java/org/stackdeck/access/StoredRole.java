package org.stackdeck.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A role of the company's own, as stored. */
@Entity
@Table(name = "roles")
class StoredRole {

    @Id
    private String name;

    @Column(nullable = false)
    private String permissions;

    /** For Hibernate, which fills the fields itself. */
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

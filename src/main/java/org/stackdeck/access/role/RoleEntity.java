package org.stackdeck.access.role;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;

/** Database entity of a custom role. */
@Entity
@Table(name = "roles")
public class RoleEntity {

    @Id
    private String name;

    @Column(nullable = false)
    private String permissions;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected RoleEntity() {}

    RoleEntity(Role role) {
        this.name = role.name();
        this.permissions = Permission.join(role.permissions());
    }

    void setPermissions(Role role) {
        this.permissions = Permission.join(role.permissions());
    }

    public Role toRole() {
        return new Role(name, Permission.parse(permissions));
    }
}

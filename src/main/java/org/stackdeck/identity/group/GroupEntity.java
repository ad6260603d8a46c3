package org.stackdeck.identity.group;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserId;

@Entity
@Table(name = "user_groups")
public class GroupEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Column(nullable = false)
    private String name;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "group_members", joinColumns = @JoinColumn(name = "group_id"))
    @Column(name = "account_id", nullable = false)
    @JdbcTypeCode(SqlTypes.CHAR)
    @BatchSize(size = 200)
    private Set<UUID> members = new HashSet<>();

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected GroupEntity() {}

    GroupEntity(GroupName name) {
        this.id = UUID.randomUUID();
        this.name = name.value();
    }

    void rename(GroupName other) {
        this.name = other.value();
    }

    void setMembers(Set<UserId> newMembers) {
        Set<UUID> ids = newMembers.stream().map(UserId::value).collect(Collectors.toSet());
        members.retainAll(ids);
        members.addAll(ids);
    }

    Group toGroup() {
        return new Group(
                new GroupId(id),
                new GroupName(name),
                members.stream().map(UserId::new).collect(Collectors.toSet()));
    }
}

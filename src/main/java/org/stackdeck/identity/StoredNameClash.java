package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "name_clashes")
class StoredNameClash {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String displayName;

    @Column(nullable = false)
    private String source;

    @Column(nullable = false)
    private Instant createdAt;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway")
    protected StoredNameClash() {}

    StoredNameClash(NameClash clash) {
        this.id = clash.id();
        this.name = clash.name().value();
        this.displayName = clash.displayName();
        this.source = clash.source();
        this.createdAt = clash.at();
    }

    NameClash toClash() {
        return new NameClash(id, new UserName(name), displayName, source, createdAt);
    }
}

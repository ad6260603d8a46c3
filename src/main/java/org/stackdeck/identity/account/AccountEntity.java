package org.stackdeck.identity.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Account of a user, with the password hash, which {@link User} does not contain. */
@Entity
@Table(name = "accounts")
public class AccountEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String name;

    @Column(nullable = false)
    private String displayName;

    // By default, Hibernate expects MariaDB's enum type.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private User.State state;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private User.Role role;

    @Column(nullable = false)
    private String passwordHash;

    // Updated by a separate query; see AccountRepository.updatePreferences.
    @Column(updatable = false)
    private @Nullable String language;

    @Column(updatable = false)
    private @Nullable String theme;

    @Column(updatable = false)
    private @Nullable String startPage;

    @Column(nullable = false)
    private long generation;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected AccountEntity() {}

    public AccountEntity(
            UserName name, String displayName, User.State state, User.Role role, String passwordHash, Instant at) {
        this.id = UUID.randomUUID();
        this.name = name.value();
        this.displayName = displayName;
        this.state = state;
        this.role = role;
        this.passwordHash = passwordHash;
        this.createdAt = at;
    }

    public User toUser() {
        return new User(id(), new UserName(name), displayName, state, role, language, theme, generation, createdAt);
    }

    public UserId id() {
        return new UserId(id);
    }

    public User.State state() {
        return state;
    }

    public boolean isAdministrator() {
        return state == User.State.ACTIVE && role == User.Role.ADMINISTRATOR;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public void changeTo(User.State next) {
        state = next;
    }

    void changeTo(User.Role next) {
        role = next;
    }

    public void setPasswordHash(String hash) {
        passwordHash = hash;
        endSessions();
    }

    /** Invalidates all existing sessions and tokens. */
    public void endSessions() {
        generation++;
    }

    void setDisplayName(String newDisplayName) {
        displayName = newDisplayName;
    }
}

package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.Nullable;

/** Who the console is to Keystone. What these print as holds no secret. */
sealed interface Credential {

    /** The {@code auth_type} it is written as. */
    String authType();

    /** A user's password; without a project it stands for each project the user has a role in. */
    record Password(UserRef user, String password, @Nullable ProjectRef project) implements Credential {
        @Override
        public String authType() {
            return "password";
        }

        @Override
        public String toString() {
            return "Password[" + user + ", " + project + "]";
        }
    }

    /**
     * An application credential, which is bound to one project.
     *
     * @param id null when it is named by {@code name} and {@code user}
     */
    record ApplicationCredential(
            @Nullable String id,
            @Nullable String name,
            @Nullable UserRef user,
            String secret) implements Credential {
        @Override
        public String authType() {
            return "v3applicationcredential";
        }

        @Override
        public String toString() {
            return "ApplicationCredential[" + id + ", " + name + ", " + user + "]";
        }
    }

    /** By id, or by name within a domain. */
    record UserRef(
            @Nullable String id,
            @Nullable String name,
            @Nullable DomainRef domain) {}

    /** By id, or by name within a domain. */
    record ProjectRef(
            @Nullable String id,
            @Nullable String name,
            @Nullable DomainRef domain) {}

    /** By id or by name. */
    record DomainRef(@Nullable String id, @Nullable String name) {}
}

package org.stackdeck.cloud.openstack.identity;

import org.jspecify.annotations.Nullable;

/** A credential for Keystone. {@code toString} of all implementations omits secrets. */
public sealed interface KeystoneCredential {

    /** Returns the {@code auth_type} in {@code clouds.yaml}. */
    String authType();

    /** A user's password. Without a project, it gives access to each project in which the user has a role. */
    record Password(UserRef user, String password, @Nullable ProjectRef project) implements KeystoneCredential {
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
     * @param id null if the credential is identified by {@code name} and {@code user}
     */
    record ApplicationCredential(
            @Nullable String id,
            @Nullable String name,
            @Nullable UserRef user,
            String secret) implements KeystoneCredential {
        @Override
        public String authType() {
            return "v3applicationcredential";
        }

        @Override
        public String toString() {
            return "ApplicationCredential[" + id + ", " + name + ", " + user + "]";
        }
    }

    /** A stored credential whose secret cannot be decrypted. Never sent to Keystone. */
    record Unreadable(String authType) implements KeystoneCredential {}

    /** A user, by ID or by name within a domain. */
    record UserRef(
            @Nullable String id,
            @Nullable String name,
            @Nullable DomainRef domain) {}

    /** A project, by ID or by name within a domain. */
    record ProjectRef(
            @Nullable String id,
            @Nullable String name,
            @Nullable DomainRef domain) {}

    /** A domain, by ID or by name. */
    record DomainRef(@Nullable String id, @Nullable String name) {}
}

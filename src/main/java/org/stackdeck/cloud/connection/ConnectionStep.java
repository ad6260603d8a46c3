package org.stackdeck.cloud.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a test, in the order of execution. */
public enum ConnectionStep {
    NAME_RESOLUTION(null),
    TLS(NAME_RESOLUTION),
    KEYSTONE(TLS),
    CATALOG(KEYSTONE),
    NOVA(CATALOG),
    NEUTRON(CATALOG),
    GLANCE(CATALOG),
    CINDER(CATALOG),
    ROLES(KEYSTONE),
    NOTIFICATIONS(KEYSTONE);

    /** The steps that must succeed for a connection to be usable. */
    public static final Set<ConnectionStep> REQUIRED = Set.of(KEYSTONE, NOVA);

    private final @Nullable ConnectionStep prerequisite;

    ConnectionStep(@Nullable ConnectionStep prerequisite) {
        this.prerequisite = prerequisite;
    }

    /** Returns the last part of the message key. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the step that must succeed before this step can run; empty if there is none. */
    public Optional<ConnectionStep> prerequisite() {
        return Optional.ofNullable(prerequisite);
    }
}

package org.stackdeck.simulator;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Keystone's default roles. Each implies the previous ones. */
enum Role {
    READER,
    MEMBER,
    MANAGER,
    ADMIN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String id() {
        return Ids.plain("role", word());
    }

    Set<Role> withImplied() {
        return EnumSet.range(READER, this);
    }
}

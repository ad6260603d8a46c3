package org.stackdeck.simulator.keystone;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.stackdeck.simulator.support.StableIds;

/** Keystone's default roles. Each role implies all previous roles. */
public enum Role {
    READER,
    MEMBER,
    MANAGER,
    ADMIN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String id() {
        return StableIds.plain("role", code());
    }

    Set<Role> withImplied() {
        return EnumSet.range(READER, this);
    }
}

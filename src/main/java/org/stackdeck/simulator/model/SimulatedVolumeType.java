package org.stackdeck.simulator.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.support.StableIds;

/**
 * Volume type of the simulated Cinder.
 *
 * @param project project that has access to the type; null for a public type
 */
public record SimulatedVolumeType(
        String name, String description, @Nullable SimulatedProject project) {

    public static final SimulatedVolumeType DEFAULT = new SimulatedVolumeType("simulated", "Hard disks", null);

    private static final List<SimulatedVolumeType> ALL = List.of(
            DEFAULT,
            new SimulatedVolumeType("simulated-fast", "Solid-state drives", null),
            new SimulatedVolumeType("simulated-research", "For one project", KeystoneAccounts.RESEARCH));

    public String id() {
        return StableIds.dashed("volume-type", name);
    }

    public boolean isPublic() {
        return project == null;
    }

    /**
     * Returns the types that the token can list. Users other than administrators always see the private types of their
     * project.
     *
     * @param all whether administrators see all private types; if false, they see no private types
     */
    public static List<SimulatedVolumeType> visibleTo(Token token, boolean all) {
        return ALL.stream()
                .filter(type -> type.isPublic()
                        || (all && token.hasRole(Role.ADMIN))
                        || (!token.hasRole(Role.ADMIN) && Objects.equals(type.project(), token.project())))
                .toList();
    }

    /** Returns the type with this name or ID; empty if the token has no access to such a type. */
    public static Optional<SimulatedVolumeType> find(String nameOrId, Token token) {
        return visibleTo(token, true).stream()
                .filter(type -> type.name.equals(nameOrId) || type.id().equals(nameOrId))
                .findFirst();
    }
}

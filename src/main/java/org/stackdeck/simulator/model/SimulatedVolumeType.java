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
 * @param project the project that has access; null for a public type
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
     * @param all whether administrators see all private types; if false, they see none. Other users always see the
     *     private types of their project.
     */
    public static List<SimulatedVolumeType> visibleTo(Token token, boolean all) {
        return ALL.stream()
                .filter(type -> type.isPublic()
                        || (all && token.hasRole(Role.ADMIN))
                        || (!token.hasRole(Role.ADMIN) && Objects.equals(type.project(), token.project())))
                .toList();
    }

    /** Returns the type with this name or ID, if the token has access to it. */
    public static Optional<SimulatedVolumeType> find(String nameOrId, Token token) {
        return visibleTo(token, true).stream()
                .filter(type -> type.name.equals(nameOrId) || type.id().equals(nameOrId))
                .findFirst();
    }
}

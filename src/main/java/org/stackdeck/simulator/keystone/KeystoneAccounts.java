package org.stackdeck.simulator.keystone;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Users, projects and application credentials of the simulated Keystone, as in the cloud of a small company. */
public final class KeystoneAccounts {

    public static final SimulatedProject ADMIN =
            SimulatedProject.named("admin", "Bootstrap project for initializing the cloud.");
    static final SimulatedProject SERVICE = SimulatedProject.named("service", "");
    public static final SimulatedProject STAFF = SimulatedProject.named("staff", "the project staff");
    public static final SimulatedProject RESEARCH = SimulatedProject.named("research", "the project research");

    public static final SimulatedUser ADMINISTRATOR = SimulatedUser.named(
            "admin", "admin-secret", "", Map.of("admin", Role.ADMIN, "staff", Role.ADMIN, "research", Role.ADMIN));
    public static final SimulatedUser STACKDECK = SimulatedUser.named(
            "console", "console-secret", "Stackdeck", Map.of("staff", Role.MEMBER, "research", Role.MEMBER));
    public static final SimulatedUser READER = SimulatedUser.named(
            "console-reader",
            "reader-secret",
            "Stackdeck, reading only",
            Map.of("staff", Role.READER, "research", Role.READER));

    public static final ApplicationCredential STAFF_APP =
            ApplicationCredential.of(STACKDECK, STAFF, "console-appcred-secret");
    public static final ApplicationCredential RESEARCH_APP =
            ApplicationCredential.of(STACKDECK, RESEARCH, "console-appcred-secret");

    /** Returns all projects, sorted by ID as in Keystone's list. */
    List<SimulatedProject> projects() {
        return Stream.of(ADMIN, SERVICE, STAFF, RESEARCH)
                .sorted(Comparator.comparing(SimulatedProject::id))
                .toList();
    }

    List<SimulatedProject> projectsOf(SimulatedUser user) {
        return projects().stream()
                .filter(p -> user.roles().containsKey(p.name()))
                .toList();
    }

    public Optional<SimulatedProject> project(String idOrName) {
        return projects().stream()
                .filter(p -> p.id().equals(idOrName) || p.name().equals(idOrName))
                .findFirst();
    }

    List<SimulatedUser> users() {
        return List.of(ADMINISTRATOR, STACKDECK, READER);
    }

    public Optional<SimulatedUser> user(String idOrName) {
        return users().stream()
                .filter(u -> u.id().equals(idOrName) || u.name().equals(idOrName))
                .findFirst();
    }

    Optional<ApplicationCredential> credential(String id) {
        return List.of(STAFF_APP, RESEARCH_APP).stream()
                .filter(c -> c.id().equals(id))
                .findFirst();
    }

    Optional<ApplicationCredential> credential(SimulatedUser user, String name) {
        return List.of(STAFF_APP, RESEARCH_APP).stream()
                .filter(c -> c.user().equals(user) && c.name().equals(name))
                .findFirst();
    }
}

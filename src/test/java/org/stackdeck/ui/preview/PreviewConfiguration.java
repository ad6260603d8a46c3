package org.stackdeck.ui.preview;

import com.vaadin.flow.spring.security.AuthenticationContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.stackdeck.access.Access;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.access.FakeWhoCan;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.FakeChangeHints;
import org.stackdeck.cloud.FakeResources;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.FakeNotices;
import org.stackdeck.identity.FakeProofs;
import org.stackdeck.identity.ForgetfulPreferences;
import org.stackdeck.identity.Preferences;
import org.stackdeck.identity.Proofs;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeSeeAs;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.SeeAs;
import org.stackdeck.keypairs.FakeKeyPairs;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.FakeChoices;
import org.stackdeck.operations.FakeConsoleLogs;
import org.stackdeck.operations.FakeConsoles;
import org.stackdeck.operations.FakeDeletedServers;
import org.stackdeck.operations.FakeLaunches;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.FakeServerParts;
import org.stackdeck.operations.FakeTimelines;
import org.stackdeck.operations.FakeUsages;
import org.stackdeck.operations.FakeUsualDurations;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.Protection;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.platform.DataDirectorySpace;
import org.stackdeck.quotas.FakeQuotas;
import org.stackdeck.quotas.Quotas;
import org.stackdeck.requests.FakeRequests;
import org.stackdeck.ui.ConsoleFrames;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.PageLimitProperties;
import org.stackdeck.ui.proof.ProofPrompt;

/** Fakes of the modules below the pages. Not annotated as a configuration, so that no scan finds it. */
public class PreviewConfiguration {

    public static final UserId JONAS = new UserId(UUID.fromString("00000000-0000-0000-0000-000000000001"));

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PreviewInventory inventory(Clock clock) {
        return new PreviewInventory(clock);
    }

    @Bean
    PreviewOperations operations(PreviewInventory inventory, Availability availability, Access access, Clock clock) {
        return new PreviewOperations(inventory, availability, access, clock);
    }

    @Bean
    FakeTimelines timelines(Inventory inventory, Access access) {
        return new FakeTimelines(inventory, access);
    }

    @Bean
    FakeUsualDurations usualDurations() {
        return new FakeUsualDurations();
    }

    @Bean
    FakeChoices choices() {
        return new FakeChoices();
    }

    @Bean
    FakeLaunches launches(Access access, Clouds clouds, Clock clock) {
        return new FakeLaunches(access, clouds, clock);
    }

    @Bean
    FakeKeyPairs keyPairs() {
        return new FakeKeyPairs();
    }

    @Bean
    BulkOperations bulkOperations(Operations operations) {
        return new BulkOperations(operations);
    }

    @Bean
    FakeServerParts serverParts() {
        return new FakeServerParts();
    }

    @Bean
    FakeUsages usages(Inventory inventory, Access access) {
        return new FakeUsages(inventory, access);
    }

    @Bean
    DataDirectorySpace space() {
        return new DataDirectorySpace(Path.of("."));
    }

    @Bean
    PageLimitProperties pageLimits() {
        return new PageLimitProperties(1000, 1000);
    }

    @Bean
    ConsoleFrames consoleFrames() {
        return new ConsoleFrames(Set.of("https://console.example:6080", "wss://console.example:6083"));
    }

    @Bean
    FakeConsoles consoles(Inventory inventory, Access access) {
        return new FakeConsoles(inventory, access);
    }

    @Bean
    FakeConsoleLogs consoleLogs(Inventory inventory, Access access, Clock clock) {
        return new FakeConsoleLogs(inventory, access, clock);
    }

    @Bean
    RecordedAudit trail() {
        return new RecordedAudit();
    }

    @Bean
    SeeAs seeAs(Inventory inventory, Access access, Directory directory, RecordedAudit trail) {
        return FakeSeeAs.of(inventory, access, directory, trail);
    }

    @Bean
    FakeNotices notices() {
        return new FakeNotices();
    }

    @Bean
    FakeRequests requests(Directory directory, Clock clock) {
        return FakeRequests.ofAnything(directory, clock);
    }

    @Bean
    FakeProofs proofs() {
        return new FakeProofs();
    }

    @Bean
    ProofPrompt proofPrompt(Proofs proofs, CurrentUser currentUser) {
        return new ProofPrompt(proofs, () -> "{}", currentUser);
    }

    @Bean
    AuthenticationContext authenticationContext() {
        return new AuthenticationContext();
    }

    @Bean
    Access access() {
        return new Access() {
            @Override
            public Subject subject(UserId user) {
                return new Subject(user, true, true, List.of());
            }

            @Override
            public Subject fresh(UserId user) {
                return subject(user);
            }

            @Override
            public Rights rights(Subject subject) {
                return Rights.of(subject, Instant.EPOCH);
            }
        };
    }

    @Bean
    FakeDeletedServers deleted(Access access) {
        return new FakeDeletedServers(access);
    }

    @Bean
    FakeProtection protection(Access access, Inventory inventory, FakeDeletedServers deleted, Clock clock) {
        return new FakeProtection(access, inventory, deleted, clock);
    }

    @Bean
    Availability availability(ProtectionBook protections) {
        return new Availability() {
            @Override
            public Answer of(Subject subject, Server server, ServerAction action) {
                Optional<Protection> protection = protections.protections().of(server.key());
                if (action.destroys() && protection.isPresent()) {
                    return new Answer.Protected(protection.get());
                }
                if (server.locked() != action.liftsLock()) {
                    return server.locked() ? new Answer.Locked(server.lockedReason()) : new Answer.NotLocked();
                }
                return action.takenIn(server)
                        ? new Answer.Available()
                        : new Answer.WrongState(server.status(), server.taskState());
            }

            @Override
            public Map<ServerAction, Answer> of(Subject subject, Server server) {
                return Arrays.stream(ServerAction.values())
                        .collect(Collectors.toMap(Function.identity(), action -> of(subject, server, action)));
            }
        };
    }

    @Bean
    FakeChangeHints hints() {
        return new FakeChangeHints();
    }

    /** Resources of all projects. */
    @Bean
    FakeResources resources() {
        return new FakeResources();
    }

    @Bean
    Quotas quotas(Clouds clouds, Access access, Clock clock) {
        return FakeQuotas.of(clouds, access, clock);
    }

    @Bean
    Clouds clouds(FakeResources resources) {
        return new Clouds() {
            @Override
            public List<CloudName> names() {
                return List.of(AServer.CLOUD);
            }

            @Override
            public boolean simulated(CloudName cloud) {
                return true;
            }

            @Override
            public String address(CloudName cloud) {
                return "preview";
            }

            @Override
            public List<Compute> discover(CloudName cloud) {
                return List.of();
            }

            @Override
            public Optional<Compute> compute(CloudName cloud, ProjectId project) {
                return Optional.empty();
            }

            @Override
            public Optional<ProjectResources> resources(CloudName cloud, ProjectId project) {
                return Optional.of(resources);
            }

            @Override
            public List<Project> projects() {
                return List.of(AServer.STAFF, AServer.RESEARCH);
            }

            @Override
            public List<EntryReport> entries() {
                return List.of();
            }
        };
    }

    @Bean
    Directory directory() {
        User jonas = jonas();
        return new Directory() {
            @Override
            public Optional<User> find(UserId id) {
                return Optional.of(jonas);
            }

            @Override
            public Optional<User> find(UserName name) {
                return Optional.of(jonas);
            }

            @Override
            public List<User> all() {
                return List.of(jonas);
            }

            @Override
            public User requireAdministrator(Caller caller) {
                return jonas;
            }
        };
    }

    @Bean
    FakeWhoCan whoCan(Directory directory) {
        return new FakeWhoCan(directory);
    }

    @Bean
    FakeOwnership ownership(Directory directory) {
        return new FakeOwnership(directory);
    }

    @Bean
    Preferences preferences() {
        return new ForgetfulPreferences(jonas());
    }

    private static User jonas() {
        return new User(
                JONAS,
                new UserName("jonas"),
                "Jonas Keller",
                User.State.ACTIVE,
                User.Role.ADMINISTRATOR,
                null,
                null,
                1,
                Instant.EPOCH);
    }
}
